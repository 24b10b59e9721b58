"""A visit of two whose itinerary was sent: what they, and who works with them, read behind their links."""

from __future__ import annotations

from datetime import datetime, timedelta

from coopevents.accounts.models import Unit
from coopevents.approvals.models import Verdict
from coopevents.delegations import (
    confirming,
    deciding,
    delegates,
    itinerary,
    offering_parts,
    reading_links,
    requesting,
    triage,
)
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.states import VisitLevel, VisitState
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.schedule import queries as schedules
from coopevents.schedule import releasing
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText


def add_itineraries(office: Unit, now: datetime) -> dict[str, str]:
    """Two guests from Amman, a meeting and a drive, released; one of ours interprets."""
    delegation = _accepted(office, now)
    for given, family, original, role in (
        ("Layla", "Al-Haddad", "ليلى الحداد", DelegateRole.HEAD),
        ("Omar", "Al-Khasawneh", "عمر الخصاونة", DelegateRole.MEMBER),
    ):
        person = PersonDetails(given_name=given, family_name=family, original_name=original)
        delegates.name_delegate(delegation, DelegateDetails(person=person, role=role), now=now, actor=THE_HOUSE)
    ours = people.add_person(
        PersonDetails(given_name="Ping", family_name="Sun", original_name="孙萍", speaks="en"),
        unit_id=office.id,
        now=now,
        actor=THE_HOUSE,
    )
    _plan(delegation, ours, now)
    confirming.ask_parts(delegation, now=now, actor=THE_HOUSE)
    offered = _offer_dinner(delegation, ours, now)
    theirs, host = Reader.delegation(delegation.id), Reader.worker(ours.id)
    secrets = reading_links.addresses_of([theirs, host])
    return {
        "itinerary": str(delegation.id),
        "itinerary-of-delegation": secrets[theirs].page,
        "welcome-screen": secrets[theirs].screen,
        "itinerary-offered-line": str(offered.id),
        "itinerary-of-host": secrets[host].page,
    }


def _accepted(office: Unit, now: datetime) -> Delegation:
    first = (now + timedelta(days=30)).date()
    details = VisitDetails(
        contact=ContactDetails(name="Rana Odeh", email="rana.odeh@juas.example", language="en"),
        organisation="Jordan University of Applied Sciences",
        country="JO",
        purpose="Talks about a joint laboratory",
        days=Days(first, first + timedelta(days=1)),
        head_count=2,
        level=VisitLevel.UNIT,
        languages=("en",),
    )
    delegation = requesting.request_visit(details, unit_id=office.id, now=now, actor=THE_HOUSE)
    triage.take_up(delegation, now=now, actor=THE_HOUSE)
    deciding.submit_visit(delegation, now=now, actor=THE_HOUSE)
    while delegation.state is VisitState.SCREENING:
        deciding.decide_visit(delegation, Verdict.APPROVE, now=now, actor=THE_HOUSE)
    return delegation


def _plan(delegation: Delegation, ours: Person, now: datetime) -> None:
    starts_at = (now + timedelta(days=30)).replace(hour=1, minute=0, second=0, microsecond=0)
    for title, kind, after, role in (
        (LocalizedText(en="Talks", zh_Hans_CN="会谈", fr="Entretiens"), ActivityKind.MEETING, 0, "interpreter"),
        (
            LocalizedText(en="To the hotel", zh_Hans_CN="前往酒店", fr="Vers l’hôtel"),
            ActivityKind.TRANSFER,
            3,
            "driver",
        ),
    ):
        activity = ActivityDetails(
            kind=kind,
            title=title,
            starts_at=starts_at + timedelta(hours=after),
            ends_at=starts_at + timedelta(hours=after + 1),
            people=(ParticipantDetails(ours.id, ParticipantRole(role)),),
        )
        itinerary.plan_item(delegation, ItemDetails(activity=activity, dress=""), now=now, actor=THE_HOUSE)
    assert delegation.schedule_id is not None
    releasing.release_schedule(schedules.get_schedule(delegation.schedule_id), tells=False, now=now, actor=THE_HOUSE)


def _offer_dinner(delegation: Delegation, ours: Person, now: datetime) -> ItineraryItem:
    """A line that was planned since, offered to one who has not answered."""
    starts_at = (now + timedelta(days=30)).replace(hour=10, minute=0, second=0, microsecond=0)
    activity = ActivityDetails(
        kind=ActivityKind.MEAL,
        title=LocalizedText(en="Dinner", zh_Hans_CN="晚宴", fr="Dîner"),
        starts_at=starts_at,
        ends_at=starts_at + timedelta(hours=2),
    )
    item = itinerary.plan_item(delegation, ItemDetails(activity=activity, dress=""), now=now, actor=THE_HOUSE)
    offering_parts.offer_part(
        item,
        [ours.id],
        role=ParticipantRole.INTERPRETER,
        language="en",
        hours=336,
        unit_ids=[delegation.unit_id],
        now=now,
        actor=THE_HOUSE,
    )
    return item
