"""What the processes of a sandbox use, read from /proc: memory beyond the start, time on the processor."""

import os
from collections.abc import Iterator
from dataclasses import dataclass

_TICK = 1 / os.sysconf("SC_CLK_TCK")
_KIBIBYTES = ("RssAnon:", "RssShmem:")


@dataclass(frozen=True)
class Footprint:
    """Of a process and all below it: kibibytes that none shares by file, each with the program's image; and seconds."""

    memory: tuple[tuple[int, str], ...]
    seconds: float

    def beyond(self, start: "Footprint") -> int:
        """Mebibytes taken since: a process of the same image was born with the memory of the first, which is shared."""
        born, image = start.memory[0]
        return sum(max(0, one - born) if own == image else one for one, own in self.memory) // 1024


def footprint(process: int) -> Footprint | None:
    """None where the process has ended."""
    found = [_of_one(one) for one in family(process)]
    found = [one for one in found if one]
    if not found:
        return None
    return Footprint(tuple((memory, image) for memory, _, image in found), sum(seconds for _, seconds, _ in found))


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


def _of_one(process: int) -> tuple[int, float, str] | None:
    status, stat = _text(f"/proc/{process}/status"), _text(f"/proc/{process}/stat")
    if not status or not stat:
        return None
    memory = sum(int(line.split()[1]) for line in status.splitlines() if line.startswith(_KIBIBYTES))
    fields = stat.rpartition(")")[2].split()  # the name before it may hold anything
    image = fields[25]  # where its stack begins: a child has it from its parent, another program's is another
    return memory, sum(map(int, fields[11:15])) * _TICK, image  # its own and its dead children's


def _text(path: str) -> str:
    try:
        with open(path) as file:
            return file.read()
    except OSError:
        return ""
