"""Flags, copies and plates: tables of cases with the public source of what is expected."""

from __future__ import annotations

import pytest

from coopevents.ceremonies import protocol_rules as rules
from coopevents.ceremonies.alternat import AlternatCustom, originals_of, signing_rounds
from coopevents.ceremonies.flags import Flag, FlagCustom, flags_behind, flags_on_table
from coopevents.ceremonies.plates import LineKind, Named, name_in, plate_of
from coopevents.ceremonies.precedence import Rank
from coopevents.ceremonies.protocol_rules import Rule
from coopevents.ceremonies.protocol_words import RANKS, WORDS, rule_sources
from coopevents.ceremonies.seating import Party, seated
from coopevents.ceremonies.seating import seated_two as two

CHINA_TWO = "《关于涉外升挂和使用国旗的规定》art. 13: the guest's flag above; right of the flags' own facing"
CHINA_MANY = "the same, 荣誉位置: in a row facing the audience the host's flag is at the far right of the flags' facing"
JAPAN = "Protocol of Japan: foreign flag at the observer's left; odd number: own in the centre, others left and right"
US = "4 U.S.C. § 7(d): own flag at the flag's own right; no other flag to its right (§ 7(c))"
GENERAL = "General practice: centre of an odd number, far right (observer's left) of an even one"
UN = "United Nations: all flags in the English alphabet from the observer's left"

FLAGS: list[tuple[str, FlagCustom, str, str, Rule]] = [
    (CHINA_TWO, FlagCustom.CHINESE, "CN* DE", "DE CN", rules.FLAGS_GUEST_AT_RIGHT),
    (CHINA_TWO, FlagCustom.CHINESE, "FR CN*", "FR CN", rules.FLAGS_GUEST_AT_RIGHT),
    (JAPAN, FlagCustom.CENTRED, "JP* FR", "FR JP", rules.FLAGS_GUEST_AT_RIGHT),
    (US, FlagCustom.AMERICAN, "CN US*", "US CN", rules.FLAGS_HOST_AT_RIGHT),
    (US, FlagCustom.AMERICAN, "CN DE US*", "US CN DE", rules.FLAGS_HOST_AT_RIGHT),
    (CHINA_MANY, FlagCustom.CHINESE, "BG CN* DE IE", "CN BG DE IE", rules.FLAGS_HOST_FIRST),
    (CHINA_MANY, FlagCustom.CHINESE, "BG CN* DE", "CN BG DE", rules.FLAGS_HOST_FIRST),
    (JAPAN, FlagCustom.CENTRED, "CN DE JP*", "CN JP DE", rules.FLAGS_HOST_IN_CENTRE),
    (JAPAN, FlagCustom.CENTRED, "CN DE FR IE JP*", "FR CN JP DE IE", rules.FLAGS_HOST_IN_CENTRE),
    (GENERAL, FlagCustom.CENTRED, "BG CN* DE IE", "CN BG DE IE", rules.FLAGS_HOST_FIRST),
    (UN, FlagCustom.ALPHABET, "BG CN* DE IE", "BG CN DE IE", rules.FLAGS_ALPHABET),
    (UN, FlagCustom.CHINESE, "BG DE", "BG DE", rules.FLAGS_ALPHABET),
    (CHINA_TWO, FlagCustom.CHINESE, "CN* DE CN DE", "DE CN", rules.FLAGS_GUEST_AT_RIGHT),
]


@pytest.mark.parametrize(("source", "custom", "given", "from_audience", "rule"), FLAGS)
def test_flags_stand_as_the_practice_says(
    source: str, custom: FlagCustom, given: str, from_audience: str, rule: Rule
) -> None:
    row = flags_behind([Flag(key.strip("*"), key.endswith("*")) for key in given.split()], custom)
    assert (list(row.from_audience), row.rule) == (from_audience.split(), rule), source


def test_flags_on_the_table_stand_before_their_own_seats() -> None:
    seats = two([Party("host", is_host=True), Party("guest")])
    assert flags_on_table(seats, {"host": "CN", "guest": "IE"}).from_audience == ("IE", "CN"), CHINA_TWO
    five = seated([Party(key) for key in "abcde"])
    assert flags_on_table(five, dict(zip("abcde", ("CN", "DE", "", "BG", "IE"), strict=True))).from_audience == (
        *("BG", "DE", "CN", "IE"),
    )


SATOW = "Satow, the alternat; J. Q. Adams 1817 (Moore's Digest): each named and signing first in the copy it keeps"
LANGUAGES = "cojeco.cz, legal-lingo.cn: in the own copy the own language comes first, the signature at the left"
REST = "Règlement of 1815, art. 7: in treaties of several the order of the others is fixed (by lot or alphabet)"
ROTATING = "US legal dictionaries, alternat: places change in regular rotation"
DEPOSITARY = "United Nations Treaty Handbook: one original, deposited"

COPIES: list[tuple[str, str, AlternatCustom, list[str], Rule]] = [
    (SATOW, "h g", AlternatCustom.REST_IN_ORDER, ["h: h g", "g: g h"], rules.ALTERNAT_OF_TWO),
    (SATOW, "h g", AlternatCustom.ROTATION, ["h: h g", "g: g h"], rules.ALTERNAT_OF_TWO),
    (REST, "a b c", AlternatCustom.REST_IN_ORDER, ["a: a b c", "b: b a c", "c: c a b"], rules.ALTERNAT_REST_IN_ORDER),
    (ROTATING, "a b c", AlternatCustom.ROTATION, ["a: a b c", "b: b c a", "c: c a b"], rules.ALTERNAT_ROTATION),
    (
        REST,
        "a b c d",
        AlternatCustom.REST_IN_ORDER,
        ["a: a b c d", "b: b a c d", "c: c a b d", "d: d a b c"],
        rules.ALTERNAT_REST_IN_ORDER,
    ),
    (
        ROTATING,
        "a b c d",
        AlternatCustom.ROTATION,
        ["a: a b c d", "b: b c d a", "c: c d a b", "d: d a b c"],
        rules.ALTERNAT_ROTATION,
    ),
    (DEPOSITARY, "a b c d e", AlternatCustom.ONE_ORIGINAL, [": a b c d e"], rules.ONE_ORIGINAL),
]


