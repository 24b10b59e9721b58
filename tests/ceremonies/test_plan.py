"""The drawn plan: nothing overlaps, nothing leaves its box, and the drawing shows what the rules said."""

from __future__ import annotations

from itertools import combinations

import pytest

from coopevents.ceremonies import protocol_rules as rules
from coopevents.ceremonies.flags import Flag, FlagCustom, flags_behind
from coopevents.ceremonies.plan import Drawing, PlanPerson, Scene, drawn
from coopevents.ceremonies.plan_boxes import Box, BoxKind, Written
from coopevents.ceremonies.seating import Party, aides_of, seated
from coopevents.ceremonies.standing import stood_in_sides, stood_together
from coopevents.documents.measuring import em_width, wrapped

LONG = (
    ("Prof. Dr Anna-Katharina Freifrau von Müller-Lüdenscheidt", "", "Vice-President for International Cooperation"),
    ("阿卜杜热西提·买买提吐尔逊", "Abdurashid Mamat Tursun", "主管国际科研合作与学生交流工作的常务副校长"),
    ("عبد الرحمن بن عبد العزيز الحارثي", "Abd ar-Rahman bin Abd al-Aziz al-Harithi", "Rector"),
    ("Wei", "张伟", ""),
)
INSTITUTION = "Technische Hochschule für Angewandte Donaudampfschifffahrtsgesellschaftswissenschaften am Rhein"


def person(key: str, number: int) -> PlanPerson:
    name, second, office = LONG[number % len(LONG)]
    return PlanPerson(key, name, second, office, INSTITUTION)


def plan(parties: int, standing: int) -> Drawing:
    keys = [f"p{number}" for number in range(parties)]
    seats = seated([Party(key, key == "p0") for key in keys])
    watching = [f"w{number}" for number in range(standing)]
    half = standing // 2
    stood = stood_in_sides(watching[:half], watching[half:], 10) if parties == 2 else stood_together(watching, 11)
    people = [*(f"{key}-signs" for key in keys), *(f"{key}-aide" for key in keys), *watching]
    return drawn(
        Scene(
            seats=seats,
            people={key: person(key, number) for number, key in enumerate(people)},
            signatories={key: f"{key}-signs" for key in keys},
            aides=aides_of(seats).spots,
            helping={key: f"{key}-aide" for key in keys},
            standing=stood if watching else None,
            flags_behind=flags_behind([Flag(key, key == "p0") for key in keys], FlagCustom.CHINESE),
            flags_on_table={key: key for key in keys},
            flags=dict.fromkeys(keys, "Democratic Republic of the Long Name"),
            moved=frozenset(watching[:1]),
        )
    )


def overlap(one: Box, other: Box) -> bool:
    across = min(one.x + one.width, other.x + other.width) - max(one.x, other.x)
    down = min(one.y + one.height, other.y + other.height) - max(one.y, other.y)
    return across > 0.01 and down > 0.01


SIZES = [(2, 0), (2, 8), (2, 22), (3, 7), (3, 24), (4, 10), (5, 11), (5, 33), (6, 20), (7, 40)]


@pytest.mark.parametrize(("parties", "standing"), SIZES)
def test_no_two_boxes_overlap_and_none_leaves_the_sheet(parties: int, standing: int) -> None:
    drawing = plan(parties, standing)
    solid = [
        box for box in drawing.boxes if not (box.kind is BoxKind.FLAG and box.y > drawing.of_kind(BoxKind.SEAT)[0].y)
    ]
    assert [(one.key, other.key) for one, other in combinations(solid, 2) if overlap(one, other)] == []
    assert [
        box.key
        for box in drawing.boxes
        if box.x < 0 or box.y < 0 or box.x + box.width > drawing.width or box.y + box.height > drawing.height
    ] == []
    people = [box.number for box in drawing.boxes if box.number]
    assert sorted(people) == list(range(1, 2 * parties + standing + 1))


@pytest.mark.parametrize(("parties", "standing"), SIZES)
def test_every_text_stays_in_its_box_and_can_be_read(parties: int, standing: int) -> None:
    for box in plan(parties, standing).boxes:
        for line in box.lines:
            assert em_width(line.text) * line.size <= box.width, line
            assert box.y <= line.y - line.size * 0.8, line
            assert line.y <= box.y + box.height, line
            assert line.size >= 5.2, line
    seats = plan(parties, standing).of_kind(BoxKind.SEAT)
    assert all(any(line.kind is Written.NAME for line in box.lines) for box in seats)


def test_the_guest_is_on_the_left_of_the_drawing_with_aides_outside_and_flags_above() -> None:
    drawing = plan(2, 4)
    assert [box.key for box in drawing.of_kind(BoxKind.SEAT)] == ["p1-signs", "p0-signs"]
    left, right = sorted(drawing.of_kind(BoxKind.AIDE), key=lambda box: box.x)
    guest, host = drawing.of_kind(BoxKind.SEAT)
    assert (left.key, right.key) == ("p1-aide", "p0-aide")
    assert left.x + left.width <= guest.x
    assert host.x + host.width <= right.x
    behind = sorted(box for box in ((box.x, box.key) for box in drawing.of_kind(BoxKind.FLAG) if box.y < guest.y))
    assert [key for _x, key in behind] == ["p1", "p0"]
    [audience] = drawing.of_kind(BoxKind.AUDIENCE)
    assert audience.y == max(box.y for box in drawing.boxes)


def test_both_sides_are_mirrored_around_the_middle() -> None:
    standing = plan(2, 8).of_kind(BoxKind.STANDING)
    middles = sorted(box.middle - 385 for box in standing)
    assert [round(-each, 3) for each in reversed(middles)] == [round(each, 3) for each in middles]


def test_an_odd_group_stands_around_its_highest() -> None:
    drawing = plan(3, 7)
    assert next(box for box in drawing.boxes if box.key == "w0").middle == 385
    assert [box.key for box in drawing.boxes if box.is_moved] == ["w0"]
    assert drawing.of_kind(BoxKind.SEAT)[1].middle == 385
    assert rules.CENTRE_RIGHT_LEFT.sources


def test_lines_end_between_words_and_between_chinese_signs() -> None:
    assert wrapped("Anna-Katharina Müller", 8) == ["Anna-", "Katharina", "Müller"]
    assert wrapped("东海理工大学，国际处", 4) == ["东海理工", "大学，国", "际处"]
    assert wrapped("东海理工，国", 4) == ["东海理", "工，国"]
    assert wrapped("买买提·吐尔逊", 4) == ["买买提·", "吐尔逊"]
    assert wrapped("", 4) == []
    assert "".join(wrapped("Donaudampfschifffahrt", 5)) == "Donaudampfschifffahrt"
