"""What must hold of an agreement, and what may be changed when; pure."""

from collections.abc import Collection

from coopevents.agreements.details import AgreementDetails
from coopevents.agreements.states import DRAFTING, AgreementState, TermKind, may_become
from coopevents.i18n import _l
from coopevents.refusals import Refusal

MOST_ORIGINALS = 40
LONGEST_TERM = 99
FROZEN_FIELDS = (
    "kind",
    "title",
    "scope",
    "languages",
    "prevailing",
    "originals",
    "term",
    "term_years",
    "notice_days",
    "effective_on",
    "ends_on",
    "review_on",
    "has_money",
    "parties",
    "seats",
)
"""What the text of an agreement says: it stays as it was frozen."""


class TitleIsMissing(Refusal):
    """An agreement is called something."""

    status = 422
    sentence = _l("Write the title in at least one language.")


class PartnerIsMissing(Refusal):
    """Nobody agrees with themselves."""

    status = 422
    sentence = _l("Choose at least one partner.")


class LanguageIsMissing(Refusal):
    """A text has a language."""

    status = 422
    sentence = _l("Choose at least one language of the text.")


class PrevailingIsForeign(Refusal):
    """The language that prevails is one of the text's."""

    status = 422
    sentence = _l("The language that prevails has to be one of the languages of the text.")


class OriginalsAreOutOfReach(Refusal):
    """There is at least one original, and not a pile of them."""

    status = 422
    sentence = _l("Write a number of originals from 1 to 40.")


class TermIsMissing(Refusal):
    """A fixed term has a last day or a length."""

    status = 422
    sentence = _l("Write the last day, or for how many years it holds.")


class YearsAreOutOfReach(Refusal):
    """Nobody agrees for centuries."""

    status = 422
    sentence = _l("Write a number of years from 1 to 99.")


class RenewalIsUnknown(Refusal):
    """What renews itself does so for a number of years."""

    status = 422
    sentence = _l("Write by how many years it renews itself.")


class NoticeIsOutOfReach(Refusal):
    """Notice is given some days before the end."""

    status = 422
    sentence = _l("Write a number of days from 0 to 1,000.")


class ReviewIsMissing(Refusal):
    """What has no end is looked at again one day."""

    status = 422
    sentence = _l("Write the day on which it is looked at again.")


class EndsBeforeItBegins(Refusal):
    """The last day is not before the first."""

    status = 422
    sentence = _l("The last day is before the first one.")


class ConfidentialIsNotPublic(Refusal):
    """What is confidential is on no public page."""

    status = 422
    sentence = _l("A confidential agreement cannot be on the public list.")


class SignatoryIsNameless(Refusal):
    """Who signs has a name."""

    status = 422
    sentence = _l("Write the name of each signatory.")


class SignatoryIsAStranger(Refusal):
    """Signatories sign for one of the parties."""

    status = 422
    sentence = _l("A signatory signs for an institution that is no party of this agreement.")


class SeatsAreOutOfReach(Refusal):
    """A quota is a number of people."""

    status = 422
    sentence = _l("Write a number of seats from 1 to 10,000.")


class StateForbids(Refusal):
    """The agreement is not where this could happen."""

    sentence = _l("This cannot be done at the present state of the agreement. Look at it once more.")

    def __init__(self, state: AgreementState) -> None:
        self.state = state
        super().__init__()


class ChangedMeanwhile(Refusal):
    """Somebody else saved in between."""

    sentence = _l("A colleague changed this agreement while you were writing. Look at it once more.")


class TextIsFrozen(Refusal):
    """What the frozen text says does not change."""

    sentence = _l("The final text is frozen. What it says cannot be changed any more; give the frozen text up first.")


class SignedAlready(Refusal):
    """Who has signed stays a signatory."""

    sentence = _l("Somebody has signed already, so the signatories cannot be changed any more.")


class ReasonIsMissing(Refusal):
    """Who ends something says why."""

    status = 422
    sentence = _l("Give the reason; it stays in the history.")

    def __init__(self) -> None:
        super().__init__(field="reason")


def ensure_may_become(old: AgreementState, new: AgreementState) -> None:
    """Raise StateForbids unless the one table lets the new state follow the old."""
    if not may_become(old, new):
        raise StateForbids(old)


def ensure_reason(reason: str) -> None:
    """Raise ReasonIsMissing for an empty one."""
    if not reason.strip():
        raise ReasonIsMissing


def ensure_details_hold(details: AgreementDetails) -> None:
    """Raise a Refusal that names the field when this cannot be an agreement."""
    if not details.title:
        raise TitleIsMissing(field="title")
    if not details.partner_ids:
        raise PartnerIsMissing(field="partner_ids")
    if not details.languages:
        raise LanguageIsMissing(field="languages")
    if details.prevailing and details.prevailing not in details.languages:
        raise PrevailingIsForeign(field="prevailing")
    if not 1 <= details.originals <= MOST_ORIGINALS:
        raise OriginalsAreOutOfReach(field="originals")
    if details.is_confidential and details.is_public:
        raise ConfidentialIsNotPublic(field="is_public")
    _ensure_term(details)
    _ensure_people(details)


def _ensure_term(details: AgreementDetails) -> None:
    if details.term_years is not None and not 1 <= details.term_years <= LONGEST_TERM:
        raise YearsAreOutOfReach(field="term_years")
    if not 0 <= details.notice_days <= 1000:
        raise NoticeIsOutOfReach(field="notice_days")
    if details.term is TermKind.EVERGREEN:
        if details.review_on is None:
            raise ReviewIsMissing(field="review_on")
        return
    if details.term is TermKind.RENEWING and details.term_years is None:
        raise RenewalIsUnknown(field="term_years")
    if details.ends_on is None and details.term_years is None:
        raise TermIsMissing(field="ends_on")
    if details.ends_on and details.effective_on and details.ends_on < details.effective_on:
        raise EndsBeforeItBegins(field="ends_on")


def _ensure_people(details: AgreementDetails) -> None:
    for position, signatory in enumerate(details.signatories):
        if not signatory.name.strip():
            raise SignatoryIsNameless(field=f"signatories-{position}-name")
        if signatory.institution_id is not None and signatory.institution_id not in details.partner_ids:
            raise SignatoryIsAStranger(field=f"signatories-{position}-institution_id")
    for position, seats in enumerate(details.seats):
        if not 1 <= seats.seats <= 10_000:
            raise SeatsAreOutOfReach(field=f"seats-{position}-seats")


def ensure_may_change(state: AgreementState, changed: Collection[str], *, is_signing: bool) -> None:
    """Raise TextIsFrozen when the frozen text says otherwise, SignedAlready when a signatory would go after signing."""
    if state not in DRAFTING and any(name in FROZEN_FIELDS for name in changed):
        raise TextIsFrozen
    if is_signing and "signatories" in changed:
        raise SignedAlready
