"""The times of a run of show: they flow from line to line, anchored lines stand still.

Pure. All times are whole seconds after the ceremony's start; a line may begin before it (guests arrive).
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Line:
    """What timing needs of a line: which it is, how long it takes, and where it is anchored, if it is."""

    key: int
    seconds: int
    starts_after: int | None = None


@dataclass(frozen=True)
class TimedLine:
    """A line with its time: ``waits`` is the pause before an anchored one, ``late`` what it misses its anchor by."""

    key: int
    starts: int
    ends: int
    waits: int = 0
    late: int = 0


def timed(lines: Sequence[Line], *, begins: int = 0) -> list[TimedLine]:
    """The lines with their times, in order. The first begins at its anchor, else at ``begins``.

    An anchored line never begins before the line before it has ended: then it is late.
    """
    found: list[TimedLine] = []
    flow = begins
    for number, line in enumerate(lines):
        anchor = line.starts_after
        starts = anchor if anchor is not None and (number == 0 or anchor >= flow) else flow
        late = max(0, flow - anchor) if anchor is not None and number else 0
        found.append(TimedLine(line.key, starts, starts + line.seconds, starts - flow if number else 0, late))
        flow = starts + line.seconds
    return found


def ends_at(lines: Sequence[Line]) -> int:
    """When the last line ends; 0 without lines."""
    return timed(lines)[-1].ends if lines else 0


def over_run(lines: Sequence[Line], available: int) -> int:
    """By how many seconds the show is longer than the time it has; negative when time is left."""
    return ends_at(lines) - available


def forecast(lines: Sequence[Line], *, current: int, began: int, now: int) -> list[TimedLine]:
    """The times as they will be, from the line that is on (``current``, since ``began``) to the last.

    The current line ends when it was planned to, or now if that is past; the others follow, anchored ones not before
    their anchor. Empty when the current line is not among them.
    """
    place = next((number for number, line in enumerate(lines) if line.key == current), None)
    if place is None:
        return []
    on = lines[place]
    on_ends = max(began + on.seconds, now)
    return timed([Line(on.key, on_ends - began), *lines[place + 1 :]], begins=began)


def behind(lines: Sequence[Line], *, current: int, began: int, now: int) -> int:
    """By how many seconds the end will come later than planned; negative when earlier."""
    coming = forecast(lines, current=current, began=began, now=now)
    return coming[-1].ends - ends_at(lines) if coming else 0


def moved(keys: Sequence[int], key: int, places: int) -> list[int]:
    """The order in which ``key`` stands so many places further down (up, when negative), as far as there are any."""
    order = [each for each in keys if each != key]
    if len(order) == len(keys):
        return list(keys)
    target = min(max(keys.index(key) + places, 0), len(order))
    return [*order[:target], key, *order[target:]]
