"""What can happen around registration."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class RegistrationOpened(Fact):
    """An event got terms on which it registers people."""

    sentence = _l("Registration set up")


@dataclass(frozen=True, kw_only=True)
class TermsChanged(Fact):
    """The terms of registration changed."""

    sentence = _l("Registration settings changed")


@dataclass(frozen=True, kw_only=True)
class GuestRegistered(Fact):
    """Somebody registered; the state says with what result."""

    sentence = _l("Registered")


@dataclass(frozen=True, kw_only=True)
class RegistrationChanged(Fact):
    """The data of a registration changed; the changes name the fields, never what is in them."""

    sentence = _l("Registration changed")


@dataclass(frozen=True, kw_only=True)
class RegistrationApproved(Fact):
    """A registration was approved."""

    sentence = _l("Registration approved")


@dataclass(frozen=True, kw_only=True)
class StageApproved(Fact):
    """A registration was approved at one stage and waits at the next; the state says from where it came."""

    sentence = _l("Approved at this stage")


@dataclass(frozen=True, kw_only=True)
class RegistrationReturned(Fact):
    """A reviewer asks the guest to change something."""

    sentence = _l("Sent back for changes")


@dataclass(frozen=True, kw_only=True)
class RegistrationResubmitted(Fact):
    """The guest has answered what was sent back."""

    sentence = _l("Sent again after changes")


@dataclass(frozen=True, kw_only=True)
class RegistrationReopened(Fact):
    """A confirmed guest changed something that has to be approved again."""

    sentence = _l("Waits to be approved again")


@dataclass(frozen=True, kw_only=True)
class ReviewAssigned(Fact):
    """A colleague was given a registration to decide about."""

    sentence = _l("Given to a colleague to decide")


@dataclass(frozen=True, kw_only=True)
class ApprovalPlanChanged(Fact):
    """An event's registrations are approved in another way from now on."""

    sentence = _l("Approval settings changed")


@dataclass(frozen=True, kw_only=True)
class RegistrationsUnited(Fact):
    """Another registration of the same guest was merged into this one; the changes name their numbers."""

    sentence = _l("Merged with another registration")


@dataclass(frozen=True, kw_only=True)
class RegistrationDeclined(Fact):
    """A registration was declined."""

    sentence = _l("Registration declined")


@dataclass(frozen=True, kw_only=True)
class RegistrationPromoted(Fact):
    """A seat became free and the first of the waiting list got it."""

    sentence = _l("Moved up from the waiting list")


@dataclass(frozen=True, kw_only=True)
class RegistrationWithdrawn(Fact):
    """A guest no longer comes."""

    sentence = _l("Registration withdrawn")


@dataclass(frozen=True, kw_only=True)
class RegistrationCancelled(Fact):
    """The office took a place back."""

    sentence = _l("Registration cancelled by the office")


@dataclass(frozen=True, kw_only=True)
class GuestCheckedIn(Fact):
    """A guest arrived."""

    sentence = _l("Checked in")


@dataclass(frozen=True, kw_only=True)
class CheckInUndone(Fact):
    """A check-in was a mistake."""

    sentence = _l("Check-in undone")


@dataclass(frozen=True, kw_only=True)
class NoteWritten(Fact):
    """The internal note of a registration changed."""

    sentence = _l("Internal note changed")


@dataclass(frozen=True, kw_only=True)
class LinkRequested(Fact):
    """Somebody registered once more with an address that is registered; its owner gets the personal link again."""

    sentence = _l("Personal link sent again")


@dataclass(frozen=True, kw_only=True)
class AgendaAddressRotated(Fact):
    """The address of a personal calendar was replaced; the old one is worthless."""

    sentence = _l("Address of the personal calendar replaced")
