"""Assignment 06_nonlinearity: questions 37 to 40."""
