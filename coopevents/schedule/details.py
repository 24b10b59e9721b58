"""What a caller brings to plan or change an activity."""

from dataclasses import dataclass
from datetime import datetime

from coopevents.schedule.states import ActivityKind, ActivityState, Audience, ParticipantRole
from coopevents.text import LocalizedText


@dataclass(frozen=True, slots=True)
class ParticipantDetails:
    """A person the office knows, and what they do in the activity."""

    person_id: int
    role: ParticipantRole


@dataclass(frozen=True, slots=True)
class ResourceDetails:
    """So many of a resource the office has."""

    resource_id: int
    quantity: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDetails:
    """Everything an organiser says about an activity. Moments are aware and in UTC.

    Without start and end it goes into the tray, where it keeps only its ``length`` in minutes.
    """

    kind: ActivityKind
    title: LocalizedText
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    length: int = 60
    text: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    place_id: int | None = None
    people: tuple[ParticipantDetails, ...] = ()
    audience: Audience = Audience.PUBLIC
    capacity: int | None = None
    expected: int | None = None
    takes_sign_ups: bool = False
    is_fixed: bool = False
    resources: tuple[ResourceDetails, ...] = ()
    track_id: int | None = None
    languages: tuple[str, ...] = ()
    internal_note: str = ""
    state: ActivityState = ActivityState.PUBLIC


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """When and where an activity is."""

    starts_at: datetime
    ends_at: datetime
    place_id: int | None
