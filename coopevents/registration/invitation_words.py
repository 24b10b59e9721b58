"""States of invitations in words and tones."""

from coopevents.i18n import _l
from coopevents.registration.invitation_states import InvitationState as S

INVITATION_NAMES = {
    S.DRAFTED: _l("Not sent yet"),
    S.WAITING: _l("In the outbox"),
    S.SENT: _l("Waiting for an answer"),
    S.ACCEPTED: _l("Accepted"),
    S.DECLINED: _l("Will not come"),
    S.DELEGATED: _l("Sends somebody else"),
    S.EXPIRED: _l("Did not answer in time"),
    S.WITHDRAWN: _l("Taken back"),
}
INVITATION_TONES = {
    S.DRAFTED: "neutral",
    S.WAITING: "attention",
    S.SENT: "info",
    S.ACCEPTED: "good",
    S.DECLINED: "trouble",
    S.DELEGATED: "info",
    S.EXPIRED: "attention",
    S.WITHDRAWN: "neutral",
}
