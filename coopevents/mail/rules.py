"""When a message is tried again, when it is given up, and what may be done with it. Pure."""

from datetime import datetime, timedelta

from coopevents.i18n import _l
from coopevents.mail.models import MessageState
from coopevents.refusals import Refusal

FIRST_PAUSE = timedelta(seconds=30)
LONGEST_PAUSE = timedelta(minutes=30)
PERSISTENCE = timedelta(hours=24)
"""How long a message is tried before it is given up."""

END_OF_DATA_PATIENCE = 3
"""How many time-outs long the answer to a whole message is awaited: giving up early there makes a second copy."""

RESENDABLE = {MessageState.QUEUED, MessageState.FAILED, MessageState.SENT, MessageState.DISCARDED}
DISCARDABLE = {MessageState.DRAFT, MessageState.QUEUED, MessageState.FAILED}


class MessageIsOnItsWay(Refusal):
    """It is being handed over at this moment."""

    sentence = _l("This message is being handed over at this moment. Look again in a minute.")


class MessageIsNoDraft(Refusal):
    """Somebody, or the time, has decided about it already."""

    sentence = _l("This message is no draft any more.")


class MessageWasSent(Refusal):
    """The mail server already has it."""

    sentence = _l("This message has already been sent; it cannot be taken back.")


def pause_after(attempts: int) -> timedelta:
    """How long to wait after that many failed tries: 30 s, doubling, half an hour at most."""
    doublings = min(max(attempts - 1, 0), 10)
    return min(FIRST_PAUSE * (1 << doublings), LONGEST_PAUSE)


def next_try(attempts: int, now: datetime, give_up_at: datetime) -> datetime | None:
    """When to try again after a failed try, the last time at ``give_up_at``; None when that has passed."""
    if now >= give_up_at:
        return None
    return min(now + pause_after(attempts), give_up_at)


def lease(timeout_seconds: float) -> timedelta:
    """How long a claimed message belongs to its worker: longer than handing it over can take.

    The sender, the recipient, and three steps of data with more patience each; then one more for the commit.
    """
    return timedelta(seconds=timeout_seconds * (2 + 3 * END_OF_DATA_PATIENCE + 1))


def ensure_resendable(state: MessageState) -> None:
    """Raises MessageIsOnItsWay."""
    if state not in RESENDABLE:
        raise MessageIsOnItsWay


def ensure_draft(state: MessageState) -> None:
    """Raises MessageIsNoDraft."""
    if state is not MessageState.DRAFT:
        raise MessageIsNoDraft


def ensure_discardable(state: MessageState) -> None:
    """Raises MessageIsOnItsWay or MessageWasSent."""
    if state is MessageState.SENT:
        raise MessageWasSent
    if state not in DISCARDABLE:
        raise MessageIsOnItsWay
