"""Simultaneous takers of numbers: each number once, none left out, none lost when a taker gives up.

And two colleagues who issue to the same guests at once: one certificate each.
"""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest

from coopevents.db import db
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.issuing import certificate_terms, certificates, numbering, queries
from coopevents.issuing.details import CertificateDetails
from coopevents.issuing.models import NumberSeries
from coopevents.issuing.states import HoursRule, PaperKind
from coopevents.refusals import Refusal
from coopevents.registration import arriving
from coopevents.registration.queries import get_by_id
from tests.databases import both_databases
from tests.desks import NOW
from tests.registration.at_once import ROUNDS, Races, register

LETTER, TAKERS = PaperKind.LETTER, 3
Take = Callable[[int, PaperKind, int], range]


class GivesUp(Refusal):
    """A taker whose transaction does not commit."""


def numbers_taken(races: Races, take: Take, year: int) -> list[object]:
    """What three got who take a number at the moment a fourth takes one and gives up; refusals by their names."""
    unit_id = races.desk.unit_id

    def give_up() -> None:
        take(unit_id, LETTER, year)
        raise GivesUp

    got = races.at_once(*[lambda: take(unit_id, LETTER, year)[0] for _taker in range(TAKERS)], give_up)
    return sorted(each if isinstance(each, int) else -1 for each in got[:TAKERS])


def take_carelessly(unit_id: int, kind: PaperKind, year: int) -> range:
    """As somebody would who reads, thinks, and writes."""
    series = db.session.get(NumberSeries, (unit_id, kind, year))
    following = 1 if series is None else series.last_number + 1
    time.sleep(0.004)
    if series is None:
        db.session.add(NumberSeries(unit_id=unit_id, kind=kind, year=year, last_number=following))
    else:
        series.last_number = following
    db.session.flush()
    return range(following, following + 1)


@both_databases
def test_numbers_have_neither_gaps_nor_doubles(races: Races) -> None:
    for number in range(ROUNDS):
        assert numbers_taken(races, numbering.take_serials, 2001 + number) == [1, 2, 3]


@both_databases
def test_the_race_catches_who_takes_numbers_carelessly(unlocked: Races) -> None:
    rounds = [numbers_taken(unlocked, take_carelessly, 2001 + number) for number in range(ROUNDS)]
    assert sum(each != [1, 2, 3] for each in rounds) > 0


@pytest.mark.slow
@both_databases
def test_two_colleagues_at_once_issue_one_certificate_to_each_guest(races: Races) -> None:
    serials = []
    for number in range(ROUNDS):
        event_id, ids = ready_event(races, number)

        def issue(event_id: int = event_id, ids: tuple[int, ...] = ids) -> int:
            event = events.get_event(event_id)
            return len(certificates.issue_many(event, ids, now=NOW, actor=THE_HOUSE).done)

        assert sorted(races.at_once(issue, issue)) == [0, 2]  # type: ignore[type-var]
        with races.app.app_context():
            serials += [each.serial for each in queries.list_papers(event_id, PaperKind.CERTIFICATE)]
    assert serials == list(range(1, 2 * ROUNDS + 1))


def ready_event(races: Races, number: int) -> tuple[int, tuple[int, ...]]:
    """An event with two guests who came, and their ids."""
    event_id = races.event(number, capacity=10)
    ids = tuple(races.do(lambda name=name: register(event_id, name).id) for name in ("anna", "ben"))

    def come() -> None:
        terms = CertificateDetails(hours_rule=HoursRule.EVENT, event_minutes=60)
        certificate_terms.change_terms(events.get_event(event_id), terms, now=NOW, actor=THE_HOUSE)
        for each in ids:
            arriving.check_in_by_hand(get_by_id(each), now=NOW, actor=THE_HOUSE)

    races.do(come)
    return event_id, ids
