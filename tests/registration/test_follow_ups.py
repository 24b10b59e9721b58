"""Questions asked once the place is confirmed: asked once, reminded of, answered until a day, and never before."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.forms import queries as forms
from coopevents.forms.fields import Definition, FieldType, Option, Phase
from coopevents.forms.service import AnswersAreIncomplete, define_form
from coopevents.registration import event_forms, follow_up_queries, follow_ups, option_seats, queries, seats, service
from coopevents.registration.details import GuestDetails
from coopevents.registration.follow_up_models import FollowUpState
from coopevents.registration.form_queries import get_form
from coopevents.registration.models import Registration
from coopevents.registration.questions import PURPOSE, TITLE
from tests.blueprints.public.asked import ask, section, text, when
from tests.registration.conftest import GUEST, OFFICER, Registrar, registrar
from tests.test_ushering import kinds_to, usher

__all__ = ["registrar"]

UNTIL = date(2026, 11, 29)
BUS = (Option("yes", text("By bus"), 1), Option("no", text("By myself")))
ASKED = Definition((
    section("coming", ask("topic", is_required=True), ask("visa", FieldType.CONSENT, "I need a visa")),
    section("stay", ask("bus", FieldType.CHOICE, options=BUS, is_required=True), phase=Phase.LATER),
    section(
        "passport", ask("passport", is_sensitive=True, is_required=True), condition=when("visa", "yes"),
        phase=Phase.LATER,
    ),
))  # fmt: skip


def let_form_ask(registrar: Registrar, definition: Definition = ASKED, until: date | None = UNTIL) -> None:
    """From now on the event's form asks this."""
    form = get_form(registrar.event.id)
    define_form(event_forms.subject_of(form.id), PURPOSE, definition, title=TITLE, now=registrar.now)
    form.asks_later, form.answers_until = definition.asks_later, until
    unit_of_work.commit()


def come(registrar: Registrar, name: str = "anna", **said: Any) -> Registration:
    """Somebody registers, answering the first part."""
    return registrar.register(name, answers={"topic": "ports", **said})


