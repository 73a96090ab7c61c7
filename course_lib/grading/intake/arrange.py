"""The order of the rebuilt notebook: the release's for what is graded, the student's for all else."""

from bisect import bisect_left

from course_lib.grading.intake.master import Master, Place
from course_lib.grading.intake.notes import Notes
from course_lib.grading.intake.piece import Piece, unclaimed
from course_lib.grading.intake.saved import Cell

Group = tuple[int, list[Piece]]


def arrange(pieces: list[Piece], master: Master, notes: Notes) -> list[Piece]:
    """The pieces in order, with the release's cell wherever none was handed in."""
    arranged = _in_order(pieces, notes)
    for place in _to_put_back(arranged, master, notes):
        arranged.insert(_index_for(place, arranged), Piece(_untouched(place), place))
    return arranged


def _in_order(pieces: list[Piece], notes: Notes) -> list[Piece]:
    graded = [piece.place for piece in pieces if piece.graded]
    stay = set(_longest_rise([place.position for place in graded]))
    if len(stay) == len(graded):
        return list(pieces)  # given cells may stand where the student wants them
    for place in graded:
        if place.position not in stay:
            notes.about(place.name, "stood in another place; the graded cells are in the release's order again.")
    groups = sorted(_groups(pieces), key=lambda group: group[0])
    return [piece for _, group in groups for piece in group]


def _groups(pieces: list[Piece]) -> list[Group]:
    """Each known cell with the student's own ones: helpers in front of an answer, all else behind its cell."""
    groups: list[Group] = [(-1, [])]
    loose: list[Piece] = []
    for piece in pieces:
        if piece.place is None:
            loose.append(piece)
            continue
        if piece.place.role != "answer":
            groups[-1][1].extend(loose)
            loose = []
        groups.append((piece.place.position, [*loose, piece]))
        loose = []
    groups[-1][1].extend(loose)
    return groups


def _longest_rise(positions: list[int]) -> list[int]:
    """The longest rising subsequence: what need not move when all is put in order."""
    ends: list[int] = []  # the smallest last value of a rise of each length
    chains: list[list[int]] = []
    for position in positions:
        length = bisect_left(ends, position)
        chain = [*(chains[length - 1] if length else []), position]
        ends[length : length + 1], chains[length : length + 1] = [position], [chain]
    return chains[-1] if chains else []


def _to_put_back(pieces: list[Piece], master: Master, notes: Notes) -> list[Place]:
    missing = list(unclaimed(master.graded, pieces))
    for place in missing:
        if place.role in ("answer", "written"):
            notes.about(place.name, "no answer was found in what was handed in; the empty cell was put back.")
        else:
            notes.about(place.name, "was missing and has been put back.")
    lost = _lost_given(pieces, master, {place.position for place in missing}) if missing else []
    return sorted([*missing, *lost], key=lambda place: place.position)


def _lost_given(pieces: list[Piece], master: Master, missing: set[int]) -> list[Place]:
    """The given cells that went with a lost graded neighbour. Elsewhere, a student may have deleted them on purpose."""
    stretch: dict[int, set[int]] = {}
    for before, after in zip([None, *master.graded], [*master.graded, None], strict=True):
        ends = {place.position for place in (before, after) if place}
        begin, end = before.position if before else -1, after.position if after else len(master.places)
        stretch |= {position: ends for position in range(begin + 1, end)}
    text = "\n".join(piece.essence for piece in pieces)
    free = unclaimed([place for place in master.places if not place.graded], pieces)
    return [place for place in free if stretch[place.position] & missing and place.essence not in text]


def _index_for(place: Place, pieces: list[Piece]) -> int:
    """Behind the nearest cell that precedes it in the release, and the student's own ones there.

    It stays between its graded neighbours, wherever a student has put the given cells.
    """
    later = (index for index, piece in enumerate(pieces) if piece.graded and piece.place.position > place.position)
    end = next(later, len(pieces))
    begin = max((index for index in range(end) if pieces[index].graded), default=0)
    earlier = {
        piece.place.position: index
        for index, piece in enumerate(pieces[begin:end], start=begin)
        if piece.place and piece.place.position < place.position
    }
    if not earlier:
        return begin
    index = earlier[max(earlier)] + 1
    while index < end and pieces[index].place is None:
        index += 1
    return index


def _untouched(place: Place) -> Cell:
    return Cell(place.cell.cell_type, place.cell.source, place.cell.get("id") or "")
