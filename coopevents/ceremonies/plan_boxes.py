"""The boxes of a plan, and the texts in them, in the largest type in which they fit."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from coopevents.documents.measuring import LINE, wrapped

PADDING = 3.0
SCALES = (1.0, 0.92, 0.85, 0.78, 0.71)
SEAT_SCALES = (*SCALES, 0.65, 0.59)
SMALLEST = 0.65


class BoxKind(StrEnum):
    """What a box stands for."""

    SEAT = "seat"
    AIDE = "aide"
    STANDING = "standing"
    TABLE = "table"
    FLAG = "flag"
    LABEL = "label"
    AUDIENCE = "audience"


class Written(StrEnum):
    """What a line says, which is how it is set."""

    NAME = "name"
    SECOND = "second"
    OTHER = "other"


SIZES = {
    BoxKind.SEAT: {Written.NAME: 12.0, Written.SECOND: 10.5, Written.OTHER: 9.0},
    BoxKind.AIDE: {Written.NAME: 9.0, Written.SECOND: 8.5, Written.OTHER: 8.0},
    BoxKind.STANDING: {Written.NAME: 9.0, Written.SECOND: 8.5, Written.OTHER: 7.5},
    BoxKind.FLAG: {Written.NAME: 10.0},
    BoxKind.LABEL: {Written.OTHER: 8.0},
    BoxKind.AUDIENCE: {Written.OTHER: 11.0},
}
NUMBER_ROOM = {BoxKind.SEAT: 11.0, BoxKind.STANDING: 8.0, BoxKind.AIDE: 8.0}
"""How high the line is on which the number of a person stands."""


@dataclass(frozen=True)
class TextLine:
    """One line of a text: its middle in ``x``, its base line in ``y``, its size."""

    text: str
    kind: Written
    x: float
    y: float
    size: float


@dataclass(frozen=True)
class Box:
    """One thing on the plan. ``number`` is 0 for what has none; ``is_cut`` when not all its texts had room."""

    kind: BoxKind
    x: float
    y: float
    width: float
    height: float
    key: str
    lines: tuple[TextLine, ...] = ()
    number: int = 0
    is_moved: bool = False
    is_cut: bool = False

    @property
    def middle(self) -> float:
        """Where its middle is, from the left."""
        return self.x + self.width / 2

    def numbered(self, number: int) -> "Box":
        """The same with a number."""
        return replace(self, number=number)


def filled(
    kind: BoxKind,
    frame: tuple[float, float, float, float],
    key: str,
    texts: Sequence[tuple[Written, str]],
    *,
    is_moved: bool = False,
) -> Box:
    """A box (left, top, width, height) with its texts from top to bottom, centred, in the largest type that fits.

    Rather than set a name too small to read, texts are left out from the end; the last resort is an ellipsis.
    """
    left, top, width, height = frame
    said = [(written, text) for written, text in texts if text]
    room = height - 2 * PADDING - NUMBER_ROOM.get(kind, 0.0)
    lines = _fitting(kind, said, width, room)
    kept = _kept(lines, room)
    used = sum(size * LINE for _text, _kind, size in kept)
    y = top + height - PADDING - (room + used) / 2
    placed = []
    for text, written, size in kept:
        y += size * LINE
        placed.append(TextLine(text, written, left + width / 2, round(y - size * 0.38, 2), round(size, 2)))
    return Box(kind, left, top, width, height, key, tuple(placed), is_moved=is_moved, is_cut=_is_cut(said, kept))


_Set = tuple[str, Written, float]


def _fitting(kind: BoxKind, said: Sequence[tuple[Written, str]], width: float, room: float) -> list[_Set]:
    lines: list[_Set] = []
    for count in range(len(said), 0, -1):
        for scale in SEAT_SCALES if kind is BoxKind.SEAT else SCALES:
            lines = [line for written, text in said[:count] for line in _set(kind, written, text, scale, width)]
            if sum(size * LINE for _text, _kind, size in lines) <= room:
                return lines
    return [line for written, text in said[:1] for line in _set(kind, written, text, SMALLEST, width)]


def _is_cut(said: Sequence[tuple[Written, str]], kept: Sequence[_Set]) -> bool:
    whole = "".join("".join(text.split()) for _written, text in said)
    return "".join("".join(text.split()) for text, _kind, _size in kept) != whole


def _set(kind: BoxKind, written: Written, text: str, scale: float, width: float) -> list[_Set]:
    size = SIZES[kind][written] * scale
    return [(line, written, size) for line in wrapped(text, (width - 2 * PADDING) / size)]


def _kept(lines: Sequence[_Set], room: float) -> list[_Set]:
    kept: list[_Set] = []
    for line in lines:
        if sum(size * LINE for _text, _kind, size in kept) + line[2] * LINE > room and kept:
            text, written, size = kept[-1]
            kept[-1] = (f"{text.rstrip('…')[:-1].rstrip()}…", written, size)
            break
        kept.append(line)
    return kept
