"""What a ceremony allows."""

from collections.abc import Iterable

from coopevents.agreements.models import Agreement
from coopevents.agreements.states import AgreementState
from coopevents.ceremonies.details import CueDetails, PersonDetails
from coopevents.ceremonies.states import OVER, CeremonyState
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind, ActivityState

MOST_SECONDS = 4 * 60 * 60
MOST_LINES = 120
SIGNABLE = frozenset({AgreementState.APPROVED, AgreementState.SCHEDULED})


class CeremonyNotFound(NotFound):
    """No such ceremony, or none the asker may know of."""


class NothingToSign(Refusal):
    """A ceremony without an agreement."""

    sentence = _l("Choose at least one agreement to be signed.")


class AgreementIsNotApproved(Refusal):
    """Its text is not approved for signature."""

    sentence = _l("%(number)s is not approved for signature yet, so it cannot be signed in a ceremony.")


class AgreementHasAnotherCeremony(Refusal):
    """It is to be signed in another ceremony already."""

    sentence = _l("%(number)s is planned for another ceremony already.")


class ActivityIsNoCeremony(Refusal):
    """The activity is of another kind, cancelled, or has a ceremony already."""

    sentence = _l("Choose an activity of the kind “Ceremony” that is not cancelled and has no ceremony yet.")


class CeremonyIsOver(Refusal):
    """It is done or cancelled."""

    sentence = _l("This ceremony is over, so nothing of it changes any more.")


class CeremonyDoesNotTakePlace(Refusal):
    """It is cancelled."""

    sentence = _l("This ceremony is cancelled, so nothing happens in it.")


class CeremonyHasNotBegun(Refusal):
    """Nobody signs before it has begun, and nobody in a rehearsal."""

    sentence = _l("The ceremony has not begun: in a rehearsal nothing is signed.")


class AgreementIsSignedElsewhere(Refusal):
    """It is not, or not any more, to be signed in this ceremony."""

    sentence = _l("This agreement is not signed in this ceremony.")


class NameIsMissing(Refusal):
    """Nobody without a name."""

    sentence = _l("Write a name, or choose somebody the office knows.")


class LineIsEmpty(Refusal):
    """A line that says nothing."""

    sentence = _l("Say what happens, in at least one language.")


class LineIsTooLong(Refusal):
    """Longer than any line of a ceremony."""

    sentence = _l("A line takes between 0 seconds and 4 hours.")


class TooManyLines(Refusal):
    """More lines than anybody can follow."""

    sentence = _l("A run of show holds at most 120 lines.")


def ensure_may_be_signed_in_one(agreements: Iterable[Agreement]) -> None:
    """Raises NothingToSign, or AgreementIsNotApproved naming the first that is not approved for signature."""
    agreements = list(agreements)
    if not agreements:
        raise NothingToSign(field="agreements")
    for each in agreements:
        if each.state not in SIGNABLE:
            raise AgreementIsNotApproved(AgreementIsNotApproved.sentence % {"number": each.number}, field="agreements")


def ensure_carries(activity: Activity) -> None:
    """Raises ActivityIsNoCeremony."""
    if activity.kind is not ActivityKind.CEREMONY or activity.state is ActivityState.CANCELLED:
        raise ActivityIsNoCeremony(field="activity")


def ensure_is_open(state: CeremonyState) -> None:
    """Raises CeremonyIsOver."""
    if state in OVER:
        raise CeremonyIsOver


def ensure_person_is_possible(details: PersonDetails) -> None:
    """Raises NameIsMissing."""
    if not details.name.strip() and details.person_id is None:
        raise NameIsMissing(field="name")


def ensure_cue_is_possible(details: CueDetails) -> None:
    """Raises LineIsEmpty or LineIsTooLong."""
    if not details.what:
        raise LineIsEmpty(field="what")
    if not 0 <= details.seconds <= MOST_SECONDS or abs(details.starts_after or 0) > MOST_SECONDS:
        raise LineIsTooLong(field="length")
