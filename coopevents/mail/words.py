"""How the states of a message are called, and in which tone."""

from coopevents.i18n import _l
from coopevents.mail.models import MessageState

STATES = {
    MessageState.DRAFT: _l("Draft"),
    MessageState.QUEUED: _l("Waiting"),
    MessageState.SENDING: _l("Being sent"),
    MessageState.SENT: _l("Sent"),
    MessageState.FAILED: _l("Failed"),
    MessageState.DISCARDED: _l("Discarded"),
}
STATE_TONES = {
    MessageState.DRAFT: "info",
    MessageState.QUEUED: "attention",
    MessageState.SENDING: "info",
    MessageState.SENT: "good",
    MessageState.FAILED: "trouble",
    MessageState.DISCARDED: "neutral",
}
