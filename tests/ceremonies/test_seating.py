"""Seats at the signing table, at talks and at dinner; who stands where: tables of cases with their sources."""

from __future__ import annotations

import pytest

from coopevents.ceremonies import protocol_rules as rules
from coopevents.ceremonies.placing import Pin, Row, Swap, adjusted, centre_out
from coopevents.ceremonies.seating import AideSpot, Party, aides_of, seated, seated_along, seated_two
from coopevents.ceremonies.standing import photographed, stood_in_sides, stood_together
from coopevents.ceremonies.tables import DinnerCustom, dinner, talks

CHINA_SIGNING = "外交礼宾, 签字仪式: two chairs behind a long table, 主左客右 as seen by those who sit"
CHINA_AIDES = "外交礼宾, 签字仪式: 助签人员分别站立在各自签字人员的外侧"
ESPEA = "ESPEA, solemn ceremonies: centre, second at its right, third at its left, fourth at the second's right …"
UN = "UN and conference practice (Wood and Serres § 696): delegations in alphabetical order"
CHINA_STANDING = "外交礼宾, 签字仪式: 按身份顺序排列于各自签字人员的座位之后, both sides about equal"
CHINA_PHOTO = "外交礼宾, 合影: 主人居中, 主人右首为上, 主客双方间隔排列"
CHINA_TALKS = "外交礼宾, 会谈: guests face the door, heads in the middle, interpreter at the right hand"
CHINA_DINNER = (
    "外交礼宾, 宴会: first guest at the host's right, second at the host's left, third and fourth at the co-host"
)
WESTERN_DINNER = "OPNAVINST 1710.7A ch. 3: first at the host's right, next at the right hand of the host opposite"


def parties(keys: str) -> list[Party]:
    """Keys in order of precedence; a star marks the host."""
    return [Party(key.strip("*"), key.endswith("*")) for key in keys.split()]


SEATS: list[tuple[str, str, str]] = [
    (CHINA_SIGNING, "host* guest", "guest host"),
    (CHINA_SIGNING, "guest host*", "guest host"),
    (CHINA_SIGNING, "first second", "first second"),
    (ESPEA, "a b c", "b a c"),
    (ESPEA, "host* b c", "b host c"),
    (ESPEA, "a b c d", "c a b d"),
    (ESPEA, "a b c d e", "d b a c e"),
    (ESPEA, "a b c d e f", "e c a b d f"),
    (ESPEA, "a b c d e f g", "f d b a c e g"),
]


@pytest.mark.parametrize(("source", "given", "from_audience"), SEATS)
def test_two_to_seven_parties_sit_as_the_rule_says(source: str, given: str, from_audience: str) -> None:
    row = seated(parties(given))
    assert list(row.from_audience) == from_audience.split(), source
    assert list(row.from_the_table) == from_audience.split()[::-1], source


def test_the_guest_sits_at_the_hosts_right_hand_whoever_looks() -> None:
    row = seated_two(parties("host* guest"))
    assert (row.at_right_hand_of("host"), row.at_left_hand_of("guest")) == ("guest", "host")
    assert (row.at_left_hand_of("host"), row.at_right_hand_of("guest")) == (None, None)
    assert (row.from_audience[0], row.from_the_table[0]) == ("guest", "host")
    assert row.rule is rules.GUEST_AT_RIGHT


@pytest.mark.parametrize("count", [2, 3, 5, 7])
def test_equals_may_sit_in_the_order_of_an_alphabet(count: int) -> None:
    keys = list("abcdefg"[:count])
    row = seated_along([Party(key) for key in keys])
    assert (list(row.from_audience), row.rule) == (keys, rules.ALONG_THE_TABLE), UN


def test_a_table_for_two_takes_two() -> None:
    with pytest.raises(ValueError, match="two parties"):
        seated_two(parties("a b c"))


@pytest.mark.parametrize("count", range(9))
def test_the_places_from_the_centre_are_all_places_once(count: int) -> None:
    assert sorted(centre_out(count)) == list(range(count))


def test_aides_of_two_stand_outside_and_those_of_more_behind() -> None:
    two = aides_of(seated(parties("host* guest")))
    assert two.spots == {"guest": AideSpot.LEFT, "host": AideSpot.RIGHT}, CHINA_AIDES
    three = aides_of(seated(parties("a b c")))
    assert (two.rule, three.rule) == (rules.AIDES_OUTSIDE, rules.AIDES_BEHIND)
    assert set(three.spots.values()) == {AideSpot.BEHIND}


ROWS: list[tuple[str, str, str, int, list[str]]] = [
    (CHINA_STANDING, "g1 g2 g3", "h1 h2 h3", 6, ["g3 g2 g1 h1 h2 h3"]),
    (CHINA_STANDING, "g1 g2 g3 g4", "h1 h2 h3", 4, ["g2 g1 h1 h2", "g4 g3 h3"]),
    (CHINA_STANDING, "g1", "h1 h2 h3", 6, ["g1 h1 h2 h3"]),
    (CHINA_STANDING, "", "h1 h2", 2, ["h1", "h2"]),
]


