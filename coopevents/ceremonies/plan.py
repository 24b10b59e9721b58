"""The plan of a ceremony, seen from above: what is drawn, and how big the drawing is.

Pure geometry, the same for screen and paper. The audience is at the foot, so the drawing's left is the audience's left.
One unit is a point on an A4 sheet; ``x`` and ``y`` are the upper left corner of a box.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopevents.ceremonies.placing import Row
from coopevents.ceremonies.plan_boxes import Box, BoxKind, Written, filled
from coopevents.ceremonies.protocol_rules import SIDES_BY_RANK
from coopevents.ceremonies.seating import AideSpot
from coopevents.ceremonies.standing import Spot, Standing

WIDTH = 770.0
MARGIN = 6.0
GAP = 6.0
FLAG_HEIGHT, FLAG_WIDTH, FLAG_LABEL = 20.0, 30.0, 14.0
SEAT_HEIGHT, MOST_SEAT_WIDTH = 88.0, 210.0
AIDE_HEIGHT, AIDE_WIDTH = 34.0, 112.0
STANDING_HEIGHTS = {1: 60.0, 2: 56.0, 3: 50.0}
LEAST_STANDING_HEIGHT, MOST_STANDING_WIDTH = 40.0, 118.0
TABLE_HEIGHT, AUDIENCE_HEIGHT = 34.0, 24.0


@dataclass(frozen=True)
class PlanPerson:
    """Somebody on the plan, in the words of its language; ``second_name`` is the name in another script."""

    key: str
    name: str
    second_name: str = ""
    office: str = ""
    institution: str = ""


@dataclass(frozen=True)
class Scene:
    """Everything that is placed. ``signatories`` tells who sits for each party of ``seats``, ``aides`` where the aide
    of each party stands and ``helping`` who that is; ``flags`` maps countries to their names.
    """

    seats: Row
    people: Mapping[str, PlanPerson]
    signatories: Mapping[str, str]
    aides: Mapping[str, AideSpot] = field(default_factory=dict)
    helping: Mapping[str, str] = field(default_factory=dict)
    standing: Standing | None = None
    flags_behind: Row | None = None
    flags_on_table: Mapping[str, str] = field(default_factory=dict)
    flags: Mapping[str, str] = field(default_factory=dict)
    moved: frozenset[str] = frozenset()
    audience: str = "Audience"


@dataclass(frozen=True)
class Drawing:
    """The drawing: its size and its boxes, in the order in which they are read."""

    width: float
    height: float
    boxes: tuple[Box, ...]

    def of_kind(self, kind: BoxKind) -> tuple[Box, ...]:
        """All boxes of one kind."""
        return tuple(box for box in self.boxes if box.kind is kind)


def drawn(scene: Scene) -> Drawing:
    """The plan of a scene."""
    flags, y = _flags(scene, MARGIN)
    standing, y = _standing(scene, y)
    behind, y = _aides_behind(scene, y)
    seats = _seats(scene, y)
    beside = _aides_beside(scene, seats, y)
    y += SEAT_HEIGHT + 4
    table = _table(scene, seats, y)
    y += TABLE_HEIGHT + 14
    audience = filled(BoxKind.AUDIENCE, (MARGIN, y, WIDTH - 2 * MARGIN, AUDIENCE_HEIGHT), "", [_said(scene.audience)])
    boxes = (*flags, *standing, *behind, *seats, *beside, *table, audience)
    return Drawing(WIDTH, y + AUDIENCE_HEIGHT + MARGIN, _numbered(boxes))


def _said(text: str) -> tuple[Written, str]:
    return Written.OTHER, text


def _numbered(boxes: tuple[Box, ...]) -> tuple[Box, ...]:
    """People get numbers: seats first, then aides, then who stands, row by row from the front, left to right."""
    order = (BoxKind.SEAT, BoxKind.AIDE, BoxKind.STANDING)
    people = sorted((box for box in boxes if box.kind in order), key=lambda box: (order.index(box.kind), -box.y, box.x))
    return tuple(box.numbered(people.index(box) + 1) if box in people else box for box in boxes)


def _texts(person: PlanPerson) -> list[tuple[Written, str]]:
    return [
        (Written.NAME, person.name),
        (Written.SECOND, person.second_name if person.second_name != person.name else ""),
        (Written.OTHER, person.office),
        (Written.OTHER, person.institution),
    ]


def _columns(count: int, most: float) -> list[tuple[float, float]]:
    """So many columns of equal width around the middle: (left edge, width) of each."""
    width = min(most, (WIDTH - 2 * MARGIN - (count - 1) * GAP) / max(count, 1))
    left = (WIDTH - count * width - (count - 1) * GAP) / 2
    return [(left + place * (width + GAP), width) for place in range(count)]


def _flags(scene: Scene, y: float) -> tuple[list[Box], float]:
    row = scene.flags_behind
    if row is None or not row.keys:
        return [], y
    boxes = []
    for key, (left, width) in zip(row.from_audience, _columns(len(row.keys), 110), strict=True):
        boxes.append(_flag(key, left + width / 2, y))
        label = (left, y + FLAG_HEIGHT + 1, width, FLAG_LABEL)
        boxes.append(filled(BoxKind.LABEL, label, key, [_said(scene.flags.get(key, key))]))
    return boxes, y + FLAG_HEIGHT + FLAG_LABEL + 2 * GAP


def _flag(country: str, middle: float, y: float) -> Box:
    frame = (middle - FLAG_WIDTH / 2, y, FLAG_WIDTH, FLAG_HEIGHT)
    return filled(BoxKind.FLAG, frame, country, [(Written.NAME, country)])


def _standing(scene: Scene, y: float) -> tuple[list[Box], float]:
    standing = scene.standing
    if standing is None or not standing.keys:
        return [], y
    rows = standing.row_count
    height = STANDING_HEIGHTS.get(rows, LEAST_STANDING_HEIGHT)
    steps = max(spot.place for spot in standing.places) + 1
    width = min(MOST_STANDING_WIDTH, (WIDTH / 2 - MARGIN) / steps - GAP)
    boxes = []
    for key, spot in zip(standing.keys, standing.places, strict=True):
        middle = _middle_of(spot, width + GAP) + _shift(standing, spot.row, width + GAP)
        frame = (middle - width / 2, y + (rows - 1 - spot.row) * (height + GAP), width, height)
        boxes.append(filled(BoxKind.STANDING, frame, key, _texts(scene.people[key]), is_moved=key in scene.moved))
    return sorted(boxes, key=lambda box: (-box.y, box.x)), y + rows * (height + GAP) + GAP


def _middle_of(spot: Spot, step: float) -> float:
    away = (spot.place + 0.5) * step
    return WIDTH / 2 + (away if spot.side == "right" else -away)


def _shift(standing: Standing, row: int, step: float) -> float:
    """One group with an odd number in a row stands around its middle person, not around a gap."""
    count = len(standing.row_from_audience(row))
    return step / 2 if standing.rule is not SIDES_BY_RANK and count % 2 else 0.0


def _aides_behind(scene: Scene, y: float) -> tuple[list[Box], float]:
    keys = [key for key in scene.seats.from_audience if scene.aides.get(key) is AideSpot.BEHIND]
    if not any(key in scene.helping for key in keys):
        return [], y
    boxes = []
    for key, (left, width) in zip(scene.seats.from_audience, _seat_columns(scene), strict=True):
        if key in scene.helping and key in keys:
            own = min(width, AIDE_WIDTH)
            boxes.append(_aide(scene, key, (left + (width - own) / 2, y, own, AIDE_HEIGHT)))
    return boxes, y + AIDE_HEIGHT + GAP


def _aide(scene: Scene, party: str, frame: tuple[float, float, float, float]) -> Box:
    key = scene.helping[party]
    return filled(BoxKind.AIDE, frame, key, _texts(scene.people[key])[:2], is_moved=key in scene.moved)


def _seat_columns(scene: Scene) -> list[tuple[float, float]]:
    return _columns(len(scene.seats.keys), MOST_SEAT_WIDTH)


def _seats(scene: Scene, y: float) -> list[Box]:
    boxes = []
    for party, (left, width) in zip(scene.seats.from_audience, _seat_columns(scene), strict=True):
        person = scene.people[scene.signatories[party]]
        moved = party in scene.moved or person.key in scene.moved
        boxes.append(filled(BoxKind.SEAT, (left, y, width, SEAT_HEIGHT), person.key, _texts(person), is_moved=moved))
    return boxes


def _aides_beside(scene: Scene, seats: list[Box], y: float) -> list[Box]:
    boxes = []
    for party, seat in zip(scene.seats.from_audience, seats, strict=True):
        spot = scene.aides.get(party)
        if party not in scene.helping or spot is None or spot is AideSpot.BEHIND:
            continue
        left = seat.x - GAP - AIDE_WIDTH if spot is AideSpot.LEFT else seat.x + seat.width + GAP
        boxes.append(_aide(scene, party, (left, y + (SEAT_HEIGHT - AIDE_HEIGHT) / 2, AIDE_WIDTH, AIDE_HEIGHT)))
    return boxes


def _table(scene: Scene, seats: list[Box], y: float) -> list[Box]:
    left, right = seats[0].x, seats[-1].x + seats[-1].width
    boxes = [Box(BoxKind.TABLE, left, y, right - left, TABLE_HEIGHT, "")]
    for party, seat in zip(scene.seats.from_audience, seats, strict=True):
        if country := scene.flags_on_table.get(party):
            boxes.append(_flag(country, seat.x + seat.width / 2, y + (TABLE_HEIGHT - FLAG_HEIGHT) / 2))
    return boxes
