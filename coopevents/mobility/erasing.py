"""Leaving nothing behind that says who travelled; that somebody did, where to and what for, stays for the figures.

Whoever is in the register of people stays there: the register has rules of its own.
"""

from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor
from coopevents.mobility import erasing_queries as traces
from coopevents.mobility import queries, reporting, rules, service
from coopevents.mobility.absences import keep_in_step
from coopevents.mobility.facts import TravellerErased
from coopevents.mobility.models import ERASED_NAME, Traveller
from coopevents.mobility.recording import day_of, record_traveller
from coopevents.mobility.states import OPEN
from coopevents.mobility.tokens import new_uid
from coopevents.text import cleaned

KEPT = timedelta(days=5 * 365)
"""How long after a trip its travellers are known by name."""
KEPT_UNMADE = timedelta(days=365)
"""How long those are whose trip was refused or called off, or who withdrew from it."""
AT_ONCE = 100
_SAYING_WHO = ("given_name", "original_name", "email", "companions", "report")


def erase_old(now: datetime) -> int:
    """Erase who travelled so long ago that nobody has to know, some at a time; how many travellers. The caller commits.

    The notes and reasons of a trip go with its last traveller.
    """
    today = day_of(now)
    found = traces.list_to_erase(today - KEPT, today - KEPT_UNMADE, limit=AT_ONCE)
    for each in found:
        _erase(each, now, THE_HOUSE)
    return len(found)


def erase_traveller(traveller: Traveller, reason: str, *, now: datetime, actor: Actor) -> None:
    """Erase one traveller because they ask for it: who has not left yet does not travel. Twice is once.

    Raises ReasonIsMissing when nobody says why.
    """
    rules.ensure_reason(reason)
    trip = queries.lock_trip(traveller.trip_id)
    db.session.refresh(traveller)
    if traveller.is_erased:
        return
    if trip.state in OPEN and not traveller.is_withdrawn:
        service.withdraw_traveller(traveller, now=now, actor=actor)
    _erase(traveller, now, actor, cleaned(reason))


def _erase(traveller: Traveller, now: datetime, actor: Actor, reason: str = "") -> None:
    trip = queries.lock_trip(traveller.trip_id)
    traces.forget_messages(traveller)
    for name in _SAYING_WHO:
        setattr(traveller, name, "")
    traveller.family_name, traveller.person_id, traveller.report_due_on = ERASED_NAME, None, None
    traveller.uid, traveller.token_version = new_uid(), traveller.token_version + 1
    keep_in_step(trip)
    service.find_anew(trip)
    db.session.flush()
    if all(each.is_erased for each in trip.travellers):
        trip.note, trip.reason = "", ""
        traces.forget_what_changed(trip)
    record_traveller(TravellerErased, traveller, now=now, actor=actor, reason=reason)
    reporting.close_when_all_is_in(trip, now=now, actor=actor)
