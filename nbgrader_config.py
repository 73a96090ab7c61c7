"""nbgrader's settings for this course; every nbgrader command run in this folder reads them."""

c = get_config()  # noqa: F821  (nbgrader provides it)

# The name of the course in nbgrader's exchange and in its gradebook.
c.CourseDirectory.course_id = "deep-learning-basics"

# The gradebook is gradebook.db in this folder, nbgrader's default. For PostgreSQL:
# c.CourseDirectory.db_url = "postgresql://USER@HOST/gradebook"

# What a student finds in place of a solution. The course's checks know it: "not answered yet".
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# A mark scheme stands in a locked cell above the answer, so that autograding shows it to the person who marks. nbgrader
# expects it in a task cell only, which would want points of its own and a mark by hand even where nothing was answered.
c.ClearMarkScheme.enforce_metadata = False

# Seconds for one cell. The capstone trains for 120, the rest needs moments; an endless loop is interrupted after this.
c.ExecutePreprocessor.timeout = 180

# Seconds to wait for a kernel's last words; the default of 4 loses outputs, and so points, on a busy machine.
c.ExecutePreprocessor.iopub_timeout = 30

# A kernel's warning about its own sockets, once for every submission, would hide the warnings that matter.
c.ExecutePreprocessor.extra_arguments = ["--Application.log_level=ERROR"]
