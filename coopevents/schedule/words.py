"""The words of a schedule as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.schedule.states import ActivityKind, ActivityState, Audience, ParticipantRole, SignUpState

Words = Mapping[str, LazyString]

KINDS: Words = {
    ActivityKind.CEREMONY: _l("Ceremony"),
    ActivityKind.SALON: _l("Salon"),
    ActivityKind.PROMOTION: _l("Presentation"),
    ActivityKind.MATCHMAKING: _l("Matchmaking"),
    ActivityKind.TOUR: _l("Tour"),
    ActivityKind.VISIT: _l("Visit"),
    ActivityKind.LECTURE: _l("Lecture"),
    ActivityKind.CLASS: _l("Class"),
    ActivityKind.MEETING: _l("Meeting"),
    ActivityKind.MEAL: _l("Meal"),
    ActivityKind.TRANSFER: _l("Transfer"),
    ActivityKind.OTHER: _l("Other"),
}

ROLES: Words = {
    ParticipantRole.SPEAKER: _l("Speaker"),
    ParticipantRole.CHAIR: _l("Chair"),
    ParticipantRole.HOST: _l("Host"),
    ParticipantRole.INTERPRETER: _l("Interpreter"),
    ParticipantRole.GUIDE: _l("Guide"),
    ParticipantRole.SIGNATORY: _l("Signatory"),
    ParticipantRole.MC: _l("Master of ceremonies"),
    ParticipantRole.ATTENDEE: _l("Attending for us"),
    ParticipantRole.DRIVER: _l("Driver"),
    ParticipantRole.PHOTOGRAPHER: _l("Photographer"),
    ParticipantRole.GUEST: _l("Guest"),
}

AUDIENCES: Words = {
    Audience.PUBLIC: _l("Everybody"),
    Audience.REGISTERED: _l("Registered guests"),
    Audience.INVITED: _l("Invited guests"),
    Audience.INTERNAL: _l("Only the office"),
}

STATES: Words = {
    ActivityState.UNSCHEDULED: _l("In the tray"),
    ActivityState.DRAFT: _l("Draft"),
    ActivityState.PUBLIC: _l("On the programme"),
    ActivityState.CANCELLED: _l("Cancelled"),
}

STATE_TONES: Mapping[str, str] = {
    ActivityState.UNSCHEDULED: "neutral",
    ActivityState.DRAFT: "neutral",
    ActivityState.PUBLIC: "good",
    ActivityState.CANCELLED: "trouble",
}

SIGN_UP_STATES: Words = {
    SignUpState.BOOKED: _l("Place booked"),
    SignUpState.WAITING: _l("Waiting list"),
    SignUpState.LEFT: _l("Without booking"),
}

SIGN_UP_TONES = {
    SignUpState.BOOKED: "good",
    SignUpState.WAITING: "attention",
    SignUpState.LEFT: "neutral",
}
