"""How long a student waits for `check`: every exercise, its reference and its mistakes, judged as in a notebook.

Without the capstone's training, which takes what it takes.

    python benchmarks/check.py [ASSIGNMENT ...]
"""

import statistics
import sys
import time

import torch

from course_lib import examine, exercises

ROUNDS = 5


def milliseconds(exercise_id: str, answer) -> list[float]:
    """The time of each of several checks of one answer; the first, which also runs the reference, counts too."""
    taken = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        examine(exercise_id, answer)
        taken.append(1000 * (time.perf_counter() - start))
    return taken


def main(assignments: list[str]) -> None:
    torch.set_num_threads(1)
    everything = []
    for assignment in assignments or exercises.ASSIGNMENTS:
        for exercise in (exercise for exercise in exercises.of_assignment(assignment) if exercise.earned is None):
            answers = [exercise.reference, *exercise.alternatives, *(w for m in exercise.misconceptions for w in m.wrong)]
            taken = [time for answer in answers for time in milliseconds(exercise.id, answer)]
            everything += taken
            print(f"{exercise.id:<28} median {statistics.median(taken):6.1f} ms   slowest {max(taken):6.1f} ms")
    print(f"all {len(everything)} checks: median {statistics.median(everything):.1f} ms, "
          f"95th percentile {statistics.quantiles(everything, n=20)[-1]:.1f} ms")


if __name__ == "__main__":
    main(sys.argv[1:])
