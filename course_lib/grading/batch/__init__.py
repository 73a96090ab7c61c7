"""A class graded: many workers, one writer of the gradebook."""
