"""nbgrader's settings for this course; every nbgrader command run in this folder reads them."""

c = get_config()  # noqa: F821  (nbgrader provides it)

# The name of the course in nbgrader's exchange and in its gradebook.
c.CourseDirectory.course_id = "deep-learning-basics"

# The gradebook is gradebook.db in this folder, nbgrader's default. PostgreSQL wants an empty database ('createdb
# gradebook') and its driver ('pip install "psycopg[binary]"', which this course's .venv has). Name the driver as below:
# by postgresql:// alone SQLAlchemy before 2.1 means psycopg2. The password is best kept in ~/.pgpass; in this line its
# special characters must be percent-encoded, and then 'nbgrader db upgrade' can't read it.
# c.CourseDirectory.db_url = "postgresql+psycopg://USER@HOST/gradebook"

# What a student finds in place of a solution. The course's checks know it: "not answered yet".
c.ClearSolutions.code_stub = {"python": "# YOUR CODE HERE\nraise NotImplementedError()"}
c.ClearSolutions.text_stub = "YOUR ANSWER HERE"

# A mark scheme stands in a locked cell above the answer, so that autograding shows it to the person who marks. nbgrader
# expects it in a task cell only, which would want points of its own and a mark by hand even where nothing was answered.
c.ClearMarkScheme.enforce_metadata = False

# Autograding: whatever is handed in is taken in and mended, runs in a sandbox, and is judged outside of it. nbgrader's own
# command, the formgrader's button and 'course-lib grade' all follow these lines.
c.Autograde.pre_convert_hook = "course_lib.grading.host.reading.before_converting"
c.Autograde.exporter_class = "course_lib.grading.host.reading.ReceivingExporter"
c.Autograde.autograde_preprocessors = [
    "course_lib.grading.host.judging.JudgeInSandbox",  # in place of nbgrader's Execute
    "nbgrader.preprocessors.IgnorePattern",
    "nbconvert.preprocessors.ClearMetadataPreprocessor",
    "nbgrader.preprocessors.SaveAutoGrades",
    "nbgrader.preprocessors.AssignLatePenalties",
]

# What one submission may use; the defaults of course_lib/grading/host/judging.py are generous.
# c.JudgeInSandbox.cell_seconds = 120
# c.JudgeInSandbox.submission_seconds = 1800
# c.JudgeInSandbox.memory = 3072

# A student's text is shown as text: a page or a script in it never reaches the browser of whoever grades.
c.HTMLExporter.filters = {"markdown2html": "course_lib.grading.host.rendering.markdown_to_html"}

# Feedback pages as nbgrader makes them, in a third of the time.
c.GenerateFeedback.exporter_class = "course_lib.grading.host.feedback_page.FeedbackExporter"

# Archives that students handed in elsewhere, for 'nbgrader zip_collect'.
c.ZipCollectApp.extractor_plugin = "course_lib.grading.intake.archive.BoundedExtractor"
