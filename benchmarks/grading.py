"""How fast a class is graded: stock nbgrader and the sandboxed engine, on the same submissions in the same run.

    python benchmarks/grading.py [--students 24] [--assignment 02_tensors] [--without-stock]

Needs bubblewrap. Scores are compared one by one. Stock nbgrader runs students' code in your own account; the sample class
is harmless.
"""

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

REPOSITORY = Path(__file__).parents[1]
OURS = "# Autograding:"  # where our lines begin in nbgrader_config.py
TURNS = 3  # each way of grading takes so many; ours grade all submissions in each, stock nbgrader a part of them
STOCK = """
c.ExecutePreprocessor.timeout = 180
c.ExecutePreprocessor.iopub_timeout = 30
"""


def main() -> None:
    arguments = parsed()
    with tempfile.TemporaryDirectory(prefix="benchmark-grading-") as folder:
        course, other = Path(folder, "ours"), Path(folder, "stock")
        make_course(course, arguments.assignment, arguments.students)
        shutil.copytree(course, other)
        config = (course / "nbgrader_config.py").read_text()
        (other / "nbgrader_config.py").write_text(config[: config.index(OURS)] + STOCK)
        bare = in_process("bare", course, arguments.assignment)
        parts = in_process("parts", course, arguments.assignment)
        one, two, stock = [], [], []
        for turn in range(TURNS):  # a machine's clock drifts, and all are to have of it alike
            one.append(in_process("grade", course, arguments.assignment, "1"))
            two.append(in_process("grade", course, arguments.assignment, "2"))
            if not arguments.without_stock:
                stock.append(in_process("stock", other, arguments.assignment, str(turn)))
        tell(arguments.students, bare, parts, one, two, stock)


def parsed() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=24)
    parser.add_argument("--assignment", default="02_tensors")
    parser.add_argument("--without-stock", action="store_true")
    return parser.parse_args()


def make_course(course: Path, assignment: str, students: int) -> None:
    from course_lib.grading.sample_class import make_sample_class

    for name in ("source", "release"):
        shutil.copytree(REPOSITORY / name / assignment, course / name / assignment)
    shutil.copy(REPOSITORY / "nbgrader_config.py", course)
    make_sample_class(course, assignment, students)


def in_process(what: str, *arguments) -> dict:
    """Each measurement begins in a process of its own; what it prints last is a dict."""
    command = [sys.executable, __file__, what, *map(str, arguments)]
    environment = {**os.environ, "OMP_NUM_THREADS": "1"}
    began = time.perf_counter()
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)
    if done.returncode:
        raise SystemExit(done.stderr)
    return {**eval(done.stdout.splitlines()[-1]), "with start": time.perf_counter() - began}


