"""What must hold of an itinerary; pure."""

from collections.abc import Collection

from coopevents.delegations.states import COMING, PREPARED, VisitState
from coopevents.i18n import _l
from coopevents.refusals import Refusal


class NothingIsPlanned(Refusal):
    """A visit nobody accepted has no itinerary."""

    status = 409
    sentence = _l("A visit is planned once it is accepted, and until it is over.")


class GuestIsNotOfDelegation(Refusal):
    """Only delegates are guests of an item."""

    status = 422
    sentence = _l("Choose guests of this delegation.")


class NobodyTakesPart(Refusal):
    """A line is for somebody."""

    status = 422
    sentence = _l("Choose at least one guest, or the whole delegation.")


class IsOnItineraryAlready(Refusal):
    """One activity is one line."""

    status = 409
    sentence = _l("This is on the itinerary already.")


class IsSharedActivity(Refusal):
    """What somebody else plans is changed there."""

    status = 409
    sentence = _l("This belongs to another programme: time, place and people are changed there.")


class HasNoTime(Refusal):
    """A guest is told when."""

    status = 422
    sentence = _l("Say when it begins and ends.")


class NobodyToAsk(Refusal):
    """Everybody was asked for the times that hold, or nobody of ours is named yet."""

    status = 409
    sentence = _l("There is nobody left to ask: name hosts, interpreters or drivers first.")


class LineWasMoved(Refusal):
    """What somebody answers is no longer what they were asked."""

    status = 409
    sentence = _l("This is at another time now. The office asks you anew.")


class TemplateHasNoName(Refusal):
    """It is found again by its name."""

    status = 422
    sentence = _l("Give the template a name.")


class NothingToKeep(Refusal):
    """A template has lines."""

    status = 409
    sentence = _l("There is no line of its own on this itinerary yet.")


class TemplateIsGone(Refusal):
    """Somebody took it away meanwhile, or it never was one of this unit's."""

    status = 422
    sentence = _l("Choose one of the templates.")


def ensure_may_be_planned(state: VisitState) -> None:
    """Planning begins when a visit is accepted and ends when the guests are gone.

    Raises NothingIsPlanned.
    """
    if state not in COMING:
        raise NothingIsPlanned


def may_be_planned(state: VisitState) -> bool:
    """Whether an itinerary may be opened and changed."""
    return state in COMING


def is_before_visit(state: VisitState) -> bool:
    """Whether the guests are still to come."""
    return state in PREPARED


def ensure_somebody_takes_part(is_for_all: bool, wanted: Collection[int], known: Collection[int]) -> None:
    """Raises NobodyTakesPart, or GuestIsNotOfDelegation."""
    if is_for_all:
        return
    if not wanted:
        raise NobodyTakesPart(field="delegates")
    if not set(wanted) <= set(known):
        raise GuestIsNotOfDelegation(field="delegates")
