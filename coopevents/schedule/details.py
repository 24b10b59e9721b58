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


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivityDetails:
    """Everything an organiser says about an activity. Moments are aware and in UTC."""

    kind: ActivityKind
    title: LocalizedText
    starts_at: datetime
    ends_at: datetime
    text: LocalizedText = LocalizedText()  # noqa: RUF009 - immutable
    place_id: int | None = None
    people: tuple[ParticipantDetails, ...] = ()
    audience: Audience = Audience.PUBLIC
    capacity: int | None = None
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
