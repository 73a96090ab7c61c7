"""Assignment 04_training_tools: questions 23 to 29."""
