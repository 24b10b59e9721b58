"""What happens to delegates' invitation letters."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.people_facts import DelegateFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class PassportVerified(DelegateFact):
    """A colleague compared a delegate's passport data with the passport."""

    sentence: ClassVar["LazyString | str"] = _l("Passport data of a delegate verified")


@dataclass(frozen=True, kw_only=True)
class VisitLetterIssued(DelegateFact):
    """A delegate's invitation letter is out."""

    sentence: ClassVar["LazyString | str"] = _l("Invitation letter of a delegate issued")


@dataclass(frozen=True, kw_only=True)
class VisitLetterWithdrawn(DelegateFact):
    """A delegate's invitation letter is given up, or no longer valid."""

    sentence: ClassVar["LazyString | str"] = _l("Invitation letter of a delegate withdrawn")


@dataclass(frozen=True, kw_only=True)
class VisitLetterErased(DelegateFact):
    """The file of a letter is erased with the answers it was made from."""

    sentence: ClassVar["LazyString | str"] = _l("File of a delegate’s invitation letter erased")
