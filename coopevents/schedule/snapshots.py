"""From the organisers' working copy to what readers may see of it."""

from collections.abc import Mapping

from coopevents.people.models import Person
from coopevents.places.models import Place
from coopevents.schedule.models import Activity, Participant, Track
from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson, ReleasedPlace, ReleasedTrack
from coopevents.schedule.states import PUBLICLY_LISTED, UNSEEN, ActivityState
from coopevents.text import full_name


def is_for_readers(activity: Activity) -> bool:
    """Whether an activity stands on the public programme at all."""
    return activity.state not in UNSEEN and activity.audience in PUBLICLY_LISTED


def as_released(
    activity: Activity, places: Mapping[int, Place], people: Mapping[int, Person], tracks: Mapping[int, Track]
) -> ReleasedActivity:
    """The activity as readers see it; its sequence and moments are for the release to say."""
    place = places.get(activity.place_id) if activity.place_id is not None else None
    track = tracks.get(activity.track_id) if activity.track_id is not None else None
    is_cancelled = activity.state is ActivityState.CANCELLED
    return ReleasedActivity(
        uid=activity.uid,
        kind=str(activity.kind),
        track=ReleasedTrack(track.slug, track.name) if track else None,
        title=activity.title,
        text=activity.text,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        place=_released_place(place) if place else None,
        people=tuple(_released_person(each, people[each.person_id]) for each in activity.participants),
        audience=str(activity.audience),
        capacity=activity.capacity,
        takes_sign_ups=activity.takes_sign_ups,
        languages=tuple(activity.languages.split()),
        is_cancelled=is_cancelled,
        cancellation_reason=activity.cancellation_reason if is_cancelled else "",
        sequence=0,
        changed_at=activity.changed_at,
        cancelled_at=None,
        origin=activity.origin or {},
    )


def _released_place(place: Place) -> ReleasedPlace:
    return ReleasedPlace(
        id=place.id,
        name=place.name,
        building=place.building,
        address=place.address,
        latitude=place.latitude,
        longitude=place.longitude,
        is_step_free=place.is_step_free,
    )


def _released_person(participant: Participant, person: Person) -> ReleasedPerson:
    return ReleasedPerson(
        id=person.id,
        name=" ".join(filter(None, (person.title, full_name(person.given_name, person.family_name)))),
        original_name=person.original_name,
        role=str(participant.role),
        position=person.position,
        institution=person.institution_name,
    )
