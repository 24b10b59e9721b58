"""A guest's own agenda: the activities picked from the latest release, and the address of its calendar."""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import queries, rules, seats
from coopevents.registration.facts import AgendaAddressRotated
from coopevents.registration.models import AgendaPick, Registration
from coopevents.registration.states import IS_LIVE
from coopevents.schedule.queries import find_latest_release
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme, programme_of


class ActivityIsNotOnTheProgramme(Refusal):
    """Only what readers see can be picked."""

    sentence = _l("This is not on the programme any more.")


def find_programme(registration: Registration) -> ReleasedProgramme | None:
    """The programme the guest picks from: the latest release; None before the first."""
    release = find_latest_release(registration.event.schedule_id)
    return programme_of(release) if release is not None else None


def pick_activity(registration: Registration, uid: str, *, now: datetime) -> list[ReleasedActivity]:
    """Put an activity on the agenda; returns the picked activities that overlap with it, which is not refused.

    Raises StateForbids, or ActivityIsNotOnTheProgramme.
    """
    if registration.state not in IS_LIVE:
        raise rules.StateForbids(registration.state)
    programme = find_programme(registration)
    activity = programme.find(uid) if programme is not None else None
    if programme is None or activity is None or activity.is_dropped or activity.is_cancelled:
        raise ActivityIsNotOnTheProgramme
    picked = queries.list_picks(registration.id)
    if uid not in picked:
        db.session.add(AgendaPick(registration_id=registration.id, activity_uid=uid, picked_at=now))
        registration.agenda_changed_at = now
        db.session.flush()
    return overlapping(activity, [each for each in programme.shown if each.uid in picked])


def unpick_activity(registration: Registration, uid: str, *, now: datetime) -> None:
    """Take an activity off the agenda."""
    pick = queries.find_pick(registration.id, uid)
    if pick is not None:
        db.session.delete(pick)
        registration.agenda_changed_at = now
        db.session.flush()


def rotate_agenda(registration: Registration, *, now: datetime, actor: Actor) -> None:
    """Give the personal calendar a new address; the old one is worthless at once."""
    registration.agenda_version += 1
    seats.record(AgendaAddressRotated, registration, registration.event, now=now, actor=actor)


def overlapping(activity: ReleasedActivity, others: list[ReleasedActivity]) -> list[ReleasedActivity]:
    """Those of the others that take place at the same time as the activity."""
    return [
        each
        for each in others
        if each.uid != activity.uid
        and not each.is_cancelled
        and each.starts_at < activity.ends_at
        and activity.starts_at < each.ends_at
    ]
