"""The words of trips as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.mobility.states import ProgrammeKind, TravellerRole, TripPurpose, TripState

STATES: Mapping[TripState, LazyString] = {
    TripState.PLANNED: _l("Trip being planned"),
    TripState.SUBMITTED: _l("Trip being decided"),
    TripState.APPROVED: _l("Trip approved"),
    TripState.TRAVELLING: _l("On the trip"),
    TripState.RETURNED: _l("Back, reports due"),
    TripState.REPORTED: _l("All reports in"),
    TripState.REFUSED: _l("Trip refused"),
    TripState.CANCELLED: _l("Trip called off"),
}
TONES: Mapping[TripState, str] = {
    TripState.SUBMITTED: "info",
    TripState.APPROVED: "good",
    TripState.TRAVELLING: "good",
    TripState.RETURNED: "attention",
    TripState.REPORTED: "good",
    TripState.REFUSED: "trouble",
    TripState.CANCELLED: "trouble",
}
"""The colour of a state's badge; neutral for all others."""
ROLES: Mapping[TravellerRole, LazyString] = {
    TravellerRole.TEACHER: _l("Teacher"),
    TravellerRole.STUDENT: _l("Student"),
    TravellerRole.STAFF: _l("Member of staff"),
}
PURPOSES: Mapping[TripPurpose, LazyString] = {
    TripPurpose.INVITED_CONFERENCE: _l("Invited to a conference"),
    TripPurpose.CONFERENCE: _l("Conference abroad"),
    TripPurpose.VISIT: _l("Visit to a partner"),
    TripPurpose.EXCHANGE: _l("Exchange of students or staff"),
    TripPurpose.JOINT_TRAINING: _l("Joint training abroad"),
    TripPurpose.SHORT_COURSE: _l("Short course"),
}
PROGRAMME_KINDS: Mapping[ProgrammeKind, LazyString] = {
    ProgrammeKind.DUAL_DEGREE: _l("Dual degree"),
    ProgrammeKind.JOINT_TRAINING: _l("Joint training"),
    ProgrammeKind.EXCHANGE: _l("Exchange programme"),
    ProgrammeKind.JOINT_INSTITUTE: _l("Joint programme or institute"),
    ProgrammeKind.PILOT_SCHEME: _l("Pilot scheme"),
}
