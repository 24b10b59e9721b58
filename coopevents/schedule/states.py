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
    """How far an activity is.

    What is unscheduled lies in the tray, without a time; a draft has its time and is seen by organisers only; what is
    public goes out with the next release; what is cancelled stays visible as cancelled.
    """

    UNSCHEDULED = "unscheduled"
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
    ATTENDEE = "attendee"
    DRIVER = "driver"
    PHOTOGRAPHER = "photographer"
    GUEST = "guest"


OF_ITINERARIES = frozenset(
    {ParticipantRole.ATTENDEE, ParticipantRole.DRIVER, ParticipantRole.PHOTOGRAPHER, ParticipantRole.GUEST}
)
"""The roles people have on the itinerary of a delegation only; an event's programme never names anybody in them."""


class Audience(StrEnum):
    """Who an activity is for."""

    PUBLIC = "public"
    REGISTERED = "registered"
    INVITED = "invited"
    INTERNAL = "internal"


UNSEEN = frozenset({ActivityState.UNSCHEDULED, ActivityState.DRAFT})
"""The states in which readers see nothing of an activity."""

NOT_TAKING_PLACE = (ActivityState.UNSCHEDULED, ActivityState.CANCELLED)
"""The states in which an activity takes neither time nor place."""

PUBLICLY_LISTED = frozenset({Audience.PUBLIC, Audience.REGISTERED, Audience.INVITED})
"""The audiences whose activities stand on the public programme; internal ones never leave the office."""


class SignUpState(StrEnum):
    """How a person stands to an activity that is booked one by one."""

    BOOKED = "booked"
    WAITING = "waiting"
    LEFT = "left"


class NoticeState(StrEnum):
    """Waiting for the quiet period to end, written into the outbox, or dropped because nothing was left to tell."""

    WAITING = "waiting"
    TOLD = "told"
    DROPPED = "dropped"


class ProposalState(StrEnum):
    """How far the assistant is with a draft, and what the organiser made of it."""

    WAITING = "waiting"
    WORKING = "working"
    READY = "ready"
    FAILED = "failed"
    TAKEN = "taken"
    DISCARDED = "discarded"
