"""Assignment 03_sgd: questions 13 to 22."""
