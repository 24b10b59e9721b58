"""Simultaneous guests who all want the last dinners: never one too many, never one left."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from coopevents import unit_of_work
from coopevents.events import queries as events
from coopevents.events import service as publishing
from coopevents.facts import THE_HOUSE
from coopevents.forms.fields import Definition, FieldType, Option
from coopevents.forms.service import define_form
from coopevents.registration import event_forms, option_seats
from coopevents.registration.questions import PURPOSE, TITLE
from tests.blueprints.public.asked import ask, section, text
from tests.databases import both_databases
from tests.desks import NOW, Desk
from tests.registration.racing import Crowd, start_unlocked
from tests.serving import Service

ROUNDS, GUESTS, THREADS, DINNERS = 20, 24, 16, 3
CHOSEN, FULL = 302, 422
ASKED = Definition((
    section(
        "evening",
        ask("dinner", FieldType.CHOICE, options=(Option("yes", text("Yes"), DINNERS), Option("no", text("No")))),
    ),
))  # fmt: skip
WANTED = {"answer_dinner": "yes"}


@pytest.fixture
def dinners(desk: Desk) -> dict[str, int]:
    """Events with three dinners each, without any other limit, by slug."""
    made = {}
    for number in range(ROUNDS):
        slug = f"dinner-{number}"
        made[slug] = desk.event(slug, starts_on=date(2027, 3, 1))
        with desk.writing():
            form = event_forms.get_form(made[slug])
            define_form(event_forms.subject_of(form.id), PURPOSE, ASKED, title=TITLE, now=NOW)
            publishing.publish_event(events.get_event(made[slug]), now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()
    return made


@pytest.fixture
def crowd(idle_service: Service) -> Iterator[Crowd]:
    """Guests before a house that is not open yet."""
    crowd = Crowd(idle_service.port, GUESTS)
    yield crowd
    crowd.leave()


def dinners_taken(desk: Desk, event_id: int) -> int:
    with desk.app.app_context():
        form = event_forms.get_form(event_id)
        return option_seats.options_taken(form.id, ["dinner"]).get(("dinner", "yes"), 0)


@pytest.mark.slow
@both_databases
def test_the_last_dinners_are_given_exactly_once(
    desk: Desk, idle_service: Service, dinners: dict[str, int], crowd: Crowd
) -> None:
    idle_service.start_web(threads=THREADS)
    crowd.open_forms("dinner-0")
    for slug, event_id in dinners.items():
        statuses = crowd.send_forms(slug, WANTED)
        answers = {status: statuses.count(status) for status in set(statuses)}
        assert answers == {CHOSEN: DINNERS, FULL: GUESTS - DINNERS}, slug
        assert dinners_taken(desk, event_id) == DINNERS, slug


@pytest.mark.slow
@both_databases
def test_the_race_catches_a_house_that_counts_dinners_without_a_lock(
    desk: Desk, idle_service: Service, dinners: dict[str, int], crowd: Crowd
) -> None:
    start_unlocked(idle_service, THREADS)
    crowd.open_forms("dinner-0")
    for slug, event_id in dinners.items():
        crowd.send_forms(slug, WANTED)
        if dinners_taken(desk, event_id) > DINNERS:
            return
    pytest.fail("without the lock no round gave a dinner too many: the test would not notice a missing lock")