@pytest.mark.parametrize(("source", "guests", "hosts", "capacity", "expected"), ROWS)
def test_delegations_stand_mirrored_with_the_highest_in_the_centre(
    source: str, guests: str, hosts: str, capacity: int, expected: list[str]
) -> None:
    standing = stood_in_sides(guests.split(), hosts.split(), capacity)
    rows = [" ".join(standing.row_from_audience(number)) for number in range(standing.row_count)]
    assert rows == expected, source


def test_unequal_sides_are_told() -> None:
    found = [stood_in_sides(["g"] * guests, ["h"] * hosts, 8).imbalance for guests, hosts in ((3, 3), (2, 5), (4, 3))]
    assert found == [0, 3, 1], CHINA_STANDING


TOGETHER: list[tuple[str, str, int, list[str]]] = [
    (ESPEA, "a b c d e", 5, ["d b a c e"]),
    (ESPEA, "a b c d e f g", 4, ["c a b d", "f e g"]),
]


@pytest.mark.parametrize(("source", "people", "capacity", "expected"), TOGETHER)
def test_one_group_stands_from_the_centre(source: str, people: str, capacity: int, expected: list[str]) -> None:
    standing = stood_together(people.split(), capacity)
    assert [" ".join(standing.row_from_audience(row)) for row in range(standing.row_count)] == expected, source


PHOTOGRAPHS: list[tuple[str, str, int, list[str]]] = [
    ("h1 h2 h3", "g1 g2", 5, ["h2 g1 h1 g2 h3"]),
    ("h1", "g1 g2", 3, ["g1 h1 g2"]),
]


@pytest.mark.parametrize(("hosts", "guests", "capacity", "expected"), PHOTOGRAPHS)
def test_a_photograph_has_the_host_in_the_centre(hosts: str, guests: str, capacity: int, expected: list[str]) -> None:
    standing = photographed(hosts.split(), guests.split(), capacity)
    assert [" ".join(standing.row_from_audience(row)) for row in range(standing.row_count)] == expected, CHINA_PHOTO


def test_in_a_photograph_hosts_stand_at_both_ends() -> None:
    standing = photographed(["h1", "h2", "h3", "h4"], ["g1", "g2", "g3"], 7)
    row = standing.row_from_audience(0)
    assert (row[0][0], row[-1][0], row[3], row[2]) == ("h", "h", "h1", "g1"), CHINA_PHOTO
    assert sorted(row) == ["g1", "g2", "g3", "h1", "h2", "h3", "h4"]


def test_at_talks_the_interpreter_sits_at_the_right_hand_of_the_head() -> None:
    table = talks(["host", "h2", "h3", "i"], ["guest", "g2", "j"], interpreters=("i", "j"))
    assert table.facing_door.from_audience == ("j", "guest", "g2"), CHINA_TALKS
    assert table.back_to_door.from_audience == ("h3", "i", "host", "h2"), CHINA_TALKS
    assert table.back_to_door.at_right_hand_of("host") == "i"


DINNERS = [
    (CHINA_DINNER, DinnerCustom.CHINESE, True, ("1 5", "2 6", "3", "4")),
    (WESTERN_DINNER, DinnerCustom.WESTERN, True, ("1 5", "3", "2 6", "4")),
    (CHINA_DINNER, DinnerCustom.CHINESE, False, ("1 3 5", "2 4 6", "", "")),
]


@pytest.mark.parametrize(("source", "custom", "has_co_host", "expected"), DINNERS)
def test_guests_sit_beside_their_hosts(
    source: str, custom: DinnerCustom, has_co_host: bool, expected: tuple[str, ...]
) -> None:
    table = dinner("123456", custom, has_co_host=has_co_host)
    sides = (table.host_right, table.host_left, table.co_host_right, table.co_host_left)
    assert tuple(" ".join(side) for side in sides) == expected, source


def test_a_pinned_party_keeps_its_place_and_the_others_follow_the_rule() -> None:
    by_rule = seated(parties("a b c d e"))
    found = adjusted(by_rule, [Pin("e", 2), Swap("a", "nobody"), Pin("a", 9), Pin("b", 2)])
    assert found.placement.from_audience == ("c", "a", "e", "b", "d")
    assert found.by_rule.from_audience == ("d", "b", "a", "c", "e")
    assert found.moved == ("a", "b", "c", "d", "e")
    assert found.without_effect == (Pin("a", 9), Pin("b", 2), Swap("a", "nobody"))


def test_two_may_swap_and_the_rule_stays_visible() -> None:
    found = adjusted(seated(parties("host* guest")), [Swap("host", "guest")])
    assert (found.placement.from_audience, found.moved) == (("host", "guest"), ("guest", "host"))
    assert (found.placement.rule, found.by_rule.from_audience) == (rules.GUEST_AT_RIGHT, ("guest", "host"))
    assert adjusted(found.by_rule, []).moved == ()
    assert isinstance(found.placement, Row)


def test_standing_people_may_be_moved_too() -> None:
    standing = stood_in_sides(["g1", "g2"], ["h1", "h2"], 4)
    found = adjusted(standing, [Swap("g2", "h2"), Pin("h1", standing.place_of("h1"))])
    assert found.placement.row_from_audience(0) == ("h2", "g1", "h1", "g2")
    assert found.moved == ("g2", "h2")
