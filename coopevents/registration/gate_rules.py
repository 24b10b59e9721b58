"""Who is let in at a gate, and what the one who is not should do instead. Pure."""

from datetime import datetime, timedelta
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l, localized
from coopevents.refusals import Refusal
from coopevents.registration.states import RegistrationState as S
from coopevents.text import LocalizedText

UNDO_FOR = timedelta(minutes=10)
KIOSK_TRIES = 20
KIOSK_TRIES_COUNT_FOR = timedelta(minutes=10)


class NotLetIn(Refusal):
    """Somebody is not let in: ``reason`` names why, for devices; ``remedy`` says what to do now."""

    reason: ClassVar[str] = ""
    remedy: ClassVar["LazyString | str"] = ""


class IsNotConfirmed(NotLetIn):
    """The office has not decided yet."""

    reason = "not_confirmed"
    sentence = _l("The place is not confirmed yet.")
    remedy = _l("Send the guest to the information desk; a colleague there can confirm the place.")


class HasNoPlace(NotLetIn):
    """The guest waits for a place, or has only been offered one."""

    reason = "no_place"
    sentence = _l("The guest has no place yet: the registration is on the waiting list.")
    remedy = _l("Send the guest to the information desk, which sees whether a place is free.")


class WasDeclined(NotLetIn):
    """The office said no."""

    reason = "declined"
    sentence = _l("The registration was declined.")
    remedy = _l("Ask the guest to the information desk; the reason is written in the registration.")


class TicketIsRevoked(NotLetIn):
    """The place was given up or taken back."""

    reason = "revoked"
    sentence = _l("This place was given up or taken back; the code is no longer valid.")
    remedy = _l("Ask whether there is a newer confirmation; otherwise register the guest as a walk-in.")


class IsOfAnotherEvent(NotLetIn):
    """The code is right, but for something else."""

    reason = "other_event"
    remedy = _l("Show the guest the way to that event.")

    def __init__(self, title: LocalizedText) -> None:
        super().__init__(_l("This code belongs to another event: %(title)s.", title=_Spoken(title)))


class CodeIsUnknown(NotLetIn):
    """Nobody has that code."""

    reason = "unknown"
    sentence = _l("Nobody is registered under this code.")
    remedy = _l("Scan again, or search by name.")


class GateIsClosed(NotLetIn):
    """Nobody is received here now."""

    reason = "closed"
    sentence = _l("This gate is closed.")
    remedy = _l("Open it in the settings of the gate, or send the guest to another one.")


class ActivityHasNoRoom(NotLetIn):
    """Every place is booked or taken by somebody who is there."""

    reason = "full"
    sentence = _l("Every place in this activity is booked or taken, and the guest has not booked one.")
    remedy = _l("Let the guest wait until it begins: places of those who do not come are then free.")


class TooLateToUndo(Refusal):
    """What happened some time ago is changed in the registration, where the reason can be written down."""

    sentence = _l("A check-in can be undone here for ten minutes. Later, undo it in the registration itself.")


class TooManyKioskTries(Refusal):
    """Somebody tries numbers at a self-service page."""

    status = 429
    sentence = _l("Too many tries that did not fit. Ask at the reception desk.")


class GateNeedsAName(Refusal):
    """Reception and guests know a gate by its name."""

    status = 422
    sentence = _l("Give the gate a name that is written on the spot, such as North entrance.")

    def __init__(self) -> None:
        super().__init__(field="name")


class OverrideNeedsReason(Refusal):
    """A seat beyond the capacity is given by somebody who says why."""

    status = 422
    sentence = _l("All places are taken. To register the guest all the same, write why.")

    def __init__(self) -> None:
        super().__init__(field="reason")


class _Spoken:
    """A text in several languages that is put into words when it is read."""

    def __init__(self, text: LocalizedText) -> None:
        self.text = text

    def __str__(self) -> str:
        return localized(self.text)


LET_IN = frozenset({S.APPROVED, S.CHECKED_IN, S.NO_SHOW})
_WHY_NOT: dict[S, type[NotLetIn]] = {
    S.PENDING: IsNotConfirmed,
    S.RETURNED: IsNotConfirmed,
    S.WAITLISTED: HasNoPlace,
    S.OFFERED: HasNoPlace,
    S.OFFER_EXPIRED: HasNoPlace,
    S.DECLINED: WasDeclined,
    S.WITHDRAWN: TicketIsRevoked,
    S.CANCELLED: TicketIsRevoked,
}
REASONS = {each.reason: each for each in (*NotLetIn.__subclasses__(),) if each is not IsOfAnotherEvent}
"""What a refusal that was written down said."""


def why_not(state: S) -> NotLetIn | None:
    """Why a guest in that state is not let in; None when they are."""
    return None if state in LET_IN else _WHY_NOT[state]()


def has_room(capacity: int | None, kept: int) -> bool:
    """Whether somebody without a booking finds a place, when so many places are booked or taken."""
    return capacity is None or kept < capacity


def ensure_may_undo(scanned_at: datetime, *, at: datetime) -> None:
    """Raise TooLateToUndo when the scan is older than ten minutes."""
    if at - scanned_at > UNDO_FOR:
        raise TooLateToUndo


def ensure_few_kiosk_tries(tries: int, since: datetime | None, *, now: datetime) -> None:
    """Raise TooManyKioskTries after too many wrong tries at one self-service page within a while."""
    if since is not None and now - since < KIOSK_TRIES_COUNT_FOR and tries >= KIOSK_TRIES:
        raise TooManyKioskTries