@pytest.mark.parametrize(("source", "parties", "custom", "expected", "rule"), COPIES)
def test_each_party_comes_first_in_its_own_copy(
    source: str, parties: str, custom: AlternatCustom, expected: list[str], rule: Rule
) -> None:
    originals = originals_of(parties.split(), ["en"], custom=custom)
    found = [f"{copy.keeper}: {' '.join(copy.parties)}" for copy in originals.copies]
    assert (found, originals.rule) == (expected, rule), source


def test_each_copy_has_the_keepers_language_first() -> None:
    own = {"host": "zh_Hans_CN", "guest": "fr"}
    found = [copy.languages for copy in originals_of(["host", "guest"], ["en", "zh_Hans_CN", "fr"], own).copies]
    assert found == [("zh_Hans_CN", "en", "fr"), ("fr", "en", "zh_Hans_CN")], LANGUAGES


def test_two_sign_their_own_copy_and_then_the_others() -> None:
    """外交礼宾, 签字仪式: sign the own copy, aides exchange the copies, sign the other one."""
    originals = originals_of(["host", "guest"], ["en"])
    rounds = signing_rounds(originals, ["guest", "host"])
    found = [[(each.signatory, each.copy, each.place) for each in signed] for signed in rounds]
    assert found == [[("guest", 2, 1), ("host", 1, 1)], [("guest", 1, 2), ("host", 2, 2)]]


@pytest.mark.parametrize("count", range(2, 8))
def test_everybody_signs_every_copy_once_and_no_two_want_one(count: int) -> None:
    keys = list("abcdefg"[:count])
    rounds = signing_rounds(originals_of(keys, ["en"]), keys[::-1])
    assert [len({each.copy for each in signed}) for signed in rounds] == [count] * count
    assert len({(each.signatory, each.copy) for signed in rounds for each in signed}) == count * count
    assert {each.place for each in rounds[0]} == {1}


def test_one_original_goes_from_party_to_party() -> None:
    rounds = signing_rounds(originals_of(["a", "b"], ["en"], custom=AlternatCustom.ONE_ORIGINAL), ["b", "a"])
    assert [(each.signatory, each.copy, each.place) for [each] in rounds] == [("a", 1, 1), ("b", 1, 2)]


LI = Named(
    "li", "Minghua", "Li", "李明华", "Prof.", True,
    {"en": "Vice-President", "zh_Hans_CN": "副校长"},
    {"en": "Donghai Polytechnic University", "zh_Hans_CN": "东海理工大学"},
)  # fmt: skip
ANNA = Named("anna", "Anna", "Müller", "", "Dr", offices={"en": "Rector"})
SALIM = Named("salim", "", "", "سالم الحارثي")

NAMES = [
    ("Chinese custom: family name first, in signs", LI, "zh_Hans_CN", "李明华"),
    ("Chinese name in Latin letters: family name first, in capitals", LI, "en", "Prof. LI Minghua"),
    ("Western name order", ANNA, "fr", "Dr Anna Müller"),
    ("A name without Chinese signs stays as it is", ANNA, "zh_Hans_CN", "Anna Müller"),
    ("A name without Latin letters stays as it is", SALIM, "en", "سالم الحارثي"),
]


@pytest.mark.parametrize(("reason", "person", "language", "expected"), NAMES)
def test_names_stand_as_the_language_writes_them(reason: str, person: Named, language: str, expected: str) -> None:
    assert name_in(person, language) == expected, reason


def test_a_plate_says_both_languages_each_in_its_own_order() -> None:
    plate = plate_of(LI, ["zh_Hans_CN", "en"])
    assert plate.front.texts == ("东海理工大学", "副校长", "李明华")
    assert plate.back.texts == ("Prof. LI Minghua", "Vice-President", "Donghai Polytechnic University")
    assert (plate.front.rule, plate.back.rule) == (rules.PLATE_CHINESE, rules.PLATE_WESTERN)
    one = plate_of(ANNA, ["en"])
    assert (one.front, [line.kind for line in one.front.lines]) == (one.back, [LineKind.NAME, LineKind.OFFICE])


def test_a_name_in_a_third_script_stands_on_both_sides() -> None:
    salim = Named("salim", "Salim", "al-Harithi", "سالم الحارثي", offices={"en": "Rector", "zh_Hans_CN": "校长"})
    plate = plate_of(salim, ["zh_Hans_CN", "en"])
    assert plate.front.texts == ("校长", "Salim al-Harithi", "سالم الحارثي")
    assert plate.back.texts == ("Salim al-Harithi", "سالم الحارثي", "Rector")


def test_every_rule_has_words_and_sources() -> None:
    known = {each for each in vars(rules).values() if isinstance(each, Rule)}
    assert known == set(WORDS)
    assert len({each.key for each in known}) == len(known)
    assert all(rule_sources(each) for each in known)
    assert set(RANKS) == set(Rank)
