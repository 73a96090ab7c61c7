"""Assignment 02_tensors: questions 4 to 12."""
