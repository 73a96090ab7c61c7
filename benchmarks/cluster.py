"""What a Dask cluster costs: the same class graded by two processes of the pool and by two local workers, by turns.

    python benchmarks/cluster.py [--students 40] [--assignment 02_tensors] [--pairs 10] [--feedback]

Needs bubblewrap, and Dask (the extra `cluster`). Prints the seconds a submission of each pair, and the mean of all.
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from distributed import LocalCluster
from grading import make_course

from course_lib.grading.autograde import grade

WORKERS = 2
UNDER_WAY = 5  # results, after which every worker has preloaded


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--students", type=int, default=40)
    parser.add_argument("--assignment", default="02_tensors")
    parser.add_argument("--pairs", type=int, default=10)
    parser.add_argument("--feedback", action="store_true", help="write the feedback pages too, beside the cluster's workers")
    arguments = parser.parse_args()
    os.environ["OMP_NUM_THREADS"] = "1"
    with tempfile.TemporaryDirectory(prefix="benchmark-cluster-") as folder:
        course = Path(folder, "course")
        make_course(course, arguments.assignment, arguments.students)
        with LocalCluster(n_workers=WORKERS, threads_per_worker=1, dashboard_address=None, local_directory=folder) as cluster:
            pairs = []
            for _ in range(arguments.pairs):
                pool, dask = (pace(course, arguments.assignment, arguments.feedback, by) for by in ("", cluster.scheduler_address))
                print(f"pool {pool:.3f}   Dask {dask:.3f} s a submission", flush=True)
                pairs.append((pool, dask))
    pool, dask = map(statistics.mean, zip(*pairs, strict=True))
    print(f"mean {pool:.3f}        {dask:.3f}: {100 * (dask / pool - 1):+.1f} %")


def pace(course: Path, assignment: str, feedback: bool, scheduler: str) -> float:
    """Of a grading in a process of its own."""
    command = [sys.executable, __file__, "grade", str(course), assignment, "feedback" if feedback else "", scheduler]
    return float(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout.splitlines()[-1])


def graded(course: str, assignment: str, feedback: str, scheduler: str) -> float:
    """Grade all of the class; the seconds a submission once all workers are under way."""
    times: list[float] = []
    grade(Path(course), assignment, tell=lambda line: times.append(time.perf_counter()), fresh=True, jobs=WORKERS,
          feedback=bool(feedback), scheduler=scheduler or None)
    students = times[UNDER_WAY:-1]  # the last line is the summary
    return (students[-1] - students[0]) / (len(students) - 1)


if __name__ == "__main__":
    if sys.argv[1:2] == ["grade"]:
        print(graded(*sys.argv[2:]))
    else:
        main()
