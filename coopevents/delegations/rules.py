"""What must hold of a request, and what may be done when; pure."""

from collections.abc import Collection
from datetime import date

from coopevents.delegations.details import Days, VisitDetails
from coopevents.delegations.states import VisitState, may_become
from coopevents.i18n import _l
from coopevents.refusals import Refusal

LARGEST_DELEGATION = 200
LONGEST_VISIT = 60
MOST_ALTERNATIVES = 3


class OrganisationIsMissing(Refusal):
    """They come from somewhere."""

    status = 422
    sentence = _l("Write the name of the organisation, or choose it from the list.")


class PurposeIsMissing(Refusal):
    """They come for something."""

    status = 422
    sentence = _l("Say what the visit is for; a sentence or two will do.")


class ContactIsNameless(Refusal):
    """Somebody asks."""

    status = 422
    sentence = _l("Write the name of the person we may turn to.")


class ContactHasNoAddress(Refusal):
    """Whoever asks is answered."""

    status = 422
    sentence = _l("Write an e-mail address at which we can answer.")


class SizeIsOutOfReach(Refusal):
    """One person comes, or a few busloads."""

    status = 422
    sentence = _l("Write how many people come: a number from 1 to 200.")


class LeavesBeforeArriving(Refusal):
    """The last day is not before the first."""

    status = 422
    sentence = _l("The last day is before the first one.")


class VisitIsTooLong(Refusal):
    """Who stays for months is no visitor."""

    status = 422
    sentence = _l("A visit lasts 60 days at most.")


class DayIsPast(Refusal):
    """Nobody comes yesterday."""

    status = 422
    sentence = _l("This day is past. Choose one that is still to come.")


class TooManyAlternatives(Refusal):
    """A handful of other dates is enough."""

    status = 422
    sentence = _l("Name three other dates at most.")


class QuestionIsEmpty(Refusal):
    """Whoever asks back says what."""

    status = 422
    sentence = _l("Write what you would like to know.")


class AnswerIsEmpty(Refusal):
    """An answer says something."""

    status = 422
    sentence = _l("Write your answer.")


class ReasonIsMissing(Refusal):
    """Who says no says why."""

    status = 422
    sentence = _l("Give the reason; it stays in the history.")


class AnotherIsMissing(Refusal):
    """Who is sent elsewhere is told where."""

    status = 422
    sentence = _l("Write whom they should turn to instead.")


class VisitForbids(Refusal):
    """The visit is not where this could happen."""

    sentence = _l("This cannot be done at the present state of the visit. Look at it once more.")

    def __init__(self, state: VisitState) -> None:
        self.state = state
        super().__init__()


class VisitChangedMeanwhile(Refusal):
    """Somebody else saved in between."""

    sentence = _l("A colleague changed this visit while you were writing. Look at it once more.")


class RequestIsDecided(Refusal):
    """A request is theirs to change until somebody decides about it."""

    sentence = _l("This request is being decided, or was. Write to us about anything that changes.")


def ensure_may_become(old: VisitState, new: VisitState) -> None:
    """Raise VisitForbids unless the one table lets the new state follow the old."""
    if not may_become(old, new):
        raise VisitForbids(old)


def ensure_reason(reason: str) -> None:
    """Raise ReasonIsMissing for an empty one."""
    if not reason.strip():
        raise ReasonIsMissing(field="reason")


def ensure_details_hold(details: VisitDetails, *, today: date | None, said: Collection[Days] = ()) -> None:
    """Raise a Refusal that names the field when this cannot be a visit.

    ``today`` is the day none of its days may lie before, those left out that were ``said`` already; None when an office
    enters what was.
    """
    if not details.organisation.strip():
        raise OrganisationIsMissing(field="organisation")
    if not details.purpose.strip():
        raise PurposeIsMissing(field="purpose")
    if not details.contact.name.strip():
        raise ContactIsNameless(field="contact-name")
    if "@" not in details.contact.email:
        raise ContactHasNoAddress(field="contact-email")
    if not 1 <= details.head_count <= LARGEST_DELEGATION:
        raise SizeIsOutOfReach(field="head_count")
    if len(details.alternatives) > MOST_ALTERNATIVES:
        raise TooManyAlternatives(field="alternatives")
    _ensure_days(details.days, "days", None if details.days in said else today)
    for position, days in enumerate(details.alternatives):
        _ensure_days(days, f"alternatives-{position}", None if days in said else today)


def _ensure_days(days: Days, field: str, today: date | None) -> None:
    if days.last < days.first:
        raise LeavesBeforeArriving(field=f"{field}-last")
    if days.length > LONGEST_VISIT:
        raise VisitIsTooLong(field=f"{field}-last")
    if today is not None and days.first < today:
        raise DayIsPast(field=f"{field}-first")
