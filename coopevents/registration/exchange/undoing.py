"""A row of a table is taken back: who was new goes, who was changed is as before; unless somebody did more since."""

from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.registration import erasing, queries, seats
from coopevents.registration.exchange.facts import RegistrationSetBack
from coopevents.registration.exchange.models import ImportRow
from coopevents.registration.exchange.states import Verdict
from coopevents.registration.exchange.taking import Taker

BY_THE_TABLE = "The table was taken back."
"""Why a registration is erased, in the audit trail."""


class ChangedSince(Refusal):
    """Somebody did something with the registration after it was taken over."""

    sentence = _l("Something was done with this registration since; it stays as it is.")


def take_back(row: ImportRow, taker: Taker) -> None:
    """Undo what the row did, in the caller's transaction. Raises ChangedSince."""
    try:
        registration = queries.get_by_id(row.registration_id or 0)
    except NotFound:
        raise ChangedSince from None
    if registration.changed_at.isoformat() != row.undo.get("changed_at"):
        raise ChangedSince
    now, actor = taker.now, taker.actor
    if row.verdict is Verdict.NEW:
        row.registration_id = None
        erasing.erase_guest(registration, now=now, actor=actor, reason=BY_THE_TABLE)
        return
    taker.write(registration, row.undo["about"], row.undo["values"], row.undo["tags"])
    changes = {"fields": (None, [*row.undo["about"], *row.undo["values"]])}
    seats.record(RegistrationSetBack, registration, taker.event, now=now, actor=actor, changes=changes)
