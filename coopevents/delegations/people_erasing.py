"""Leaving nothing behind that says who a delegate was, and handing out everything that is kept about them."""

from datetime import datetime
from typing import Any

from coopevents.db import db
from coopevents.delegations import (
    after_queries,
    confidential,
    delegates,
    feedback,
    feedback_asking,
    feedback_queries,
    gift_queries,
    gift_tables,
    itinerary_queries,
    own_data,
    own_queries,
    photo_queries,
    photos,
    travel_queries,
)
from coopevents.delegations import queries as delegations
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_facts import DelegateDataTakenAlong, DelegateErased
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.reading_words import Reader
from coopevents.facts import Actor
from coopevents.people import service as people
from coopevents.registration import traces
from coopevents.registration.protected import ensure_reason
from coopevents.schedule import expecting
from coopevents.storage import sealed_files
from coopevents.storage.store import present_store


def erase_delegate(delegate: Delegate, *, now: datetime, actor: Actor, reason: str = "") -> None:
    """Erase a delegate and everything kept about them: they leave the itinerary, its releases, and the register where
    nobody else knows them. What remains is that somebody was erased, and when.

    Raises ReasonIsMissing when a colleague does not say why.
    """
    said = {} if actor.kind == "guest" else {"reason": (None, ensure_reason(reason))}
    delegation = delegations.lock_delegation(delegate.delegation_id)
    _leave_itinerary(delegation, delegate.person_id, now=now, actor=actor)
    own_data.record_of(DelegateErased, delegation, delegate, now=now, actor=actor, changes=said)
    person_id, delegate_id, files = delegate.person_id, delegate.id, confidential.list_files(delegate)
    files += own_queries.list_sealed_files(delegate_id)
    files += after_queries.list_report_keys(delegation.id)
    traces.leave()
    db.session.flush()
    feedback_asking.forget_delegate(delegate)
    photos.erase_showing(delegate)
    own_queries.delete_delegate(delegate)
    if delegation.schedule_id is not None:
        own_queries.forget_notices(person_id, delegation.schedule_id)
        own_queries.forget_in_releases(person_id, delegation.schedule_id)
        own_queries.forget_in_history(delegation.schedule_id)
    db.session.flush()
    if not own_queries.is_known_otherwise(person_id, delegate_id):
        own_queries.delete_person(person_id)
    sealed_files.erase_sealed(files, store=present_store())
    db.session.expire_all()


def _leave_itinerary(delegation: Delegation, person_id: int, *, now: datetime, actor: Actor) -> None:
    """Give back places elsewhere, and stand in no line of the itinerary; no fact is recorded that would tell a name."""
    for item in itinerary_queries.list_items(delegation.id):
        activity = item.activity
        if activity.schedule_id == delegation.schedule_id:
            activity.participants = [each for each in activity.participants if each.person_id != person_id]
        elif activity.starts_at > now:
            expecting.expect_no_more(activity, [person_id], now=now, actor=actor)
        own_queries.forget_places(person_id, activity.id)
    db.session.flush()


def hand_out(delegate: Delegate, *, now: datetime, actor: Actor) -> dict[str, Any]:
    """Everything that is kept about a delegate, as plain values; that it was handed out is written down."""
    own_data.record_of(DelegateDataTakenAlong, delegate.delegation, delegate, now=now, actor=actor)
    return everything_about(delegate)


def everything_about(delegate: Delegate) -> dict[str, Any]:
    """Who they are, what they answered and agreed to, how they travel and stay, and who looked at their answers."""
    person = people.details_of(delegate.person)
    said = delegates.details_of(delegate)
    return {
        "person": {key: _plain(value) for key, value in vars(person).items()},
        "delegate": {key: _plain(value) for key, value in vars(said).items() if key != "person"},
        "answers": own_data.answers_of(delegate),
        "consents": [
            {"text": dict(each.text), "given_at": each.given_at.isoformat()}
            for each, _kept in confidential.list_consents(delegate)
        ],
        "looked_at": [
            {"at": each.at.isoformat(), "who": each.who, "answers": each.labels, "reason": each.reason}
            for each in confidential.list_reveals(delegate)
        ],
        "journeys": [
            {"direction": each.direction.value, "at": each.at.isoformat(), "number": each.number, "plate": each.plate}
            for each in travel_queries.list_legs_of(delegate)
        ],
        "nights": [
            {"hotel": each.hotel, "room": each.room, "from": str(each.first_night), "until": str(each.last_morning)}
            for each in travel_queries.list_stays(delegate.delegation_id)
            if each.delegate_id == delegate.id
        ],
        "gifts": [
            {"way": each.way.value, "what": gift_tables.what_of(each), "quantity": each.quantity}
            for each in gift_queries.list_gifts(delegate.delegation_id)
            if each.delegate_id == delegate.id
        ],
        "photos": [
            {"caption": _plain(each.caption), "credit": each.credit, "may_be_published": each.may_be_published}
            for each in photo_queries.list_showing(delegate.id)
        ],
        "feedback": _feedback_of(delegate),
    }


def _feedback_of(delegate: Delegate) -> dict[str, Any] | None:
    """What they said of the visit: this copy is for them alone, and so it stands in it without a name too."""
    said = feedback_queries.find_feedback(feedback.writer_of(Reader.delegate(delegate.id)))
    names = ("marks", "best", "better", "is_anonymous", "may_quote")
    return {name: _plain(getattr(said, name)) for name in names} if said is not None else None


def _plain(value: Any) -> Any:
    return dict(value) if hasattr(value, "items") else value
