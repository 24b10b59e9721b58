"""No list about delegations asks more of the database the longer it is (see test_query_counts)."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest
from PIL import Image

from coopevents import clock
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.db import db
from coopevents.delegations import (
    budget,
    deciding,
    delegates,
    feedback,
    gift_stock,
    gifts,
    itinerary,
    itinerary_queries,
    kitting,
    lead_time_settings,
    offering_parts,
    photos,
    queries,
    requesting,
    task_lists,
    triage,
)
from coopevents.delegations.budget import BudgetDetails
from coopevents.delegations.budget_models import BudgetKind
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.feedback import FeedbackDetails
from coopevents.delegations.feedback_models import Aspect
from coopevents.delegations.gift_stock import ItemDetails
from coopevents.delegations.gifts import GiftDetails
from coopevents.delegations.kit_details import VisitThingDetails
from coopevents.delegations.lead_times import LeadTime
from coopevents.delegations.queries import VisitFilter
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import VisitLevel, VisitState
from coopevents.facts import THE_HOUSE, Subject
from coopevents.helping import deciding as deciding_helpers
from coopevents.helping import registering, terms
from coopevents.helping.free_times import DaysApart
from coopevents.helping.states import Service
from coopevents.people import availability
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.places.models import PlaceKind
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.tasks import service as tasks
from coopevents.tasks.details import TaskDetails
from coopevents.text import LocalizedText
from tests.delegations.visiting import a_line, at, delegate_named
from tests.desks import NOW, Desk, desk
from tests.helping.saying import details_of
from tests.house.test_query_counts import Rows, queries_asked

__all__ = ["desk"]

FIRST = date(2027, 6, 1)


def visits(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each a day after the one before, submitted, so that it waits for the reader."""
    for number in numbers:
        day = FIRST + timedelta(days=number)
        details = VisitDetails(
            contact=ContactDetails(name=f"Guest {number}", email=f"guest{number}@example.edu"),
            organisation=f"University {number}",
            country="IE",
            purpose="Look around.",
            days=Days(day, day),
            head_count=3,
        )
        made = requesting.request_visit(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE)
        triage.take_up(made, now=NOW, actor=THE_HOUSE, officer_id=1)
        deciding.submit_visit(made, now=NOW, actor=THE_HOUSE)


