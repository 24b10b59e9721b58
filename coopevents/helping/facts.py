"""What happens to those who help; no name of theirs is told, and nothing they said."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class HelperFact(Fact):
    """Something happened to the registration of somebody who helps; ``person_id`` is who the office knows them as."""

    person_id: int | None = None


@dataclass(frozen=True, kw_only=True)
class HelperRegistered(HelperFact):
    """Somebody would like to help; their address is not confirmed yet."""

    sentence: ClassVar["LazyString | str"] = _l("Registered to help with visits")


@dataclass(frozen=True, kw_only=True)
class HelperLinkAsked(HelperFact):
    """An address that is registered already was written once more; it is sent the way to its page."""

    sentence: ClassVar["LazyString | str"] = _l("Link to the page of a helper asked for")


@dataclass(frozen=True, kw_only=True)
class HelperConfirmed(HelperFact):
    """The address is theirs; the office decides."""

    sentence: ClassVar["LazyString | str"] = _l("Address of a helper confirmed")


@dataclass(frozen=True, kw_only=True)
class HelperChanged(HelperFact):
    """They say something else of themselves, or of when they are free."""

    sentence: ClassVar["LazyString | str"] = _l("Registration of a helper changed")


@dataclass(frozen=True, kw_only=True)
class HelperAddressAsked(HelperFact):
    """They want to be written to at another address, which is to be confirmed."""

    sentence: ClassVar["LazyString | str"] = _l("New address of a helper to be confirmed")


@dataclass(frozen=True, kw_only=True)
class HelperPaused(HelperFact):
    """Nothing is offered to them for now."""

    sentence: ClassVar["LazyString | str"] = _l("Helper paused")


@dataclass(frozen=True, kw_only=True)
class HelperResumed(HelperFact):
    """They can be offered something again."""

    sentence: ClassVar["LazyString | str"] = _l("Helper is back")


@dataclass(frozen=True, kw_only=True)
class HelperWithdrawn(HelperFact):
    """They do not want to help any more."""

    sentence: ClassVar["LazyString | str"] = _l("Helper withdrew")


@dataclass(frozen=True, kw_only=True)
class HelperApproved(HelperFact):
    """The office is glad of them."""

    sentence: ClassVar["LazyString | str"] = _l("Helper approved")


@dataclass(frozen=True, kw_only=True)
class HelperDeclined(HelperFact):
    """The office does without them, and says why in the letter."""

    sentence: ClassVar["LazyString | str"] = _l("Helper declined")


@dataclass(frozen=True, kw_only=True)
class HelperNoted(HelperFact):
    """The office wrote down what it thinks of them."""

    sentence: ClassVar["LazyString | str"] = _l("Note about a helper changed")


@dataclass(frozen=True, kw_only=True)
class HelperErased(HelperFact):
    """Nothing says any more who they were."""

    sentence: ClassVar["LazyString | str"] = _l("Helper erased")


@dataclass(frozen=True, kw_only=True)
class HelperTermsChanged(Fact):
    """A unit opens or closes the registration, or words its privacy text anew; the subject is the unit."""

    sentence: ClassVar["LazyString | str"] = _l("Registration of helpers set up")
