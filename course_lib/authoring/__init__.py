"""From the text an author writes to the notebooks a student opens: `build`, `pull` and `verify`."""
