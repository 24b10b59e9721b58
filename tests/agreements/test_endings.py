"""How agreements go on and end: terms by the calendar, renewed, amended, terminated, expired, abandoned."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.agreements import endings, rules
from coopevents.agreements.dates import last_day_of, next_end, years_later
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.states import Succession, TermKind
from tests.agreements.conftest import Registry


@pytest.mark.parametrize(
    ("first", "years", "last"),
    [
        (date(2026, 12, 2), 5, date(2031, 12, 1)),
        (date(2024, 2, 29), 1, date(2025, 2, 27)),
        (date(2024, 3, 1), 4, date(2028, 2, 29)),
        (date(2026, 1, 1), 1, date(2026, 12, 31)),
    ],
)
def test_a_term_ends_the_day_before_its_first_day_comes_again(first: date, years: int, last: date) -> None:
    assert last_day_of(first, years) == last


def test_the_twenty_ninth_of_february_becomes_the_twenty_eighth_where_there_is_none() -> None:
    assert [years_later(date(2024, 2, 29), years).day for years in (1, 4)] == [28, 29]


@pytest.mark.parametrize(
    ("today", "end"),
    [
        (date(2027, 1, 1), date(2027, 12, 31)),
        (date(2027, 12, 31), date(2027, 12, 31)),
        (date(2030, 6, 1), date(2030, 12, 31)),
    ],
)
def test_a_term_that_renewed_itself_ends_with_the_term_that_holds_today(today: date, end: date) -> None:
    assert next_end(date(2026, 12, 31), 1, today) == end


def go_past(agreement: Agreement, registry: Registry) -> None:
    """Let the clock of the registry stand two days after the agreement's end."""
    assert agreement.ends_on is not None
    registry.now += agreement.ends_on - registry.now.date() + timedelta(days=2)


def test_a_fixed_term_expires_once_its_last_day_has_passed(registry: Registry) -> None:
    agreement = registry.at(S.IN_FORCE, term_years=1)
    assert not endings.expire(agreement, **registry.by())
    go_past(agreement, registry)
    assert not endings.prolong(agreement, **registry.by())
    assert endings.expire(agreement, **registry.by())
    unit_of_work.commit()
    assert registry.again(agreement).state is S.EXPIRED


def test_a_term_that_renews_itself_goes_on_and_never_expires(registry: Registry) -> None:
    agreement = registry.at(S.IN_FORCE, term_years=1, term=TermKind.RENEWING, notice_days=90)
    old = agreement.ends_on
    assert old is not None
    go_past(agreement, registry)
    assert endings.prolong(agreement, **registry.by())
    assert not endings.prolong(agreement, **registry.by())
    assert not endings.expire(agreement, **registry.by())
    assert (agreement.state, agreement.ends_on) == (S.IN_FORCE, last_day_of(old + timedelta(days=1), 1))


def test_what_is_terminated_for_a_later_day_holds_until_then(registry: Registry) -> None:
    agreement = registry.at(S.IN_FORCE)
    on = registry.now.date() + timedelta(days=40)
    with pytest.raises(rules.ReasonIsMissing):
        endings.terminate(agreement, on, " ", **registry.by())
    with pytest.raises(endings.EndsBeforeItHeld):
        endings.terminate(agreement, date(2000, 1, 1), "Both sides agreed", **registry.by())
    endings.terminate(agreement, on, "Both sides agreed", **registry.by())
    assert agreement.state is S.IN_FORCE
    registry.now += timedelta(days=41)
    assert endings.expire(agreement, **registry.by())
    assert (agreement.state, agreement.end_reason) == (S.TERMINATED, "Both sides agreed")


@pytest.mark.parametrize(("succession", "ended"), [(Succession.RENEWAL, S.RENEWED), (Succession.AMENDMENT, S.AMENDED)])
def test_a_successor_copies_what_is_agreed_and_ends_it_when_it_holds_itself(
    registry: Registry, succession: Succession, ended: S
) -> None:
    before = registry.at(S.IN_FORCE)
    following = endings.succeed(before, succession, **registry.by())
    assert following.number != before.number
    assert (following.title, following.predecessor_id, following.state) == (before.title, before.id, S.PROPOSAL)
    assert [each.name for each in following.signatories] == [each.name for each in before.signatories]
    with pytest.raises(endings.SuccessorExists):
        endings.succeed(before, succession, **registry.by())
    unit_of_work.commit()
    for state in (
        S.UNIT_APPROVAL, S.LEGAL_REVIEW, S.NEGOTIATION, S.FROZEN, S.TRANSLATIONS_CHECKED, S.APPROVED, S.SCHEDULED,
        S.PARTLY_SIGNED, S.SIGNED,
    ):  # fmt: skip
        if following.state is not state:
            registry.bring(following, state)
    assert before.state is S.IN_FORCE
    registry.now += timedelta(days=1)
    assert endings.enter_into_force(following, **registry.by())
    unit_of_work.commit()
    assert (registry.again(before).state, registry.again(following).state) == (ended, S.IN_FORCE)


def test_only_what_nobody_has_signed_is_abandoned_and_only_for_a_reason(registry: Registry) -> None:
    agreement = registry.at(S.NEGOTIATION)
    with pytest.raises(rules.ReasonIsMissing):
        endings.abandon(agreement, "", **registry.by())
    endings.abandon(agreement, "The partner has other plans", **registry.by())
    assert agreement.state is S.ABANDONED
    held = registry.at(S.IN_FORCE)
    with pytest.raises(rules.StateForbids):
        endings.abandon(held, "Too late", **registry.by())