def visits_of_today(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each here on the day the page is opened, with a guest and a line."""
    now = clock.now()
    by: dict[str, Any] = {"now": now, "actor": THE_HOUSE}
    for number in numbers:
        details = VisitDetails(
            contact=ContactDetails(name=f"Guest {number}", email=f"guest{number}@example.edu"),
            organisation=f"University {number}",
            purpose="Look around.",
            days=Days(day_of(now), day_of(now)),
            head_count=1,
        )
        made = requesting.enter_visit(details, unit_id=desk.unit_id, **by)
        made.state = VisitState.ACCEPTED
        delegates.name_delegate(made, delegate_named("Guest", f"Of {number}"), **by)
        itinerary.plan_item(made, replace(a_line("Meeting", 1), activity=_now_going_on(now)), **by)


def visits_with_tasks(desk: Desk, event_id: int, numbers: range) -> None:
    """Each with a task of the reader's."""
    visits(desk, event_id, numbers)
    for number in numbers:
        _add_task(desk, number + 1, number)


def tasks_of_a_visit(desk: Desk, event_id: int, numbers: range) -> None:
    """All about the first one."""
    if 0 in numbers:
        visits(desk, event_id, range(1))
    for number in numbers:
        _add_task(desk, 1, number)


def _add_task(desk: Desk, delegation_id: int, number: int) -> None:
    said = TaskDetails(f"Call {number}", FIRST, 1)
    tasks.add_task(Subject("delegation", delegation_id), said, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE)


def _now_going_on(now: datetime) -> ActivityDetails:
    return ActivityDetails(
        kind=ActivityKind.MEETING,
        title=LocalizedText(en="Meeting"),
        starts_at=now - timedelta(minutes=30),
        ends_at=now + timedelta(minutes=30),
    )


def interpreters(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each speaks English, said when they are free, and was offered the one line there is."""
    by: dict[str, Any] = {"now": NOW, "actor": THE_HOUSE}
    if numbers.start == 0:
        details = VisitDetails(
            contact=ContactDetails(name="Guest", email="guest@example.edu"),
            organisation="University",
            purpose="Look around.",
            days=Days(FIRST, FIRST),
            head_count=1,
        )
        made = requesting.enter_visit(details, unit_id=desk.unit_id, **by)
        made.state = VisitState.ACCEPTED
        delegates.name_delegate(made, delegate_named("Guest", "One"), **by)
        itinerary.plan_item(made, a_line("Meeting", 1), **by)
    [item] = itinerary_queries.list_items(1)
    for number in numbers:
        said = PersonDetails(family_name=f"Interpreter {number}", email=f"i{number}@example.edu", speaks="en")
        person = people.add_person(said, unit_id=desk.unit_id, **by)
        availability.state_availability(person, at(0), at(20), **by)
        if number % 2:
            as_what: dict[str, Any] = {"role": ParticipantRole.INTERPRETER, "language": "en", "hours": 48}
            offering_parts.offer_part(item, [person.id], **as_what, unit_ids=[desk.unit_id], **by)


def helpers(desk: Desk, event_id: int, numbers: range) -> None:
    """Each approved, speaking two languages, away for a day, and able to drive; there is one line to be offered."""
    if numbers.start == 0:
        interpreters(desk, event_id, range(0))
        terms.set_terms(desk.unit_id, is_open=True, privacy_text=LocalizedText(), now=NOW, actor=THE_HOUSE)
    said: dict[str, Any] = {
        "services": (Service.INTERPRETING, Service.DRIVING),
        "apart": (DaysApart(FIRST, FIRST),),
    }
    for number in numbers:
        by: dict[str, Any] = {"now": NOW + timedelta(hours=number), "actor": THE_HOUSE}
        helper = registering.register(details_of(f"N{number}", **said), unit_id=desk.unit_id, has_consented=True, **by)
        registering.confirm(helper, **by)
        deciding_helpers.approve(helper, **by)
        if number == 0:
            [item] = itinerary_queries.list_items(1)
            as_what: dict[str, Any] = {"role": ParticipantRole.DRIVER, "language": "", "hours": 48}
            offering_parts.offer_part(item, [helper.person_id or 0], **as_what, unit_ids=[desk.unit_id], **by)


def gifts_of_a_visit(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each of its own kind, to a guest of their own, handed over; and a line of the budget."""
    by: dict[str, Any] = {"now": NOW, "actor": THE_HOUSE}
    known = queries.list_all([desk.unit_id], VisitFilter())
    if not known:
        visits(desk, _event_id, range(1))
        known = queries.list_all([desk.unit_id], VisitFilter())
        known[0].state = VisitState.ACCEPTED
    for number in numbers:
        item = gift_stock.keep_item(desk.unit_id, ItemDetails(name=LocalizedText(en="Tea"), in_stock=1), **by)
        guest = delegates.name_delegate(known[0], delegate_named("Guest", f"Of {number}"), **by)
        gift = gifts.plan_gift(known[0], GiftDetails(item_id=item.id, delegate_id=guest.id), **by)
        gifts.hand_over(gift, **by)
        line = BudgetDetails(kind=BudgetKind.MEALS, spent=Decimal(number))
        budget.write_line(budget.line_for(known[0]), line, **by)


def answers_of_guests(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each of a guest of their own, about the one visit that is over; and a line of what it cost."""
    by: dict[str, Any] = {"now": clock.now(), "actor": THE_HOUSE}
    if numbers.start == 0:
        visits_of_today(desk, _event_id, range(1))
        queries.list_all([desk.unit_id], VisitFilter())[0].state = VisitState.REPORT_DUE
    [visit] = queries.list_all([desk.unit_id], VisitFilter())
    for number in numbers:
        guest = delegates.name_delegate(visit, delegate_named("Other", f"Of {number}"), **by)
        said = FeedbackDetails(marks={Aspect.OVERALL: 4}, best="Tea", is_anonymous=bool(number % 2))
        feedback.give_feedback(feedback.Guest(visit, guest), said, now=by["now"])


def photos_of_a_visit(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each at a line of its own, which the report shows as far as it may."""
    by: dict[str, Any] = {"now": clock.now(), "actor": THE_HOUSE}
    if numbers.start == 0:
        visits_of_today(desk, _event_id, range(1))
    [visit] = queries.list_all([desk.unit_id], VisitFilter())
    out = io.BytesIO()
    Image.new("RGB", (8, 6), "navy").save(out, "PNG")
    for number in numbers:
        item = itinerary.plan_item(visit, a_line(f"Talks {number}", 1), **by)
        said = photos.PhotoDetails(item_id=item.id, caption=LocalizedText(en="Talks"))
        photos.add_photo(visit, photos.read_photo(out.getvalue()), said, **by)


def kit_of_a_visit(desk: Desk, _event_id: int, numbers: range) -> None:
    """A line with a host each, a gift and a thing of the office's own there; every tenth with a guest, and ticked: both
    look at the whole visit each time."""
    gifts_of_a_visit(desk, _event_id, numbers[::10])
    by: dict[str, Any] = {"now": NOW, "actor": THE_HOUSE}
    [known] = queries.list_all([desk.unit_id], VisitFilter())
    for number in numbers:
        host = people.add_person(PersonDetails(family_name=f"Host {number}"), unit_id=desk.unit_id, **by)
        place = places.add_place(
            desk.unit_id, PlaceDetails(kind=PlaceKind.ROOM, name=LocalizedText(en=f"Room {number}")), **by
        )
        said = a_line("Talks", 1, people={host.id: ParticipantRole.HOST}, place_id=place.id)
        item = itinerary.plan_item(known, said, **by)
        gifts.plan_gift(known, GiftDetails(text="Tea", line_id=item.id), **by)
        if number % 10 == 0:
            kitting.tick(known, f"water-{item.id}", **by)
        kitting.add_thing(known, VisitThingDetails(what=LocalizedText(en="Flags"), item_id=item.id), **by)


def units_with_settings(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each with tasks and lead times of its own, below the unit of the reader."""
    for number in numbers:
        said: dict[str, Any] = {"kind": UnitKind.OFFICE, "parent_id": desk.unit_id, "slug": f"unit-{number}"}
        unit = Unit(name=LocalizedText(en=f"Unit {number}"), **said)
        db.session.add(unit)
        db.session.flush()
        task_lists.remove_line(unit.id, "host", now=NOW, actor=THE_HOUSE)
        lead_time_settings.set_lead_times(unit.id, {VisitLevel.UNIT: LeadTime(40)}, now=NOW, actor=THE_HOUSE)


LISTS: list[tuple[str, Rows]] = [
    ("/desk/delegations", visits),
    ("/desk/delegations/export.csv", visits),
    ("/desk/", visits),
    ("/desk/on-campus/", visits_of_today),
    ("/desk/delegations/1/itinerary/1/offer", interpreters),
    ("/desk/delegations/1/itinerary/1/offer?role=driver", helpers),
    ("/desk/helpers", helpers),
    ("/desk/helpers/export.csv", helpers),
    ("/desk/tasks", visits_with_tasks),
    ("/desk/delegations/1/preparation", tasks_of_a_visit),
    ("/desk/delegations/1/after", answers_of_guests),
    ("/desk/delegations/1/after/feedback.csv", answers_of_guests),
    ("/desk/delegations/1/after/photos", photos_of_a_visit),
    ("/desk/delegations/1/after/photos/1", photos_of_a_visit),
    ("/desk/delegations/1/after/photos.zip", photos_of_a_visit),
    ("/desk/delegations/1/after?of=photos", photos_of_a_visit),
    ("/desk/gifts", gifts_of_a_visit),
    ("/desk/gifts/export.csv", gifts_of_a_visit),
    ("/desk/gifts/register", gifts_of_a_visit),
    ("/desk/gifts/register/export.csv", gifts_of_a_visit),
    ("/desk/delegations/1/preparation/gifts", gifts_of_a_visit),
    ("/desk/delegations/1/preparation/budget", gifts_of_a_visit),
    ("/desk/delegations/1/preparation/kit", kit_of_a_visit),
    ("/desk/delegations/1/preparation/kit.pdf", kit_of_a_visit),
    ("/desk/delegations/1/preparation/tasks.pdf", tasks_of_a_visit),
    ("/desk/delegations/settings", units_with_settings),
]


@pytest.mark.parametrize(("path", "rows"), LISTS, ids=[path for path, _rows in LISTS])
def test_a_list_about_delegations_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked
