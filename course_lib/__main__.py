"""The command line: `course-lib COMMAND ...`; `course-lib COMMAND --help` tells the rest."""

import importlib
import sys
from argparse import ArgumentParser
from collections.abc import Sequence

# Each module offers `add_arguments(parser)` and `run(arguments) -> exit status`; only the one asked for is imported.
COMMANDS = {
    "train": ("course_lib.mnist.command_train", "train a model on the digits, and tell what it confuses"),
    "predict": ("course_lib.mnist.command_predict", "say which digits pictures show, by a trained model"),
    "demo": ("course_lib.grading.demo", "the whole way on a sample class, from a notebook's text to a table of grades"),
    "lecture": ("course_lib.demos.lecture", "serve the lecture demos as web pages"),
    "build": ("course_lib.authoring.build", "make source/ and release/ from the texts in notebooks/"),
    "pull": ("course_lib.authoring.pull", "take an edit made in Jupyter, in source/, back into the text"),
    "verify": ("course_lib.authoring.verify", "prove that the whole course is consistent"),
    "sample-class": ("course_lib.grading.sample_class", "write the submissions of a made-up class"),
    "grade": ("course_lib.grading.autograde", "grade the submissions of a class and print the table"),
    "regrade": ("course_lib.grading.regrade", "judge an exercise again after a fix, and show the grades that change"),
    "report": ("course_lib.grading.report", "what a class did with an assignment: a table, and one page with plots"),
    "export": ("course_lib.grading.export", "the results by student and exercise, as CSV"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; 0 if all is well, 1 where it found something to mend, 2 where it was called wrongly."""
    from course_lib.grading.failure import GradingError
    from course_lib.mnist.failure import PipelineError

    arguments = sys.argv[1:] if arguments is None else list(arguments)
    command = _parser(arguments).parse_args(arguments)
    try:
        return command.run(command)
    except (GradingError, PipelineError) as error:
        print(f"course-lib {arguments[0]}: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\ncourse-lib {arguments[0]}: interrupted", file=sys.stderr)
        return 130


def _parser(arguments: Sequence[str]) -> ArgumentParser:
    parser = ArgumentParser(prog="course-lib", description="Forty questions on the basics of deep learning with MNIST.")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", required=True)
    for name, (home, promise) in COMMANDS.items():
        command = commands.add_parser(name, help=promise, description=f"{promise[0].upper()}{promise[1:]}.")
        if name in arguments[:1]:
            module = importlib.import_module(home)
            module.add_arguments(command)
            command.set_defaults(run=module.run)
    return parser


if __name__ == "__main__":
    sys.exit(main())
