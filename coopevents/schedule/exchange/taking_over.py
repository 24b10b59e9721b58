"""Doing what an import was looked at for: the verbs of a plan."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.people import service as people
from coopevents.people.models import Person
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.places.models import Place, PlaceKind
from coopevents.refusals import Refusal
from coopevents.schedule import queries, rules, service, tracks
from coopevents.schedule.details import ActivityDetails, ParticipantDetails, ResourceDetails
from coopevents.schedule.exchange import moments
from coopevents.schedule.exchange.heads import head_kept
from coopevents.schedule.exchange.identities import acronym_of
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.origins import keepsake, own_record
from coopevents.schedule.exchange.outlines import change_of_day
from coopevents.schedule.exchange.plans import Item, Missing, NewPlace, NewTrack, Plan, Somebody, Verdict
from coopevents.schedule.exchange.present import FRESH
from coopevents.schedule.exchange.records import Record
from coopevents.schedule.exchange.undoing import as_it_was
from coopevents.schedule.models import Activity, Schedule, Track
from coopevents.schedule.pasting import localized_from
from coopevents.schedule.planning import names_of, person_from
from coopevents.schedule.snapshots import as_released
from coopevents.schedule.states import ActivityState, ParticipantRole
from coopevents.text import folded


@dataclass(frozen=True)
class Wish:
    """What the organiser ticked: rows to take over although somebody was faster, activities to take out."""

    overtaken: Collection[int] = frozenset()
    taken_out: Collection[int] = frozenset()


@dataclass
class Outcome:
    """What was done; ``undo`` is what :mod:`coopevents.schedule.exchange.undoing` needs to take it back."""

    added: list[Activity] = field(default_factory=list)
    changed: list[Activity] = field(default_factory=list)
    taken_out: int = 0
    undo: dict[str, Any] = field(default_factory=dict)


@dataclass
class _Hands:
    """What is at hand while a plan is carried out; grows with what is added."""

    schedule: Schedule
    unit_id: int
    slug: str
    language: str
    now: datetime
    actor: Actor
    places: dict[int, Place]
    people: dict[int, Person]
    tracks: dict[int, Track]
    place_ids: dict[str, int] = field(default_factory=dict)
    person_ids: dict[str, int] = field(default_factory=dict)
    track_ids: dict[str, int] = field(default_factory=dict)


def take_over(
    schedule: Schedule,
    plan: Plan,
    known: Known,
    wish: Wish,
    *,
    unit_id: int,
    slug: str,
    language: str,
    now: datetime,
    actor: Actor,
) -> Outcome:
    """Do what the plan says; rows that cannot be read are passed over.

    ``unit_id`` gets the places and people nobody knew, ``slug`` is the event's. Raises ActivityWasChanged when somebody
    saved one of the activities since the plan was made, and whatever else the house refuses; then the caller discards.
    """
    queries.lock_schedule(schedule.id)
    hands = _Hands(
        schedule, unit_id, slug, language, now, actor, dict(known.places), dict(known.people), dict(known.tracks)
    )
    outcome = Outcome(undo={"release_number": schedule.release_number, "origin": schedule.origin or {}, "steps": []})
    head = head_kept(schedule.origin or {}, plan, ZoneInfo(schedule.time_zone))
    if head != (schedule.origin or {}):
        schedule.origin = head
    by_id = {each.id: each for each in known.activities}
    for item in plan.items:
        if _is_wanted(item, wish):
            _take_row(by_id.get(item.activity_id or 0), item, hands, outcome)
    for missing in plan.missing:
        if missing.activity_id in wish.taken_out:
            _take_out(by_id[missing.activity_id], missing, hands, outcome)
    db.session.flush()
    return outcome


def _is_wanted(item: Item, wish: Wish) -> bool:
    if item.troubles or (item.is_overtaken and item.row not in wish.overtaken):
        return False
    return item.verdict is not Verdict.UNCHANGED or item.record is not None


def _take_row(activity: Activity | None, item: Item, hands: _Hands, outcome: Outcome) -> None:
    before = as_it_was(activity) if activity else None
    if activity is None:
        activity = _added(item, hands)
        outcome.added.append(activity)
    elif _changed(activity, item, hands):
        outcome.changed.append(activity)
    else:
        return
    outcome.undo["steps"].append({"id": activity.id, "version": activity.version, "before": before})


def _added(item: Item, hands: _Hands) -> Activity:
    details = ActivityDetails(**{**FRESH, **_resolved(item.wanted, hands)})
    activity = service.plan_activity(hands.schedule, details, now=hands.now, actor=hands.actor)
    _remember(activity, item, hands)
    return activity


def _changed(activity: Activity, item: Item, hands: _Hands) -> bool:
    """Say what the row says of an activity; whether that changed anything."""
    before = activity.version
    if before != item.version:
        raise rules.ActivityWasChanged
    wanted, now, actor = dict(item.wanted), hands.now, hands.actor
    reason, state = wanted.pop("reason", activity.cancellation_reason), wanted.get("state", activity.state)
    if activity.state is ActivityState.CANCELLED and state is not ActivityState.CANCELLED:
        service.reopen_activity(activity, now=now, actor=actor)
    is_cancelled_now = state is ActivityState.CANCELLED and activity.state is not ActivityState.CANCELLED
    if is_cancelled_now:
        del wanted["state"]
    details = service.details_of(activity, **_resolved(wanted, hands))
    service.change_activity(activity, details, expected_version=None, now=now, actor=actor)
    if is_cancelled_now:
        service.cancel_activity(activity, reason, now=now, actor=actor)
    _remember(activity, item, hands)
    return activity.version != before


def _take_out(activity: Activity, missing: Missing, hands: _Hands, outcome: Outcome) -> None:
    """A draft is deleted; what readers may have seen is laid into the tray."""
    if activity.version != missing.version:
        raise rules.ActivityWasChanged
    before, version = as_it_was(activity), None
    if activity.state is ActivityState.DRAFT:
        service.delete_activity(activity, now=hands.now, actor=hands.actor)
    else:
        version = service.unschedule_activity(activity, now=hands.now, actor=hands.actor).version
    outcome.undo["steps"].append({"id": missing.activity_id, "version": version, "before": before})
    outcome.taken_out += 1


def _resolved(wanted: Any, hands: _Hands) -> dict[str, Any]:
    """The wishes as details, with everything that was not there yet added."""
    said = {name: value for name, value in wanted.items() if name not in {"place", "track", "people", "reason"}}
    if "place" in wanted:
        said["place_id"] = _place_id(wanted["place"], hands)
    if "track" in wanted:
        said["track_id"] = _track_id(wanted["track"], hands)
    if "people" in wanted:
        said["people"] = tuple(
            ParticipantDetails(_person_id(each, hands), ParticipantRole(each.role)) for each in wanted["people"]
        )
    if "resources" in wanted:
        said["resources"] = tuple(ResourceDetails(*each) for each in wanted["resources"])
    return said


def _place_id(wanted: int | NewPlace | None, hands: _Hands) -> int | None:
    if not isinstance(wanted, NewPlace):
        return wanted
    key = folded(wanted.name)
    if key not in hands.place_ids:
        details = PlaceDetails(kind=PlaceKind.ROOM, name=localized_from(wanted.name, hands.language))
        place = places.add_place(hands.unit_id, details, now=hands.now, actor=hands.actor)
        hands.place_ids[key], hands.places[place.id] = place.id, place
    return hands.place_ids[key]


def _track_id(wanted: int | NewTrack | None, hands: _Hands) -> int | None:
    if not isinstance(wanted, NewTrack):
        return wanted
    key = folded(wanted.name)
    if key not in hands.track_ids:
        language = hands.language
        track = tracks.find_or_open_track(
            hands.schedule, wanted.name, language=language, now=hands.now, actor=hands.actor
        )
        hands.track_ids[key], hands.tracks[track.id] = track.id, track
    return hands.track_ids[key]


def _person_id(wanted: Somebody, hands: _Hands) -> int:
    if wanted.person_id is not None:
        return wanted.person_id
    if wanted.typed is None:
        raise Refusal
    key = folded(wanted.typed.name)
    if key not in hands.person_ids:
        details = person_from(wanted.typed)
        person = people.find_or_add_person(details, unit_id=hands.unit_id, now=hands.now, actor=hands.actor)
        hands.people[person.id] = person
        hands.person_ids |= {folded(name): person.id for name in names_of(person)} | {key: person.id}
    return hands.person_ids[key]


def _remember(activity: Activity, item: Item, hands: _Hands) -> None:
    """Keep what the other program said beside the activity."""
    if item.record is None:
        return
    origin = _origin(item.record, activity, item.language, hands)
    if origin != (activity.origin or {}):
        activity.origin = origin
        db.session.flush()
        hands.schedule.is_snapshot_current = False


def _origin(record: Record, activity: Activity, language: str, hands: _Hands) -> dict[str, Any]:
    released = as_released(activity, hands.places, hands.people, hands.tracks)
    own = own_record(released, language=language, acronym=acronym_of(hands.slug), address="")
    zone, change = ZoneInfo(hands.schedule.time_zone), change_of_day(hands.schedule.origin or {})
    starts_at: datetime | None = activity.starts_at
    day = moments.conference_day(starts_at, zone, change) if starts_at else None
    is_own_page = not record.url or record.url.endswith(f"/{activity.uid}")
    own = replace(own, day=day, url=record.url if is_own_page else "")
    return keepsake(record, released, own=own, language=language)
