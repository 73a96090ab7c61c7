"""Assignment 01_images: questions 1 to 3."""
