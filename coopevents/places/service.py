"""The verbs of places."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.accounts.permissions import lineage
from coopevents.accounts.queries import unit_parents
from coopevents.db import db
from coopevents.facts import Actor, Subject, changed_fields
from coopevents.places import queries, rules
from coopevents.places.details import OpenHours, PlaceDetails
from coopevents.places.facts import PlaceAdded, PlaceChanged, PlaceRestored, PlaceRetired, WalkingTimesChanged
from coopevents.places.models import OpeningHours, Place, WalkingTime
from coopevents.places.opening import week_text

_SAID = (
    "kind", "name", "building", "address", "campus_id", "capacity", "turnover_minutes",
    "is_step_free", "allows_parallel",
    "latitude", "longitude", "position",
)  # fmt: skip


def add_place(unit_id: int, details: PlaceDetails, *, now: datetime, actor: Actor) -> Place:
    """A new place of a unit, at the end of its list unless a position is given."""
    _ensure_possible(details, unit_id)
    place = Place(unit_id=unit_id, position=len(queries.list_places([unit_id], with_retired=True)))
    _fill(place, details)
    db.session.add(place)
    db.session.flush()
    _set_hours(place, details.opening)
    ledger.record(PlaceAdded(**_about(place, now, actor), changes=changed_fields({}, _said_of(place))))
    return place


def change_place(place: Place, details: PlaceDetails, *, now: datetime, actor: Actor) -> Place:
    """Say everything about a place anew."""
    _ensure_possible(details, place.unit_id)
    before = _said_of(place)
    _fill(place, details)
    _set_hours(place, details.opening)
    changes = changed_fields(before, _said_of(place))
    if changes:
        ledger.record(PlaceChanged(**_about(place, now, actor), changes=changes))
    return place


def retire_place(place: Place, *, now: datetime, actor: Actor) -> None:
    """Nothing new is planned here; what stands on programmes stays."""
    if not place.is_retired:
        place.is_retired = True
        ledger.record(PlaceRetired(**_about(place, now, actor)))


def restore_place(place: Place, *, now: datetime, actor: Actor) -> None:
    """A retired place is in use again."""
    if place.is_retired:
        place.is_retired = False
        ledger.record(PlaceRestored(**_about(place, now, actor)))


def set_walking_times(
    unit_id: int, minutes: Mapping[tuple[int, int], int | None], *, now: datetime, actor: Actor
) -> None:
    """The minutes on foot between places, by pair of ids in any order; None takes a pair's minutes away."""
    wanted = {(min(pair), max(pair)): value for pair, value in minutes.items() if pair[0] != pair[1]}
    for value in wanted.values():
        rules.ensure_walk_is_possible(value or 0)
    ids = {each for pair in wanted for each in pair}
    known = {(each.first_id, each.second_id): each for each in queries.list_walking_times(ids)}
    names = queries.map_places(ids)
    changes = {}
    for pair, value in wanted.items():
        old = known[pair].minutes if pair in known else None
        if old != value:
            _set_walk(pair, value, known.get(pair))
            changes[" – ".join(names[each].name.in_language("en") for each in pair)] = (old, value)
    if changes:
        subject = Subject("unit", unit_id)
        ledger.record(WalkingTimesChanged(at=now, actor=actor, subject=subject, unit_id=unit_id, changes=changes))
    db.session.flush()


def set_walking_time(first: Place, second: Place, minutes: int, *, now: datetime, actor: Actor) -> None:
    """The minutes on foot between two places, both ways."""
    set_walking_times(first.unit_id, {(first.id, second.id): minutes}, now=now, actor=actor)


def _set_walk(pair: tuple[int, int], minutes: int | None, known: WalkingTime | None) -> None:
    if minutes is None and known is not None:
        db.session.delete(known)
    elif known is not None and minutes is not None:
        known.minutes = minutes
    elif minutes is not None:
        db.session.add(WalkingTime(first_id=pair[0], second_id=pair[1], minutes=minutes))


def _fill(place: Place, details: PlaceDetails) -> None:
    for name in _SAID:
        if name != "position" or details.position is not None:
            setattr(place, name, getattr(details, name))


def _ensure_possible(details: PlaceDetails, unit_id: int) -> None:
    """Raises a refusal for what cannot be said of a place of this unit."""
    rules.ensure_place_is_possible(details)
    if details.campus_id is not None:
        known_to = lineage(unit_id, unit_parents())
        if details.campus_id not in {each.id for each in queries.list_campuses(known_to)}:
            raise rules.CampusIsGone(field="campus")


def _set_hours(place: Place, opening: tuple[OpenHours, ...]) -> None:
    """Let the place be open at these times; rows that stay are left alone."""
    wanted = sorted(set(opening))
    known = {OpenHours(each.weekday, each.opens, each.closes): each for each in queries.list_opening_hours(place.id)}
    for hours, row in known.items():
        if hours not in wanted:
            db.session.delete(row)
    for hours in wanted:
        if hours not in known:
            row = OpeningHours(place_id=place.id, weekday=hours.weekday, opens=hours.opens, closes=hours.closes)
            db.session.add(row)
    db.session.flush()


def _said_of(place: Place) -> dict[str, Any]:
    said = {"order" if name == "position" else name: getattr(place, name) for name in _SAID if name != "campus_id"}
    campus = queries.find_campus(place.campus_id) if place.campus_id is not None else None
    said["campus"] = campus.name.in_language("en") if campus is not None else None
    hours = [OpenHours(each.weekday, each.opens, each.closes) for each in queries.list_opening_hours(place.id)]
    return said | {"opening": week_text(hours)}


def _about(place: Place, now: datetime, actor: Actor) -> dict[str, Any]:
    return {"at": now, "actor": actor, "subject": Subject("place", place.id), "unit_id": place.unit_id}
