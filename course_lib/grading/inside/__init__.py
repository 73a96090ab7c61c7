"""What runs in the sandbox beside the student's code: the walls it puts up, a shell, an observer. Knows no answer."""
