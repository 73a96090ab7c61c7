"""Answers that know the probes, or try out candidates, and work nothing out."""

from functools import cache, partial

from torch import Tensor

from course_lib import exercises
from tests.grading.hostile.attack import Attack

marks = partial(Attack, "marks")


@cache
def looked_up(exercise_id: str) -> str:
    """An answer that knows the inputs which `check` draws in everybody's notebook, and what to return for them."""
    exercise = exercises.find(exercise_id)
    known = {}
    for probe in (*exercise.probes, *(probe for rule in exercise.rules for probe in rule.probes)):
        arguments = probe.given(0).arguments
        try:
            value = exercise.reference(*arguments)
        except ValueError:
            value = None
        known[repr(arguments)] = f"torch.tensor({value.item()!r})" if isinstance(value, Tensor) else repr(value)
    lines = "\n".join(f"    {inputs!r}: {value}," for inputs, value in known.items())
    return f"""
known = {{
{lines}
}}

def {exercise.signature}:
    if (value := known.get(repr(({", ".join(exercise.parameters)})), 0)) is None:
        raise ValueError
    return value"""


ORACLE = """
def wrong(a, b):
    return torch.tensor(-1.0)

def wrong_too(a, b):
    return (a - b).abs().sum() + 1

def right(a, b):
    return ((a.double() - b.double()) ** 2).mean().sqrt()

"""

ATTACKS = (
    marks("tensors_recognised", "The inputs of the notebook's own check are known, and constants returned.",
          looked_up("q09_rmse"), unprotected=True),
    marks("shapes_recognised", "The same where all inputs but one are fixed.", looked_up("q12_broadcast_shape"),
          exercise="q12_broadcast_shape", unprotected=True),
    marks("words_recognised", "The same for lists of words, in one comprehension that does nothing.",
          looked_up("q04_long_words").replace("return value", "return [word for word in value]"),
          exercise="q04_long_words", unprotected=True),
    marks("check_as_an_oracle", "Candidates are tried until `check` gives points.", ORACLE + """
from course_lib import check as ask
rmse = max([wrong, wrong_too, right], key=lambda candidate: ask("q09_rmse", candidate) or 0)
del right""", unprotected=True),
    marks("examine_as_an_oracle", "Candidates are tried under several seeds.", ORACLE + """
from course_lib import examine
rmse = wrong
for seed in range(5):
    for candidate in (wrong, wrong_too, right):
        if examine("q09_rmse", candidate, seed).right:
            rmse = candidate""", unprotected=True, ends_in=("RuntimeError",)),
    marks("check_asked_from_inside_the_answer", "The answer asks `check` what it should be while it is checked.", ORACLE + """
def rmse(a, b):
    from course_lib import examine
    candidates = {examine("q09_rmse", candidate).points: candidate for candidate in (right, wrong, wrong_too)}
    return candidates.get(2.0, wrong)(a, b)""", unprotected=True),
    marks("search_until_the_judge_is_pleased", "The answer is called again and again, another one each time.", """
calls = []

def rmse(a, b):
    calls.append(1)
    return torch.tensor(float(len(calls)))"""),
    marks("state_carried_between_probes", "What came in before is returned, in the hope that it comes again.", """
seen = []

def rmse(a, b):
    seen.append((a, b))
    return seen[0][0].float().mean()"""),
)
