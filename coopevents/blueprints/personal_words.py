"""How the fields of a personal copy are called."""

from typing import Any

from coopevents.blueprints.audit_words import FIELD_WORDS
from coopevents.i18n import _l
from coopevents.mail.words import STATES as MESSAGE_STATES
from coopevents.partners.words import ROLES
from coopevents.registration.words import FIELD_NAMES, SCAN_NAMES, STATE_NAMES

WORDS = {
    **FIELD_WORDS,
    **FIELD_NAMES,
    "companion_count": _l("Persons who come along"),
    "companion_names": _l("Names of companions"),
    "privacy_version": _l("Version of the privacy text"),
    "consented_at": _l("Agreed to the privacy text"),
    "submitted_at": _l("Registered at"),
    "changed_at": _l("Changed at"),
    "created_at": _l("Made at"),
    "sent_at": _l("Sent at"),
    "given_at": _l("Given at"),
    "ended_at": _l("Ended at"),
    "signed_up_at": _l("Booked at"),
    "attended_at": _l("Attended at"),
    "activity": _l("Activity"),
    "gate": _l("Gate"),
    "outcome": _l("What became of it"),
    "question": _l("Question"),
    "subject": _l("Subject"),
    "to": _l("To"),
    "at": _l("When"),
    "who": _l("Who"),
    "what": _l("What"),
    "changes": _l("What changed"),
    "state_reason": _l("Reason"),
    "answer_reason": _l("Reason"),
    "answered_at": _l("Answered"),
    "internal_note": _l("Internal note"),
}


def word_for(name: str) -> str:
    """A field in the reader's words; a name nobody has put into words is spelled out."""
    return str(WORDS.get(name) or name.replace("_", " ").capitalize())


def value_words(holding: str, name: str, value: Any) -> Any:
    """A state in words; everything else as it is."""
    if name == "state":
        names: Any = {"registration": STATE_NAMES, "messages": MESSAGE_STATES}.get(holding, {})
        return str(names.get(value, value))
    if (holding, name) == ("roles", "role"):
        return str(ROLES.get(value, value))
    return str(SCAN_NAMES.get(value, value)) if (holding, name) == ("scans", "outcome") else value
