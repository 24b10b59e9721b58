"""Precedence of persons and delegations: tables of cases, each with the public source of what is expected."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

import pytest

from coopevents.ceremonies import protocol_rules as rules
from coopevents.ceremonies.delegation_order import Delegation, HostPlace, ordered
from coopevents.ceremonies.precedence import Official, Rank, by_rank, by_rank_guests_first, host_presiding
from coopevents.ceremonies.protocol_rules import Rule

VIENNA_14 = "Vienna Convention on Diplomatic Relations 1961, art. 14(1): three classes"
VIENNA_16 = "Vienna Convention on Diplomatic Relations 1961, art. 16(1): date and time of taking up functions"
VIENNA_16_3 = "Vienna Convention on Diplomatic Relations 1961, art. 16(3): practice regarding the Holy See"
REGLEMENT = "Règlement of 19 March 1815, art. 1 and 4: classes, then date of notified arrival"
ARMY = "US Army Pam 600-60, general rules: rank before age; the office counts, not the person's years"
ARMY_GUESTS = "US Army Pam 600-60, general rules: rank before courtesy to the stranger; courtesy among equals"
LOS_LAGOS = "Universidad de Los Lagos, orden de precedencia: rector, vice-rectors, secretary general, directors"
ESPEA = "ESPEA, solemn ceremonies: the rector presides as host; rector, vice-rector, dean, director"
DUBAI = "Dubai Protocol, Precedence: alphabetical order, or seniority of position by date of joining"


def official(key: str, rank: Rank, **others: Any) -> Official:
    return Official(key, others.pop("name", key), rank, **others)


PERSONS: list[tuple[str, Any, list[Official], str]] = [
    (
        VIENNA_14,
        by_rank,
        [official("c", Rank.CHARGE_D_AFFAIRES), official("e", Rank.ENVOY), official("a", Rank.AMBASSADOR)],
        "a e c",
    ),
    (
        VIENNA_16,
        by_rank,
        [
            official("later", Rank.AMBASSADOR, appointed_on=date(2025, 9, 1)),
            official("earlier", Rank.AMBASSADOR, appointed_on=date(2023, 2, 1)),
        ],
        "earlier later",
    ),
    (
        VIENNA_16_3,
        by_rank,
        [
            official("earlier", Rank.AMBASSADOR, appointed_on=date(2020, 1, 1)),
            official("nuncio", Rank.AMBASSADOR, appointed_on=date(2026, 1, 1), goes_first_in_class=True),
            official("envoy", Rank.ENVOY),
        ],
        "nuncio earlier envoy",
    ),
    (
        REGLEMENT,
        by_rank,
        [
            official("chargé", Rank.CHARGE_D_AFFAIRES, appointed_on=date(2001, 1, 1)),
            official("new ambassador", Rank.AMBASSADOR, appointed_on=date(2026, 1, 1)),
        ],
        "new ambassador|chargé",
    ),
    (
        ARMY,
        by_rank,
        [
            official("professor", Rank.PROFESSOR, serving_since=date(1985, 1, 1)),
            official("young rector", Rank.HEAD_OF_INSTITUTION, serving_since=date(2020, 1, 1)),
        ],
        "young rector|professor",
    ),
    (
        ARMY_GUESTS,
        by_rank_guests_first,
        [official("host minister", Rank.MINISTER, is_host=True), official("guest rector", Rank.HEAD_OF_INSTITUTION)],
        "host minister|guest rector",
    ),
    (
        ARMY_GUESTS,
        by_rank_guests_first,
        [
            official("host", Rank.HEAD_OF_INSTITUTION, is_host=True, appointed_on=date(2010, 1, 1)),
            official("guest", Rank.HEAD_OF_INSTITUTION, appointed_on=date(2025, 1, 1)),
        ],
        "guest host",
    ),
    (
        LOS_LAGOS,
        by_rank,
        [
            official("director", Rank.DIRECTOR),
            official("vice", Rank.DEPUTY_HEAD),
            official("secretary", Rank.SECRETARY_GENERAL),
            official("rector", Rank.HEAD_OF_INSTITUTION),
        ],
        "rector vice secretary director",
    ),
    (
        ESPEA,
        host_presiding,
        [
            official("dean", Rank.DEAN, is_host=True),
            official("rector", Rank.HEAD_OF_INSTITUTION, is_host=True),
            official("guest minister", Rank.MINISTER),
            official("guest dean", Rank.DEAN),
        ],
        "rector|guest minister|guest dean|dean",
    ),
    (
        DUBAI,
        by_rank,
        [
            official("b", Rank.DEAN, appointed_on=date(2020, 1, 1), serving_since=date(2015, 1, 1)),
            official("a", Rank.DEAN, appointed_on=date(2020, 1, 1), serving_since=date(2005, 1, 1)),
            official("unknown", Rank.DEAN),
        ],
        "a b unknown",
    ),
    (
        DUBAI,
        by_rank,
        [
            official("z", Rank.DEAN, name="Zoé Lambert", sorted_as="Lambert, Zoé"),
            official("e", Rank.DEAN, name="Élise Achard", sorted_as="Achard, Élise"),
            official("m", Rank.DEAN, name="Anna Müller", sorted_as="Müller, Anna"),
        ],
        "e z m",
    ),
]


@pytest.mark.parametrize(("source", "order", "people", "expected"), PERSONS)
def test_persons_go_by_office_and_then_as_the_rule_says(
    source: str, order: Any, people: list[Official], expected: str
) -> None:
    assert list(order(people).keys) == expected.split("|" if "|" in expected else " "), source


def test_chinese_names_of_equals_go_by_pinyin() -> None:
    """GB 2312: first-level signs in the order of pinyin."""
    people = [official(name, Rank.PROFESSOR) for name in ("张伟", "陈静", "李明华", "王芳", "安平", "李静")]
    assert by_rank(people, "zh_Hans_CN").keys == ("安平", "陈静", "李静", "李明华", "王芳", "张伟")


def test_every_order_names_its_rule_and_sources() -> None:
    people = [official("a", Rank.DEAN, is_host=True)]
    found = [make(people).rule for make in (by_rank, by_rank_guests_first, host_presiding)]
    assert found == [rules.RANK_ALONE, rules.RANK_AND_GUESTS, rules.HOST_PRESIDES]
    assert all(rule.sources for rule in found)
    assert host_presiding([]).keys == ()


CHINA = Delegation(
    "cn", {"en": "China", "fr": "Chine", "zh_Hans_CN": "中国"}, "CN", is_host=True, founded_on=date(1960, 1, 1)
)
GERMANY = Delegation(
    "de", {"en": "Germany", "fr": "Allemagne", "zh_Hans_CN": "德国"}, "DE", signed_on=date(2019, 5, 1), lot=3
)
IRELAND = Delegation(
    "ie", {"en": "Ireland", "fr": "Irlande", "zh_Hans_CN": "爱尔兰"}, "IE", signed_on=date(2017, 5, 1), lot=1
)
SPAIN = Delegation("es", {"en": "Spain", "fr": "Espagne", "zh_Hans_CN": "西班牙"}, "ES", lot=2)
GREECE = Delegation("gr", {"en": "Greece", "fr": "Grèce", "zh_Hans_CN": "希腊"}, "GR", founded_on=date(1837, 5, 3))
ALL = (SPAIN, CHINA, IRELAND, GREECE, GERMANY)

UN = "United Nations: member states in the English alphabet"
VIENNA_CONGRESS = "Satow, Congresses §10: signatures of 1815 in the alphabet of the French names"
EU = "EU Interinstitutional Style Guide 7.1; Protokoll Inland: names in the own language (Deutschland, Éire, Ελλάδα…)"
LOT = "Règlement of 19 March 1815, art. 7: the lot decides the order of signatures"
FOUNDED = "Dubai Protocol: organisations by the date of their foundation"
ARRIVED = "Règlement of 1815, art. 4; Vienna Convention art. 13(2): date and time of arrival"

DELEGATIONS: list[tuple[str, Rule, HostPlace, str]] = [
    (UN, rules.ALPHABET_ENGLISH, HostPlace.IN_ORDER, "cn de gr ie es"),
    (UN, rules.ALPHABET_ENGLISH, HostPlace.LAST, "de gr ie es cn"),
    (VIENNA_CONGRESS, rules.ALPHABET_FRENCH, HostPlace.IN_ORDER, "de cn es gr ie"),
    (VIENNA_CONGRESS, rules.ALPHABET_FRENCH, HostPlace.FIRST, "cn de es gr ie"),
    (EU, rules.OWN_LANGUAGES, HostPlace.LAST, "de ie gr es cn"),
    ("GB 2312: pinyin ai, de, xi, xi, zhong", rules.ALPHABET_CHINESE, HostPlace.IN_ORDER, "ie de es gr cn"),
    (LOT, rules.BY_LOT, HostPlace.IN_ORDER, "ie es de cn gr"),
    (DUBAI, rules.DATE_OF_SIGNATURE, HostPlace.FIRST, "cn ie de gr es"),
    (FOUNDED, rules.DATE_OF_FOUNDATION, HostPlace.IN_ORDER, "gr cn de ie es"),
]


@pytest.mark.parametrize(("source", "rule", "host", "expected"), DELEGATIONS)
def test_delegations_go_by_alphabet_date_or_lot(source: str, rule: Rule, host: HostPlace, expected: str) -> None:
    order = ordered(ALL, rule, host)
    assert (order.rule, list(order.keys)) == (rule, expected.split()), source


def test_delegations_that_arrived_on_one_day_go_by_the_hour() -> None:
    first, second = (
        Delegation(key, arrived_at=datetime(2026, 11, 30, hour, tzinfo=UTC)) for key, hour in (("b", 9), ("a", 10))
    )
    assert ordered([second, first], rules.DATE_OF_ARRIVAL).keys == ("b", "a"), ARRIVED
