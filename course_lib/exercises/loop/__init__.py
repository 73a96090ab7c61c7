"""Assignment 05_training_loop: questions 30 to 36."""
