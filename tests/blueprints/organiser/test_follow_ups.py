"""The office sees who answered the later questions, and reminds the others."""

from __future__ import annotations

from datetime import date

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.facts import THE_HOUSE
from coopevents.forms.fields import Definition, Phase
from coopevents.mail.models import OutboxMessage
from coopevents.registration import follow_ups, queries, service
from coopevents.registration.details import GuestDetails
from coopevents.registration.form_queries import get_form
from tests.blueprints.public.asked import ask, define, section
from tests.blueprints.public.test_registration import publish
from tests.desks import NOW, Colleague, Desk, desk

__all__ = ["desk"]

PAGE = "/desk/events/week/forms/guests/later"
ASKED = Definition((
    section("coming", ask("topic")), section("stay", ask("nights", is_required=True), phase=Phase.LATER),
))  # fmt: skip


@pytest.fixture
def asking(desk: Desk) -> Desk:
    """Two guests were asked later, long ago; one has answered."""
    event_id = publish(desk)
    define(desk, event_id, ASKED)
    with desk.writing():
        form = get_form(event_id)
        form.asks_later, form.answers_until = True, date(2999, 1, 1)
        event = queries.get_terms(event_id).event
        for name in ("Ada", "Ben"):
            details = GuestDetails(email=f"{name}@example.org", family_name=name, has_consented=True)
            guest = service.register_guest(event, details, now=NOW, actor=THE_HOUSE)
            follow_ups.ask(guest, now=NOW)
            if name == "Ada":
                follow_ups.answer(guest, {"nights": "2"}, now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    return desk


def test_the_page_says_who_answered(asking: Desk) -> None:
    officer = asking.colleague(Role.OFFICER)
    assert rows(officer) == ["Ada", "Ben"]
    assert rows(officer, "answered") == ["Ada"]
    assert rows(officer, "asked") == ["Ben"]


def test_reminding_reaches_those_who_have_not_answered(asking: Desk) -> None:
    asking.colleague(Role.OFFICER).post(PAGE)
    with asking.app.app_context():
        sent = [each.to_email for each in OutboxMessage.query.filter_by(kind="later_questions_reminder")]
    assert sent == ["ben@example.org"]


def rows(officer: Colleague, state: str = "") -> list[str]:
    """The names in the table."""
    page = officer.get(PAGE, state=state)
    return [name for name in ("Ada", "Ben") if f"<bdi>{name}</bdi>" in page.text]
