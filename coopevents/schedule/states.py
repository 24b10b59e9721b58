"""The words of a schedule: kinds of activity, roles of people in it, states, audiences."""

from enum import StrEnum


class ActivityKind(StrEnum):
    """What takes time and place."""

    CEREMONY = "ceremony"
    SALON = "salon"
    PROMOTION = "promotion"
    MATCHMAKING = "matchmaking"
    TOUR = "tour"
    VISIT = "visit"
    LECTURE = "lecture"
    CLASS = "class"
    MEETING = "meeting"
    MEAL = "meal"
    TRANSFER = "transfer"
    OTHER = "other"


class ActivityState(StrEnum):
    """A draft is seen by organisers only; what is public is released; what is cancelled stays visible as cancelled."""

    DRAFT = "draft"
    PUBLIC = "public"
    CANCELLED = "cancelled"


class ParticipantRole(StrEnum):
    """What a person does in an activity."""

    SPEAKER = "speaker"
    CHAIR = "chair"
    HOST = "host"
    INTERPRETER = "interpreter"
    GUIDE = "guide"
    SIGNATORY = "signatory"
    MC = "mc"


class Audience(StrEnum):
    """Who an activity is for."""

    PUBLIC = "public"
    REGISTERED = "registered"
    INVITED = "invited"
    INTERNAL = "internal"


PUBLICLY_LISTED = frozenset({Audience.PUBLIC, Audience.REGISTERED, Audience.INVITED})
"""The audiences whose activities stand on the public programme; internal ones never leave the office."""
