"""Assignment 07_capstone: all ten digits, with parts of one's own."""
