"""A message as a caller brings it."""

from dataclasses import dataclass

from coopevents.facts import Subject


@dataclass(frozen=True, kw_only=True)
class Enclosure:
    """A file that goes with a message; with a ``calendar_method``, a calendar object of its own (RFC 5546 wants each
    of them alone)."""

    filename: str
    content_type: str
    body: bytes
    calendar_method: str = ""


@dataclass(frozen=True, kw_only=True)
class Message:
    """One message to one recipient, ready to be queued.

    ``about`` names the record it concerns; ``event_id`` and ``unit_id`` say in whose outbox it is seen. A message with
    neither (a password reset) is seen by nobody but its recipient. ``calendar_method`` is REQUEST, CANCEL or PUBLISH.
    """

    kind: str
    to_email: str
    to_name: str
    language: str
    subject: str
    text_body: str
    html_body: str
    calendar_method: str = ""
    calendar_body: bytes | None = None
    enclosures: tuple[Enclosure, ...] = ()
    reply_to: str = ""
    about: Subject | None = None
    event_id: int | None = None
    unit_id: int | None = None
