"""Where nbgrader lets others in: how it reads a submission, how it grades one, how it shows one."""