def answer(registrar: Registrar, guest: Registration, **said: Any) -> None:
    """The guest answers the later part."""
    follow_ups.answer(guest, said, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()


def state_of(guest: Registration) -> FollowUpState | None:
    found = follow_up_queries.find_follow_up(guest.id)
    return found.state if found else None


def test_registering_asks_the_first_part_only(context: Flask, registrar: Registrar) -> None:
    let_form_ask(registrar)
    guest = come(registrar)
    assert event_forms.answers_of(guest) == {"topic": "ports"}


def test_who_has_a_place_is_asked_once_and_who_has_none_is_not(context: Flask, registrar: Registrar) -> None:
    registrar.terms(needs_approval=True)
    let_form_ask(registrar)
    anna, ben = come(registrar), come(registrar, "ben")
    registrar.do(service.approve_registration, anna)
    for _time in range(2):
        usher(context, registrar.later())
    assert (state_of(anna), state_of(ben)) == (FollowUpState.ASKED, None)
    assert kinds_to("anna@example.org")[-2:] == ["registration_confirmed", "later_questions"]
    assert kinds_to("ben@example.org") == ["registration_received"]


def test_later_answers_join_the_first_and_a_change_of_those_keeps_them(context: Flask, registrar: Registrar) -> None:
    let_form_ask(registrar)
    guest = come(registrar, visa="y")
    answer(registrar, guest, bus="no", passport="E12345678", passport_consent="y")
    kept = {"topic": "ports", "visa": True, "bus": "no", "passport": "E12345678", "passport_consent": True}
    assert event_forms.answers_of(guest) == kept
    answers = forms.find_answers(seats.subject_of(guest))
    assert answers is not None
    assert "E12345678" not in f"{answers.values} {answers.sealed}"
    changed = GuestDetails(email=guest.email, family_name="Müller", answers={"topic": "rivers", "visa": "y"})
    registrar.do(service.change_registration, guest, changed)
    assert event_forms.answers_of(guest) == {**kept, "topic": "rivers"}
    assert state_of(guest) is FollowUpState.ANSWERED


def test_conditions_of_later_questions_look_at_the_first_answers(context: Flask, registrar: Registrar) -> None:
    let_form_ask(registrar)
    without, visitor = come(registrar), come(registrar, "ben", visa="y")
    answer(registrar, without, bus="no")
    with pytest.raises(AnswersAreIncomplete) as refused:
        answer(registrar, visitor, bus="no")
    assert list(refused.value.errors) == ["passport"]


def test_options_are_counted_for_later_questions_too(context: Flask, registrar: Registrar) -> None:
    let_form_ask(registrar)
    first, second = come(registrar), come(registrar, "ben")
    answer(registrar, first, bus="yes")
    with pytest.raises(AnswersAreIncomplete):
        answer(registrar, second, bus="yes")
    unit_of_work.discard()
    answer(registrar, first, bus="no")
    answer(registrar, second, bus="yes")
    assert option_seats.options_taken(first.form_id, ["bus"]) == {("bus", "yes"): 1, ("bus", "no"): 1}


def test_nothing_is_answered_after_the_last_day_or_without_a_place(context: Flask, registrar: Registrar) -> None:
    let_form_ask(registrar)
    guest, late = come(registrar), datetime(2026, 11, 29, 16, 0, tzinfo=registrar.now.tzinfo)
    follow_ups.answer(guest, {"bus": "no"}, now=late - timedelta(minutes=1), actor=GUEST)
    with pytest.raises(follow_ups.LaterQuestionsAreClosed):
        follow_ups.answer(guest, {"bus": "no"}, now=late, actor=GUEST)
    registrar.do(service.withdraw_registration, guest)
    with pytest.raises(follow_ups.LaterQuestionsAreClosed):
        answer(registrar, guest, bus="no")


def test_whom_nothing_concerns_gets_no_message(context: Flask, registrar: Registrar) -> None:
    let_form_ask(registrar, Definition((ASKED.sections[0], ASKED.sections[2])))
    guest = come(registrar)
    usher(context, registrar.later())
    assert state_of(guest) is FollowUpState.NOT_NEEDED
    assert "later_questions" not in kinds_to("anna@example.org")


@pytest.mark.parametrize(
    ("told_on", "today", "is_due"),
    [
        ("2026-11-20", "2026-11-21", False),
        ("2026-11-20", "2026-11-22", True),
        ("2026-11-20", "2026-11-25", True),
        ("2026-11-22", "2026-11-25", False),
        ("2026-11-22", "2026-11-28", True),
        ("2026-11-28", "2026-11-29", False),
        ("2026-11-20", "2026-11-30", False),
    ],
)
def test_reminders_come_seven_days_and_one_day_before(told_on: str, today: str, is_due: bool) -> None:
    days = date.fromisoformat(told_on), date.fromisoformat(today)
    assert follow_ups.is_reminder_due(UNTIL, *days) is is_due


def test_the_clock_reminds_at_nine_in_the_morning_until_there_is_an_answer(
    context: Flask, registrar: Registrar
) -> None:
    let_form_ask(registrar, until=date(2026, 11, 30))
    anna, _ben = come(registrar), come(registrar, "ben")
    usher(context, registrar.later())  # sixteen o'clock of the 22nd where the event is
    nine = datetime(2026, 11, 23, 1, 0, tzinfo=registrar.now.tzinfo)
    usher(context, nine - timedelta(minutes=1))
    assert "later_questions_reminder" not in kinds_to("anna@example.org")
    usher(context, nine)
    usher(context, nine + timedelta(hours=3))
    assert kinds_to("anna@example.org").count("later_questions_reminder") == 1
    answer(registrar, anew(anna), bus="no")
    usher(context, nine + timedelta(days=6))
    assert kinds_to("anna@example.org").count("later_questions_reminder") == 1
    assert kinds_to("ben@example.org").count("later_questions_reminder") == 2


def anew(guest: Registration) -> Registration:
    """The row anew: the worker ended the session it was read in."""
    return queries.get_by_id(guest.id)


def test_the_office_reminds_no_more_than_once_an_hour(context: Flask, registrar: Registrar) -> None:
    let_form_ask(registrar)
    guest = come(registrar)
    follow_up = follow_ups.ask(guest, now=registrar.now)
    unit_of_work.commit()
    told = [
        follow_ups.remind(follow_up, now=registrar.now + timedelta(minutes=minutes), actor=OFFICER)
        for minutes in (30, 60, 90, 120)
    ]
    assert told == [False, True, False, True]


def test_the_history_says_what_was_answered_and_not_what(context: Flask, registrar: Registrar) -> None:
    let_form_ask(registrar)
    guest = come(registrar)
    answer(registrar, guest, bus="no")
    entry = db.session.query(AuditEntry).filter_by(fact="FollowUpAnswered").one()
    assert entry.changes == {"fields": [None, ["bus"]]}
