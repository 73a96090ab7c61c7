"""A class of a thousand: does the time grow with the class, and with nothing else; does the memory stay flat?

    python benchmarks/large_class.py [--students 1000] [--assignment 02_tensors] [--jobs 2] [--scheduler ADDRESS]

Prints a line for each tenth of the class: seconds a submission, memory of the grader and of the largest of its processes.
"""

import argparse
import os
import tempfile
import time
from pathlib import Path

from grading import make_course

from course_lib.grading.autograde import grade
from course_lib.grading.sandbox.footprint import family


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=1000)
    parser.add_argument("--assignment", default="02_tensors")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--scheduler")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-class-") as folder:
        course = Path(folder)
        make_course(course, arguments.assignment, arguments.students)
        tenths = Tenths(arguments.students)
        results = grade(course, arguments.assignment, tell=tenths.line, jobs=arguments.jobs, scheduler=arguments.scheduler)
        failed = [student for student in results.students if student.failure]
        print(f"{len(results.students)} graded, {len(failed)} failed {[one.failure for one in failed[:3]] or ''}")
        print(f"gradebook {(course / 'gradebook.db').stat().st_size / 2**20:.1f} MB")


class Tenths:
    """Told of every student, tells of every tenth of them."""

    def __init__(self, students: int):
        self.step, self.count, self.began = max(1, students // 10), 0, time.perf_counter()

    def line(self, _: str) -> None:
        self.count += 1
        if self.count % self.step == 0:
            now = time.perf_counter()
            own, largest = memory(os.getpid()), max(map(memory, list(family(os.getpid()))[1:]), default=0)
            print(f"{self.count:>5}  {(now - self.began) / self.step:.2f} s each   {own:.0f} MB here, {largest:.0f} MB at most elsewhere",
                  flush=True)
            self.began = now


def memory(process: int) -> float:
    """Megabytes that a process has of its own."""
    try:
        lines = Path(f"/proc/{process}/status").read_text().splitlines()
    except OSError:
        return 0
    return sum(int(line.split()[1]) for line in lines if line.startswith(("RssAnon:", "RssShmem:"))) / 1024


if __name__ == "__main__":
    main()
