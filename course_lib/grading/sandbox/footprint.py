"""What the processes of a sandbox use, read from /proc: memory beyond the start, time on the processor."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

_TICK = 1 / os.sysconf("SC_CLK_TCK")
_KIBIBYTES = ("RssAnon:", "RssShmem:")


@dataclass(frozen=True)
class Footprint:
    """Kibibytes that no other process shares by file, largest first, and seconds, of a process and all below it."""

    memory: tuple[int, ...]
    seconds: float

    def beyond(self, start: "Footprint") -> int:
        """Mebibytes taken since: each process was born with the memory of the first, which the kernel shares."""
        return sum(max(0, one - start.memory[0]) for one in self.memory) // 1024


def footprint(process: int) -> Footprint | None:
    """None where the process has ended."""
    found = [_of_one(one) for one in family(process)]
    found = [one for one in found if one]
    if not found:
        return None
    return Footprint(tuple(sorted((memory for memory, _ in found), reverse=True)), sum(seconds for _, seconds in found))


def family(process: int) -> Iterator[int]:
    """The process and its descendants; orphans go to the first process of their namespace, so none is missed."""
    waiting = [process]
    while waiting:
        yield (one := waiting.pop())
        try:
            threads = os.listdir(f"/proc/{one}/task")
        except OSError:
            continue
        for thread in threads[:64]:
            waiting += map(int, _text(f"/proc/{one}/task/{thread}/children").split())


def _of_one(process: int) -> tuple[int, float] | None:
    status, stat = _text(f"/proc/{process}/status"), _text(f"/proc/{process}/stat")
    if not status or not stat:
        return None
    memory = sum(int(line.split()[1]) for line in status.splitlines() if line.startswith(_KIBIBYTES))
    fields = stat.rpartition(")")[2].split()  # the name before it may hold anything
    return memory, sum(map(int, fields[11:15])) * _TICK  # its own and its dead children's


def _text(path: str) -> str:
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""
