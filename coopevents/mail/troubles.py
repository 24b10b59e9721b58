"""Why a message did not go out, as it is kept and as it is told. Pure."""

from enum import StrEnum

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.text import one_line

LONGEST_ERROR = 500


class Trouble(StrEnum):
    """What stood in the way."""

    UNREACHABLE = "unreachable"
    SIGN_IN = "sign_in"
    SENDER = "sender"
    RECIPIENT_REFUSED = "recipient_refused"
    MESSAGE_REFUSED = "message_refused"
    POSTPONED = "postponed"
    CUT = "cut"
    SILENT = "silent"
    UNWRITABLE = "unwritable"
    WORKER_LOST = "worker_lost"


SENTENCES: dict[Trouble, LazyString] = {
    Trouble.UNREACHABLE: _l("The mail server cannot be reached."),
    Trouble.SIGN_IN: _l("The mail server does not accept our user name and password."),
    Trouble.SENDER: _l("The mail server does not accept our sender address."),
    Trouble.RECIPIENT_REFUSED: _l("The mail server refused the recipient's address."),
    Trouble.MESSAGE_REFUSED: _l("The mail server refused the message."),
    Trouble.POSTPONED: _l("The mail server asked us to try again later."),
    Trouble.CUT: _l("The connection to the mail server broke off."),
    Trouble.SILENT: _l("The mail server did not answer in time."),
    Trouble.UNWRITABLE: _l("This address cannot be written into a message."),
    Trouble.WORKER_LOST: _l("The worker ended while it was sending this message."),
}


def written(trouble: Trouble, detail: str = "") -> str:
    """A trouble as the outbox keeps it: its word, then what the server said."""
    return f"{trouble} {one_line(detail)}".strip()[:LONGEST_ERROR]


def told(kept: str) -> tuple[str, str]:
    """A kept trouble as a sentence in the reader's language and what the server said; empty without one."""
    word, _space, detail = kept.partition(" ")
    if word not in set(Trouble):
        return "", kept
    return str(SENTENCES[Trouble(word)]), detail
