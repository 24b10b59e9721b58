"""The states of a registration as readers read them."""

from coopevents.i18n import _l
from coopevents.registration.follow_up_models import FollowUpState
from coopevents.registration.gate_models import ScanOutcome
from coopevents.registration.states import RegistrationState as S

STATE_NAMES = {
    S.PENDING: _l("Waiting for a decision"),
    S.RETURNED: _l("Sent back for changes"),
    S.APPROVED: _l("Confirmed"),
    S.WAITLISTED: _l("On the waiting list"),
    S.OFFERED: _l("Place offered"),
    S.OFFER_EXPIRED: _l("Offer expired"),
    S.DECLINED: _l("Declined"),
    S.WITHDRAWN: _l("Withdrawn"),
    S.CANCELLED: _l("Cancelled by the office"),
    S.CHECKED_IN: _l("Checked in"),
    S.NO_SHOW: _l("Did not come"),
}

STATE_TONES = {
    S.PENDING: "attention",
    S.RETURNED: "attention",
    S.APPROVED: "good",
    S.WAITLISTED: "info",
    S.OFFERED: "attention",
    S.OFFER_EXPIRED: "neutral",
    S.DECLINED: "trouble",
    S.WITHDRAWN: "neutral",
    S.CANCELLED: "trouble",
    S.CHECKED_IN: "good",
    S.NO_SHOW: "neutral",
}

FOLLOW_UP_NAMES = {
    FollowUpState.ASKED: _l("Not answered yet"),
    FollowUpState.ANSWERED: _l("Answered"),
    FollowUpState.NOT_NEEDED: _l("Nothing to ask"),
}

SCAN_NAMES = {
    ScanOutcome.COUNTS: _l("counts"),
    ScanOutcome.REPEATS: _l("was in already"),
    ScanOutcome.REFUSED: _l("was not let in"),
    ScanOutcome.UNDONE: _l("taken back"),
}
"""What became of a scan at a gate."""

FIELD_NAMES = {
    "title": _l("Form of address"),
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "original_name": _l("Name in own script"),
    "institution_name": _l("Institution"),
    "position": _l("Position"),
    "companion_count": _l("Companions"),
    "companion_names": _l("Names of companions"),
    "country": _l("Country or region"),
    "language": _l("Messages in"),
    "time_zone": _l("Time zone"),
}
"""What a guest writes, as readers read it."""
