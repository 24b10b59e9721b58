"""Who may be named in an activity, and who or which track is meant by what was typed."""

from datetime import datetime

from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access
from coopevents.blueprints.organiser.programme_view import labels_of
from coopevents.events import queries as events
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.i18n import current_language
from coopevents.people import queries as people
from coopevents.people import service as acquaintances
from coopevents.people.models import Person
from coopevents.refusals import Refusal
from coopevents.schedule import tracks
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.pasting import people_from
from coopevents.schedule.planning import names_of, person_from
from coopevents.schedule.states import ParticipantRole
from coopevents.text import folded

MOST_OFFERED = 2000


def place_units(event: Event) -> tuple[int, ...]:
    """The units whose places an event may use: its own and all above it."""
    return lineage(event.unit_id, access().parents)


def choosable_people(event: Event) -> list[Person]:
    """Whoever appears on programmes of events here already; for who may see the unit's people, everybody it knows."""
    found = {each.id: each for each in events.list_people_on_programmes(place_units(event))}
    seen = access().units(Permission.SEE_UNIT)
    if seen:
        found |= {each.id: each for each in people.list_people_of(seen)[:MOST_OFFERED]}
    return list(found.values())


def people_meant(
    typed: list[tuple[ParticipantRole, str]], event: Event, *, now: datetime, actor: Actor
) -> tuple[ParticipantDetails, ...]:
    """The people typed or chosen for an event, by label, by name, or added to the office's acquaintances."""
    return people_named(typed, choosable_people(event), event.unit_id, now=now, actor=actor)


def people_named(
    typed: list[tuple[ParticipantRole, str]], offered: list[Person], unit_id: int, *, now: datetime, actor: Actor
) -> tuple[ParticipantDetails, ...]:
    """The people typed or chosen among those offered, else added to the unit's acquaintances."""
    by_label = {label: person_id for person_id, label in labels_of(offered).items()}
    by_name = {folded(name): each.id for each in reversed(offered) for name in names_of(each)}
    meant = []
    for role, name in typed:
        person_id = by_label.get(name) or by_name.get(folded(name))
        if person_id is not None:
            meant.append(ParticipantDetails(person_id, role))
            continue
        for each in people_from(name):
            person = acquaintances.find_or_add_person(
                person_from(each),
                unit_id=unit_id,
                now=now,
                actor=actor,
            )
            meant.append(ParticipantDetails(person.id, role))
    return tuple(meant)


def track_meant(typed: str | None, event: Event, *, now: datetime, actor: Actor) -> int | None:
    """The track called so in any language, or a new one; None when nothing was typed."""
    if not typed:
        return None
    language = current_language()
    try:
        return tracks.find_or_open_track(event.schedule, typed, language=language, now=now, actor=actor).id
    except Refusal as refusal:
        refusal.field = "track"
        raise
