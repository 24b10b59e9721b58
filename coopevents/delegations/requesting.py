"""Asking for a visit, by its guests or by the office for them, and changing what was asked."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from coopevents.db import db
from coopevents.delegations import lead_times, queries, rules
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.facts import VisitChanged, VisitRequested
from coopevents.delegations.models import Delegation
from coopevents.delegations.numbering import take_number
from coopevents.delegations.recording import day_of, record
from coopevents.delegations.setting_queries import lead_times_of
from coopevents.delegations.states import OVER, UNDECIDED, VisitState
from coopevents.delegations.tokens import new_uid
from coopevents.facts import Actor, changed_fields
from coopevents.partners import queries as partners
from coopevents.refusals import NotFound
from coopevents.text import cleaned, one_line, search_key

PLAIN_FIELDS = (
    "institution_id", "organisation", "country", "kind", "level", "purpose", "result", "head_count", "wishes",
    "brings_interpreter", "other_stops", "paying", "organiser", "history", "access_needs", "needs_letters",
)  # fmt: skip
CONTACT_FIELDS = ("name", "original_name", "position", "email", "phone")
LONG_FIELDS = ("purpose", "result", "wishes", "other_stops", "paying", "history", "access_needs")


def request_visit(
    details: VisitDetails, *, unit_id: int, intention: str = "", now: datetime, actor: Actor
) -> Delegation:
    """A request that waits to be taken up, with the unit's next number of the year; the same intention is one request.

    Raises a Refusal that names the field; NotFound for a partner nobody knows.
    """
    known = queries.find_by_intention(intention)
    if known is not None:
        return known
    delegation = _enter(details, VisitState.REQUESTED, unit_id=unit_id, now=now, actor=actor)
    delegation.intention = intention[:64] or None
    return delegation


def enter_visit(details: VisitDetails, *, unit_id: int, now: datetime, actor: Actor) -> Delegation:
    """A request the office itself writes down, from a letter or a call: taken up already, by who enters it.

    Raises what :func:`request_visit` raises.
    """
    delegation = _enter(details, VisitState.TRIAGE, unit_id=unit_id, now=now, actor=actor)
    delegation.officer_id = actor.id if actor.kind == "user" else None
    return delegation


def change_visit(
    delegation: Delegation, details: VisitDetails, *, now: datetime, actor: Actor, seen: int | None = None
) -> None:
    """Let the office say anew what the visit is; ``seen`` is the version that was looked at.

    Raises a Refusal that names the field, VisitChangedMeanwhile, or VisitForbids once it is over.
    """
    delegation = queries.lock_delegation(delegation.id)
    if delegation.state in OVER:
        raise rules.VisitForbids(delegation.state)
    if seen is not None and seen != delegation.version:
        raise rules.VisitChangedMeanwhile
    _change(delegation, details, now, actor)


def change_own_request(delegation: Delegation, details: VisitDetails, *, now: datetime, actor: Actor) -> None:
    """Let the requester say it anew, for as long as nobody decides about it.

    Raises RequestIsDecided, or a Refusal that names the field.
    """
    delegation = queries.lock_delegation(delegation.id)
    if delegation.state not in UNDECIDED - {VisitState.SCREENING}:
        raise rules.RequestIsDecided
    _change(delegation, details, now, actor)


def as_details(delegation: Delegation) -> VisitDetails:
    """The visit as a caller would bring it."""
    return VisitDetails(
        contact=ContactDetails(
            language=delegation.language,
            **{name: getattr(delegation, f"contact_{name}") for name in CONTACT_FIELDS},
        ),
        days=delegation.days,
        alternatives=delegation.alternatives,
        languages=tuple(delegation.languages.split()),
        **{name: getattr(delegation, name) for name in PLAIN_FIELDS},
    )


def tidied(details: VisitDetails) -> VisitDetails:
    """The same without white space, without anything twice, and with the dates in their order."""
    contact = replace(
        details.contact,
        **{name: one_line(getattr(details.contact, name)) for name in CONTACT_FIELDS},
    )
    texts: dict[str, Any] = {name: cleaned(getattr(details, name)) for name in LONG_FIELDS}
    return replace(
        details,
        contact=replace(contact, email=contact.email.lower()),
        organisation=one_line(details.organisation)[:300],
        organiser=one_line(details.organiser)[:300],
        alternatives=tuple(sorted(set(details.alternatives) - {details.days})),
        languages=tuple(dict.fromkeys(details.languages)),
        **texts,
    )


def _enter(details: VisitDetails, state: VisitState, *, unit_id: int, now: datetime, actor: Actor) -> Delegation:
    details, today = tidied(details), day_of(now)
    rules.ensure_details_hold(details, today=today if state is VisitState.REQUESTED else None)
    _ensure_known(details)
    delegation = Delegation(
        unit_id=unit_id, number=take_number(unit_id, today.year), uid=new_uid(), state=state, state_since=now,
        created_at=now, changed_at=now,
    )  # fmt: skip
    _fill(delegation, details)
    wanted = lead_times_of(unit_id)[details.level].days
    notice = lead_times.short_notice(details.level, details.days.first, today, lead_days=wanted)
    delegation.has_short_notice = notice is not None
    db.session.add(delegation)
    db.session.flush()
    record(VisitRequested, delegation, now=now, actor=actor, changes={"number": (None, delegation.number)})
    return delegation


def _change(delegation: Delegation, details: VisitDetails, now: datetime, actor: Actor) -> None:
    details = tidied(details)
    before = as_details(delegation)
    rules.ensure_details_hold(details, today=day_of(now), said={before.days, *before.alternatives})
    _ensure_known(details)
    changes = changed_fields(_said(before), _said(details))
    if not changes and details.contact == before.contact:
        return
    _fill(delegation, details)
    delegation.changed_at = now
    record(VisitChanged, delegation, now=now, actor=actor, changes=changes)


def _ensure_known(details: VisitDetails) -> None:
    if details.institution_id is not None and not partners.list_by_ids([details.institution_id]):
        raise NotFound


def _said(details: VisitDetails) -> dict[str, Any]:
    """What can differ, as plain values, and no word about a person."""
    return {name: getattr(details, name) for name in PLAIN_FIELDS if name != "access_needs"} | {
        "days": _day_words(details.days),
        "alternatives": [_day_words(each) for each in details.alternatives],
        "languages": " ".join(details.languages),
    }


def _day_words(days: Days) -> str:
    return f"{days.first.isoformat()} – {days.last.isoformat()}"


def _fill(delegation: Delegation, details: VisitDetails) -> None:
    for name in PLAIN_FIELDS:
        setattr(delegation, name, getattr(details, name))
    for name in CONTACT_FIELDS:
        setattr(delegation, f"contact_{name}", getattr(details.contact, name))
    delegation.language = details.contact.language
    delegation.arrives_on, delegation.leaves_on = details.days.first, details.days.last
    delegation.other_days = [[each.first.isoformat(), each.last.isoformat()] for each in details.alternatives]
    delegation.languages = " ".join(details.languages)
    delegation.search_key = key_of(delegation)


def key_of(delegation: Delegation) -> str:
    """What a search looks in: number, organisation, contact and purpose."""
    contact = delegation.contact_name, delegation.contact_original_name
    return search_key(delegation.number, delegation.organisation, *contact, delegation.purpose)[:1500]
