"""A ceremony on the calendar of a unit, in which a visit takes part, is put off: whoever shares it hears of it once."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.ceremonies.details import NewActivity
from coopevents.db import db
from coopevents.delegations import sharing
from coopevents.mail.models import OutboxMessage
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.schedule import service as scheduling
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.release_models import Notice
from coopevents.schedule.states import ParticipantRole
from coopevents.text import LocalizedText
from tests.ceremonies.offices import agreements_of
from tests.delegations.conftest import Reception, desk, reception
from tests.delegations.test_delays import tell_all
from tests.delegations.visiting import at, named
from tests.readers import libical

__all__ = ["desk", "reception"]

HOST, LATER = "host@office.example", timedelta(minutes=40)
GUESTS = ["aoife.byrne@tudublin.example", "sean.ryan@tudublin.example"]


@pytest.fixture
def signing(reception: Reception) -> Activity:
    """A signing two guests of three take part in, with a host; beside it one that no visit has anything to do with."""
    three = agreements_of(reception.unit_id)
    when: dict[str, Any] = {"starts_at": at(3), "ends_at": at(4)}
    made = three.plan(
        new_activity=NewActivity(title=LocalizedText(en="Signing"), **when),
        agreement_ids=(three.agreements[0].id,),
    )
    three.plan(
        new_activity=NewActivity(title=LocalizedText(en="Another signing"), **when),
        agreement_ids=(three.agreements[1].id,),
    )
    host = people.add_person(PersonDetails(family_name="Host", email=HOST), unit_id=reception.unit_id, **reception.by())
    said = scheduling.details_of(made.activity, people=(ParticipantDetails(host.id, ParticipantRole.HOST),))
    scheduling.rewrite_activity(made.activity, said, **reception.by())
    delegation = reception.accepted()
    *two, _third = named(reception, delegation, "Aoife Byrne", "Sean Ryan", "Niamh Walsh")
    share = {"is_for_all": False, "delegate_ids": frozenset(each.id for each in two)}
    sharing.share_activity(delegation, made.activity, **share, **reception.by())
    unit_of_work.commit()
    tell_all(at(2))
    return made.activity


def put_off(reception: Reception, activity: Activity) -> None:
    starts_at, ends_at = activity.starts_at + LATER, activity.ends_at + LATER
    scheduling.move_activity(
        activity, starts_at=starts_at, ends_at=ends_at, place_id=activity.place_id, **reception.by()
    )
    unit_of_work.commit()


def told_after(moment: datetime) -> list[OutboxMessage]:
    """What goes once the quiet period is over, and nothing goes twice."""
    before = db.session.query(OutboxMessage).count()
    tell_all(moment)
    assert tell_all(moment + timedelta(hours=1)) == 0
    return db.session.query(OutboxMessage).order_by(OutboxMessage.id).all()[before:]


def test_guests_and_hosts_of_a_shared_signing_are_told_once_with_a_calendar(
    reception: Reception, signing: Activity
) -> None:
    put_off(reception, signing)
    messages = told_after(at(12))
    assert sorted(each.to_email for each in messages) == sorted([*GUESTS, HOST])
    for each in messages:
        assert libical.check(each.calendar_body).is_clean
        [entry] = libical.events(each.calendar_body)
        assert (entry.uid.partition("@")[0], entry.starts_at) == (signing.uid, at(3) + LATER)
        assert "Signing" in each.subject
    assert ["/itinerary/" in each.text_body for each in messages] == [each.to_email != HOST for each in messages]


def test_what_no_visit_shares_tells_nobody(reception: Reception, signing: Activity) -> None:
    other = db.session.query(Activity).filter(Activity.schedule_id == signing.schedule_id, Activity.id != signing.id)
    put_off(reception, other.one())
    assert (told_after(at(12)), db.session.query(Notice).count()) == ([], 0)
