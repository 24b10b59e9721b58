"""The verbs of campuses, and of the minutes by car between them."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.places import queries, rules
from coopevents.places.facts import CampusAdded, CampusRemoved, CampusRenamed, DrivingTimesChanged
from coopevents.places.models import Campus, DrivingTime
from coopevents.text import LocalizedText


def add_campus(unit_id: int, name: LocalizedText, *, now: datetime, actor: Actor) -> Campus:
    """A new site of a unit, at the end of its list. Raises NameIsMissing."""
    rules.ensure_campus_may_be_called(name)
    campus = Campus(unit_id=unit_id, name=name, position=len(queries.list_campuses([unit_id])))
    db.session.add(campus)
    db.session.flush()
    ledger.record(CampusAdded(**_about(campus, now, actor), changes={"name": (None, name)}))
    return campus


def rename_campus(campus: Campus, name: LocalizedText, *, now: datetime, actor: Actor) -> None:
    """A site is called something else; nothing is recorded when it is not. Raises NameIsMissing."""
    rules.ensure_campus_may_be_called(name)
    if campus.name == name:
        return
    changes = {"name": (campus.name, name)}
    campus.name = name
    ledger.record(CampusRenamed(**_about(campus, now, actor), changes=changes))


def remove_campus(campus: Campus, *, now: datetime, actor: Actor) -> None:
    """The site is gone, and with it the minutes to it.

    Raises CampusIsInUse while any place, retired ones too, is on it.
    """
    if queries.has_places(campus.id):
        raise rules.CampusIsInUse
    ledger.record(CampusRemoved(**_about(campus, now, actor), changes={"name": (campus.name, None)}))
    db.session.delete(campus)
    db.session.flush()


def set_driving_times(
    unit_id: int, minutes: Mapping[tuple[int, int], int | None], *, now: datetime, actor: Actor
) -> None:
    """The minutes by car between campuses, by pair of ids in any order; None takes a pair's minutes away."""
    wanted = {(min(pair), max(pair)): value for pair, value in minutes.items() if pair[0] != pair[1]}
    for value in wanted.values():
        rules.ensure_drive_is_possible(value or 0)
    ids = {each for pair in wanted for each in pair}
    known = {(each.first_id, each.second_id): each for each in queries.list_driving_times(ids)}
    names = {each.id: each.name.in_language("en") for each in queries.list_campuses_named(ids)}
    changes = {}
    for pair, value in wanted.items():
        old = known[pair].minutes if pair in known else None
        if old != value:
            _set_drive(pair, value, known.get(pair))
            changes[" – ".join(names[each] for each in pair)] = (old, value)
    if changes:
        subject = Subject("unit", unit_id)
        ledger.record(DrivingTimesChanged(at=now, actor=actor, subject=subject, unit_id=unit_id, changes=changes))
    db.session.flush()


def _set_drive(pair: tuple[int, int], minutes: int | None, known: DrivingTime | None) -> None:
    if minutes is None and known is not None:
        db.session.delete(known)
    elif known is not None and minutes is not None:
        known.minutes = minutes
    elif minutes is not None:
        db.session.add(DrivingTime(first_id=pair[0], second_id=pair[1], minutes=minutes))


def _about(campus: Campus, now: datetime, actor: Actor) -> dict[str, Any]:
    return {"at": now, "actor": actor, "subject": Subject("campus", campus.id), "unit_id": campus.unit_id}
