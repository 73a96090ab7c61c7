"""nbgrader's side: a sample class, a class graded, its table of results."""
