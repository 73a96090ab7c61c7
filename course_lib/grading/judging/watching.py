"""An answer watched in its sandbox: the request goes in, observations come out."""

import json
import math

from course_lib.checking import Exercise, Observation
from course_lib.checking.time_limit import PATIENCE
from course_lib.grading.inside.messages import CHECK, OBSERVATION, OBSERVED, Forged
from course_lib.grading.judging.evidence import observation
from course_lib.grading.judging.request import request
from course_lib.grading.judging.verdict import Watched
from course_lib.grading.sandbox.room import Ended, Patience, Room

_GRACE = 3.0  # seconds beyond the limit that the observer inside keeps by itself
_MOST_BYTES = 256 * 2**20  # in all observations of one answer


def watch(exercise: Exercise, expression: str, seed: str, room: Room, left: float = math.inf) -> Watched:
    """All that came out; where the sandbox ended on the way, why. It ends `left` seconds from now at the latest."""
    seen: list[Observation] = []
    size = 0
    most = len(exercise.probes) + sum(len(rule.probes) for rule in exercise.rules)
    patience = Patience(min(left, exercise.seconds + _GRACE), min(left, PATIENCE * exercise.seconds + _GRACE))
    try:
        for kind, payload in room.ask(CHECK, request(exercise, expression, seed), patience, OBSERVED, renewing=OBSERVATION):
            if kind == OBSERVATION:
                size += len(payload)
                if len(seen) == most or size > _MOST_BYTES:
                    raise Forged("more observations than were asked for")
                seen.append(observation(payload))
            elif kind == OBSERVED:
                return _finished(payload, seen)
    except Forged as error:
        room.close()
        return Watched(ended=f"it sent {error}")
    except Ended as error:
        return Watched(ended=str(error))


def _finished(payload: bytes, seen: list[Observation]) -> Watched:
    try:
        told = json.loads(payload)
        missing, message = told.get("missing", ""), told.get("message", "")
    except (ValueError, AttributeError, RecursionError) as error:
        raise Forged("an end that is none") from error
    if not (isinstance(missing, str) and isinstance(message, str)):
        raise Forged("an end that is none")
    return Watched(tuple(seen), missing[:200], message.encode("utf-8", "replace").decode()[:400])
