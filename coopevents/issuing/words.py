"""How papers and their states are called on pages and on the papers themselves."""

from coopevents.i18n import _l
from coopevents.issuing.states import HoursRule, LetterState, PaperKind, PaperState, Standing

KINDS = {
    PaperKind.CERTIFICATE: _l("Certificate of attendance"),
    PaperKind.LETTER: _l("Invitation letter"),
}
STATES = {
    PaperState.PREPARED: _l("In preparation"),
    PaperState.ISSUED: _l("Valid"),
    PaperState.WITHDRAWN: _l("Withdrawn"),
}
STATE_TONES = {PaperState.PREPARED: "neutral", PaperState.ISSUED: "good", PaperState.WITHDRAWN: "trouble"}
HOURS_RULES = {
    HoursRule.ACTIVITIES: _l("The hours of the activities at which each guest was noted as present"),
    HoursRule.EVENT: _l("The same hours for everybody who was checked in"),
    HoursRule.NONE: _l("No hours"),
}
STANDINGS = {
    Standing.READY: _l("Can be issued"),
    Standing.ISSUED: _l("Issued"),
    Standing.OUTDATED: _l("Name changed since"),
    Standing.ABSENT: _l("Nobody noted that they came"),
    Standing.WITHOUT_HOURS: _l("Came, but was noted at no activity, so there are no hours"),
    Standing.WITHDRAWN: _l("Withdrawn"),
}
STANDING_TONES = {
    Standing.READY: "info",
    Standing.ISSUED: "good",
    Standing.OUTDATED: "attention",
    Standing.ABSENT: "neutral",
    Standing.WITHOUT_HOURS: "attention",
    Standing.WITHDRAWN: "trouble",
}
LETTER_STATES = {
    LetterState.DRAFT: _l("Draft"),
    LetterState.IN_REVIEW: _l("In review"),
    LetterState.RETURNED: _l("Sent back"),
    LetterState.APPROVED: _l("Approved"),
    LetterState.ISSUED: _l("Issued"),
    LetterState.WITHDRAWN: _l("Withdrawn"),
}
LETTER_TONES = {
    LetterState.DRAFT: "neutral",
    LetterState.IN_REVIEW: "attention",
    LetterState.RETURNED: "info",
    LetterState.APPROVED: "info",
    LetterState.ISSUED: "good",
    LetterState.WITHDRAWN: "trouble",
}
