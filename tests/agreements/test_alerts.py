"""Alerts over eighteen months of days, on a real database: each exactly once, to whom it concerns, while it holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextvars import Context
from datetime import UTC, date, datetime, time, timedelta
from threading import Event
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import text

from coopevents import unit_of_work
from coopevents.agreements import alert_queries, alerts, endings, queries
from coopevents.agreements.alert_rules import AlertKind as K
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.states import Succession, TermKind
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.watching import Watchman
from tests.agreements.conftest import Registry
from tests.databases import both_databases
from tests.registration.at_once import Races

FIRST = date(2026, 11, 3)
DAYS = 548
STALLED = 30
Told = tuple[str, K, int, date]


def noon(day: date) -> datetime:
    return datetime.combine(day, time(4), UTC)


def later(days: int) -> date:
    return FIRST + timedelta(days=days)


def holding(registry: Registry, state: S = S.IN_FORCE, **said: Any) -> Agreement:
    """An agreement that holds, without the way that led there."""
    ends_on = said.pop("ends_on", None)
    agreement = registry.propose(**{"term_years": 1, **said})
    agreement.state, agreement.state_since, agreement.changed_at = state, noon(FIRST), noon(FIRST)
    agreement.effective_on = agreement.signed_on = FIRST if state is S.IN_FORCE else None
    agreement.ends_on = ends_on
    unit_of_work.commit()
    return agreement


def work(app: Flask, days: Iterable[date], rounds: int = 1) -> None:
    """A worker's rounds on these days, which knows nothing of the test's context."""

    def make_rounds() -> None:
        with app.app_context():
            watchman = Watchman(app, Event())
            for day in days:
                for _each in range(rounds):
                    watchman.follow_days(noon(day))
                    watchman.warn(noon(day))

    db.session.rollback()
    Context().run(make_rounds)


def told() -> list[Told]:
    """(number of the agreement, kind, threshold, day of telling), in order."""
    db.session.expire_all()
    found = db.session.query(alert_queries.AgreementAlert).order_by(alert_queries.AgreementAlert.id)
    numbers = {each.id: each.number for each in db.session.query(Agreement)}
    return [(numbers[each.agreement_id], each.kind, each.threshold, each.at.date()) for each in found if each.told]


def of(agreement: Agreement, kind: K, day: int, thresholds: Iterable[int] = (180, 90, 60, 30)) -> list[Told]:
    return [(agreement.number, kind, each, later(day - each)) for each in thresholds]


def messages() -> list[OutboxMessage]:
    return list(db.session.query(OutboxMessage).filter_by(kind="agreement_alert").order_by(OutboxMessage.id))


def test_in_eighteen_months_each_alert_goes_once_and_none_for_what_is_renewed_or_terminated(registry: Registry) -> None:
    fixed = holding(registry, ends_on=later(420))
    renewing = holding(registry, term=TermKind.RENEWING, notice_days=60, ends_on=later(300))
    evergreen = holding(registry, term=TermKind.EVERGREEN, review_on=later(240))
    short = holding(registry, ends_on=later(100))
    terminated = holding(registry, ends_on=later(410))
    renewed = holding(registry, ends_on=later(350))
    following = holding(registry, S.SIGNED, ends_on=later(900))
    draft = holding(registry, S.NEGOTIATION)
    abandoned = holding(registry, S.LEGAL_REVIEW)
    endings.abandon(abandoned, "The partner has other plans", **registry.by())
    endings.terminate(terminated, later(200), "Both sides agreed", now=noon(FIRST), actor=registry.actor())
    following.predecessor_id, following.succession = renewed.id, Succession.RENEWAL
    following.effective_on = later(340)
    unit_of_work.commit()
    work(registry.desk.app, (later(each) for each in range(DAYS)))
    again = 300 + 366 - 60  # the last day of notice of the next term, which holds a 29 February
    expected = [
        *of(fixed, K.EXPIRY, 420),
        *of(renewing, K.NOTICE, 240),
        *of(renewing, K.NOTICE, again, (180, 90, 60)),
        *of(evergreen, K.REVIEW, 240),
        (short.number, K.EXPIRY, 180, FIRST),
        *of(short, K.EXPIRY, 100, (90, 60, 30)),
        *((draft.number, K.STALLED, step, later(STALLED * step)) for step in (1, 2, 3)),
    ]
    assert Counter(told()) == Counter(expected)
    states = {each.number: each.state for each in db.session.query(Agreement)}
    assert [states[each.number] for each in (fixed, renewing, short, terminated, renewed, following)] == [
        S.EXPIRED, S.IN_FORCE, S.EXPIRED, S.TERMINATED, S.RENEWED, S.IN_FORCE,
    ]  # fmt: skip
    assert len({each.key for each in messages()}) == len(messages())


def test_after_a_week_off_the_alert_is_late_and_after_two_months_the_nearest_alone_is_told(registry: Registry) -> None:
    week, months = holding(registry, ends_on=later(190)), holding(registry, ends_on=later(300))
    on = [9, 10, 98, 106, 107, 129, 130, 159, 160, 161, 169, 170, 171]
    work(registry.desk.app, map(later, on), rounds=2)
    assert [each for each in told() if each[0] == week.number] == [
        (week.number, K.EXPIRY, 180, later(10)),
        (week.number, K.EXPIRY, 90, later(106)),
        *of(week, K.EXPIRY, 190, (60, 30)),
    ]
    work(registry.desk.app, [later(each) for each in range(DAYS) if each > 171 and each % 40 == 0], rounds=2)
    assert [each for each in told() if each[0] == months.number] == [
        (months.number, K.EXPIRY, 180, later(129)),
        (months.number, K.EXPIRY, 60, later(240)),
        (months.number, K.EXPIRY, 30, later(280)),
    ]


def test_who_answers_is_told_first_then_the_lead_then_the_office(registry: Registry) -> None:
    agreement = holding(registry, ends_on=later(180))
    work(registry.desk.app, (later(each) for each in (0, 90, 120, 150)))
    by_day: dict[date, list[str]] = {}
    for each in messages():
        by_day.setdefault(each.created_at.date(), []).append(each.to_name)
    office = ["Head", "Translator"]
    assert by_day == {
        later(0): ["Officer"],
        later(90): ["Officer", "Lead"],
        later(120): ["Officer", "Lead", *office],
        later(150): ["Officer", "Lead", *office],
    }
    first = messages()[0]
    assert first.subject == f"An agreement ends on 2 May 2027 ({agreement.number})"
    assert "This agreement ends in 180 days, on 2 May 2027." in first.text_body


def test_the_office_is_left_alone_at_sixty_days_once_a_renewal_is_under_way(registry: Registry) -> None:
    agreement = holding(registry, ends_on=later(180))
    work(registry.desk.app, [later(0), later(90)])
    following = endings.succeed(agreement, Succession.RENEWAL, now=noon(later(100)), actor=registry.actor())
    unit_of_work.commit()
    before = len(messages())
    work(registry.desk.app, [later(120)])
    late = messages()[before:]
    assert [each.to_name for each in late] == ["Officer", "Lead"]
    assert f"Its successor {following.number} is being prepared." in late[0].text_body


def test_without_anybody_responsible_the_lead_is_told_and_without_a_lead_the_office(registry: Registry) -> None:
    holding(registry, ends_on=later(180), responsible_id=None)
    work(registry.desk.app, [later(0)])
    assert [each.to_name for each in messages()] == ["Lead"]
    db.session.execute(text("UPDATE user_account SET is_enabled = false WHERE name = 'Lead'"))
    holding(registry, ends_on=later(181), responsible_id=None)
    work(registry.desk.app, [later(1)])
    assert sorted(each.to_name for each in messages()[1:]) == ["Head", "Officer", "Translator"]


def test_of_a_confidential_agreement_messages_say_the_number_alone(registry: Registry) -> None:
    agreement = holding(registry, ends_on=later(180), is_confidential=True)
    work(registry.desk.app, [later(0)])
    (message,) = messages()
    assert agreement.number in message.text_body
    hidden = [*agreement.title.values(), "TU Dublin"]
    said = message.subject + message.text_body + message.html_body
    assert [each for each in hidden if each in said] == []


@pytest.mark.parametrize("language", ["zh_Hans_CN", "fr"])
def test_every_kind_of_alert_is_written_in_the_language_of_its_reader(registry: Registry, language: str) -> None:
    db.session.execute(text("UPDATE user_account SET language = :language"), {"language": language})
    holding(registry, ends_on=later(180))
    holding(registry, term=TermKind.RENEWING, notice_days=60, ends_on=later(240))
    holding(registry, term=TermKind.EVERGREEN, review_on=later(180))
    holding(registry, S.NEGOTIATION)
    work(registry.desk.app, [FIRST, later(30)])
    subjects = [each.subject for each in messages()]
    assert len(subjects) == 4
    assert [each for each in subjects if each.startswith("An ")] == []


def due_twice(registry: Registry) -> list[Agreement]:
    """What two workers, who looked at the same moment, both told."""
    agreement = holding(registry, ends_on=later(180))
    seen = [alerts.list_due(noon(FIRST), stalled_days=STALLED) for _worker in range(2)]
    for agreement_id, due in [each for one in seen for each in one]:
        alerts.raise_alert(agreement_id, due, stalled_days=STALLED, now=noon(FIRST), actor=THE_HOUSE)
        unit_of_work.commit()
    assert [each[0] for each in told()] == [agreement.number] * len(told())
    return [queries.get_agreement(agreement.id)] * len(messages())


@both_databases
def test_two_workers_who_looked_at_the_same_moment_tell_once(registry: Registry) -> None:
    assert len(due_twice(registry)) == 1


@both_databases
def test_without_the_unique_index_the_test_would_notice(registry: Registry) -> None:
    db.session.execute(text("DROP INDEX ix_agreement_alert_once"))
    unit_of_work.commit()
    assert len(due_twice(registry)) == 2


@both_databases
def test_two_workers_at_once_tell_once(races: Races, registry: Registry) -> None:
    made = [holding(registry, ends_on=later(180)).id for _round in range(6)]
    due = dict(alerts.list_due(noon(FIRST), stalled_days=STALLED))
    db.session.rollback()

    def tells(agreement_id: int) -> bool:
        return alerts.raise_alert(
            agreement_id, due[agreement_id], stalled_days=STALLED, now=noon(FIRST), actor=THE_HOUSE
        )

    for each in made:
        done = races.at_once(*(lambda each=each: tells(each) for _worker in range(3)))  # type: ignore[misc]
        assert sorted(map(bool, done)) == [False, False, True]
    assert Counter(each.subject_id for each in messages()) == Counter(made)