def bare(course: Path, assignment: str) -> dict:
    """The cells of each submission run one after the other in a fork of a process that has imported everything."""
    import matplotlib

    matplotlib.use("agg")
    import nbformat
    import torch
    import torch._dynamo  # noqa: F401
    import torchvision  # noqa: F401

    from course_lib.grading.inside.preload import preload
    from course_lib.grading.inside.shell import Shell

    torch.set_num_threads(1)
    os.environ["COURSE_LIB_DOTS_PER_INCH"] = "96"
    preload()
    __import__("course_lib").examine("q04_long_words", None)
    shell, taken = Shell(), []
    for path in sorted(course.glob(f"submitted/*/{assignment}/*.ipynb")):
        cells = [cell.source for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
        reading, writing = os.pipe()
        if not (child := os.fork()):
            shell.open(lambda output: None)
            began = time.perf_counter()
            for source in cells:
                shell.run(source)
            os.write(writing, repr(time.perf_counter() - began).encode())
            os._exit(0)
        os.waitpid(child, 0)
        taken.append(float(os.read(reading, 100)))
    return {"seconds": taken}


def parts(course: Path, assignment: str) -> dict:
    """One submission after the other in this process: where the time goes."""
    import torch

    from course_lib.grading import nbgrader_course as host
    from course_lib.grading.host import judging, reading
    from course_lib.grading.host.one_submission import autograde
    from course_lib.grading.judging import submission, watching
    from course_lib.grading.judging.chance import secret
    from course_lib.grading.judging.task import task_for, work
    from course_lib.grading.sandbox.engine import Engine

    torch.set_num_threads(1)
    spent: dict[str, float] = {}

    def timed(name, function):
        def run(*arguments, **keywords):
            began = time.perf_counter()
            try:
                return function(*arguments, **keywords)
            finally:
                spent[name] = spent.get(name, 0.0) + time.perf_counter() - began

        return run

    began, rows = time.perf_counter(), []
    with host.nbgrader_course(course) as api, Engine(course, assignment, judging.JudgeInSandbox().settings(assignment)) as engine:
        host.save_assignment(api, assignment)
        engine.start()
        engine._preloaded.wait()
        preloaded = time.perf_counter() - began
        engine.test()
        tested = time.perf_counter() - began - preloaded
        engine._room = timed("birth of the sandbox", engine._room)
        submission._Run._run = timed("cells", submission._Run._run)
        submission.watch = timed("answers watched", watching.watch)
        submission.verdict = timed("answers judged", submission.verdict)
        submission._Run._text = timed("text read", submission._Run._text)
        receive, finish = timed("intake", reading.receive_once), timed("nbgrader", autograde)
        whole = timed("whole work", work)
        for student in sorted(api.get_submitted_students(assignment)):
            spent.clear()
            folder = Path("submitted", student, assignment)
            reading.look_first(folder)
            handed_in = receive(folder, assignment)
            task = task_for(assignment, student, assignment, handed_in.notebook, {}, secret())
            judging.make_ready(assignment, student, assignment, whole(engine, task))
            finish(api, assignment, student)
            inner = ("birth of the sandbox", "cells", "answers watched", "answers judged", "text read")
            spent["the rest of the work"] = spent.pop("whole work") - sum(spent[name] for name in inner)
            rows.append(dict(spent))
    return {"rows": rows, "preload": preloaded, "self-test": tested}


def grade(course: Path, assignment: str, jobs: str) -> dict:
    """How long each submission occupied its worker, and how long all of them took from the first result to the last."""
    from course_lib.grading.autograde import grade as grade_class
    from course_lib.grading.batch import local

    ends, times, work = course / f"ends of {jobs}", [], local.work

    def work_and_tell(engine, task):
        done = work(engine, task)
        with ends.open("a") as file:
            file.write(f"{os.getpid()} {time.perf_counter()}\n")
        return done

    local.work = work_and_tell
    ends.write_text("")
    grade_class(course, assignment, tell=lambda line: times.append(time.perf_counter()), fresh=True, jobs=int(jobs), feedback=False)
    by_worker: dict[str, list[float]] = {}
    for worker, end in map(str.split, ends.read_text().splitlines()):
        by_worker.setdefault(worker, []).append(float(end))
    occupied = [late - early for own in by_worker.values() for early, late in pairwise(own)]
    students = times[:-1]  # the last line is the summary
    return {"paces": [seconds / int(jobs) for seconds in occupied], "mean": (students[-1] - students[0]) / (len(students) - 1),
            "scores": scores(course, assignment)}


def stock(course: Path, assignment: str, turn: str) -> dict:
    from course_lib.grading.nbgrader_course import nbgrader_course, save_assignment, silent_kernels

    taken = []
    with nbgrader_course(course) as api:
        save_assignment(api, assignment)
        for student in sorted(api.get_submitted_students(assignment))[int(turn) :: TURNS]:
            began = time.perf_counter()
            with silent_kernels():
                outcome = api.autograde(assignment, student)
            taken.append(time.perf_counter() - began)
            if not outcome["success"]:
                raise SystemExit(outcome["log"])
    return {"seconds": taken, "scores": scores(course, assignment)}


def scores(course: Path, assignment: str) -> dict:
    from course_lib.grading.gradebook import grades_of
    from course_lib.grading.nbgrader_course import nbgrader_course

    with nbgrader_course(course) as api:
        return {(grade.student, grade.cell): grade.points for own in grades_of(api, assignment).values() for grade in own}


def tell(students: int, bare: dict, parts: dict, one: list[dict], two: list[dict], stock: list[dict]) -> None:
    floor = statistics.median(bare["seconds"])
    print(f"{students} submissions; seconds a submission, median (mean)\n")
    print(f"  the bare run of the cells   {floor:6.2f} ({statistics.mean(bare['seconds']):.2f})")
    ways = {"one worker": one, "two workers": two}
    pace = {way: statistics.median(seconds for run in runs for seconds in run["paces"]) for way, runs in ways.items()}
    mean = {way: statistics.mean(run["mean"] for run in runs) for way, runs in ways.items()}
    whole = {way: statistics.mean(run["with start"] for run in runs) for way, runs in ways.items()}
    for way in ways:
        print(f"  ours, {way:<21} {pace[way]:6.2f} ({mean[way]:.2f})  all with start and preload {whole[way]:.1f} s")
    print(f"  preloading {parts['preload']:.1f} s and the self-test {parts['self-test']:.1f} s, once a batch")
    if stock:
        seconds, together = [taken for turn in stock for taken in turn["seconds"]], sum(turn["with start"] for turn in stock)
        print(f"  stock nbgrader              {statistics.median(seconds):6.2f} ({statistics.mean(seconds):.2f})  all with start {together:.1f} s")
        for way in ways:
            print(f"  {way}: {statistics.median(seconds) / pace[way]:.1f} ({statistics.mean(seconds) / mean[way]:.1f}) times as fast, "
                  f"{together / whole[way]:.1f} times with start and preload")
        honest = stock[-1]["scores"]
        different = [key for key in honest if any(run["scores"].get(key) != honest[key] for run in (*one, *two))]
        print(f"  {len(honest)} scores compared, {len(different)} differ {different[:5] or ''}")
    print("\n  where the time goes, one after the other")
    names = max(parts["rows"], key=len)
    medians = {name: statistics.median(row.get(name, 0.0) for row in parts["rows"]) for name in names}
    for name, seconds in medians.items():
        print(f"    {name:<24} {1000 * seconds:7.0f} ms")
    print(f"    together, less the bare run of the cells {1000 * (sum(medians.values()) - floor):.0f} ms")


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1] in ("bare", "parts", "grade", "stock"):
        measure = {"bare": bare, "parts": parts, "grade": grade, "stock": stock}[sys.argv[1]]
        print(repr(measure(Path(sys.argv[2]), *sys.argv[3:])))
    else:
        main()
