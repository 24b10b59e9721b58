"""What a waiting list and an offer of places refuse. Pure."""

from datetime import datetime
from typing import Protocol

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration.waiting_states import OfferState, WaitingRule


class DrawNeedsAMoment(Refusal):
    """Nobody could take part in a draw that was, or that never is."""

    status = 422
    sentence = _l("Choose a moment to come for the draw; who has registered by then takes part.")

    def __init__(self) -> None:
        super().__init__(field="draw_at")


class NobodyWaitsThere(Refusal):
    """Who was meant is not on the waiting list."""

    sentence = _l("This number is not on the waiting list any more.")


class OfferIsSettled(Refusal):
    """It was answered, or taken back, before."""

    sentence = _l("This offer was answered or taken back meanwhile.")


class OfferHasExpired(Refusal):
    """The time to answer is over."""

    sentence = _l("The time to answer is over; the place goes to the next in line.")


class OfferMustEndLater(Refusal):
    """More time is a later moment."""

    status = 422
    sentence = _l("Choose a moment later than now.")

    def __init__(self) -> None:
        super().__init__(field="expires_at")


class Rules(Protocol):
    """How a waiting list is ordered."""

    @property
    def waiting_rule(self) -> WaitingRule:
        """Who comes first."""

    @property
    def draw_at(self) -> datetime | None:
        """When the draw is held."""


def ensure_rules(rules: Rules, *, now: datetime) -> None:
    """Raise DrawNeedsAMoment when a draw has no moment at all."""
    if rules.waiting_rule is WaitingRule.DRAW and rules.draw_at is None:
        raise DrawNeedsAMoment


def ensure_open(state: OfferState, expires_at: datetime, *, now: datetime) -> None:
    """Raise OfferIsSettled or OfferHasExpired unless it can be answered now. The last moment itself is too late."""
    if state is OfferState.EXPIRED or (state is OfferState.OPEN and now >= expires_at):
        raise OfferHasExpired
    if state is not OfferState.OPEN:
        raise OfferIsSettled
