"""What happens to agreements."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class AgreementFact(Fact):
    """Something happened to an agreement; its ``subject`` is the agreement.

    Of a confidential one only the states are told, since the history is read by more people than it is.
    """


@dataclass(frozen=True, kw_only=True)
class AgreementProposed(AgreementFact):
    """Somebody proposes to agree something."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement proposed")


@dataclass(frozen=True, kw_only=True)
class AgreementChanged(AgreementFact):
    """What is said of an agreement was changed."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement changed")


@dataclass(frozen=True, kw_only=True)
class AgreementSubmitted(AgreementFact):
    """A proposal waits for the unit."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement submitted for approval")


@dataclass(frozen=True, kw_only=True)
class AgreementStageApproved(AgreementFact):
    """One of the stages was approved."""

    sentence: ClassVar["LazyString | str"] = _l("Stage of an agreement approved")


@dataclass(frozen=True, kw_only=True)
class AgreementReturned(AgreementFact):
    """A stage sent it back, with a reason."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement sent back")


@dataclass(frozen=True, kw_only=True)
class AgreementHandedToLegal(AgreementFact):
    """The text waits for the legal review, again."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement handed to legal review")


@dataclass(frozen=True, kw_only=True)
class DocumentAdded(AgreementFact):
    """A version of a document was added."""

    sentence: ClassVar["LazyString | str"] = _l("Document of an agreement added")


@dataclass(frozen=True, kw_only=True)
class DocumentFoundDamaged(AgreementFact):
    """The stored bytes of a document are not those that were added."""

    sentence: ClassVar["LazyString | str"] = _l("Document of an agreement found damaged")


@dataclass(frozen=True, kw_only=True)
class TextFrozen(AgreementFact):
    """The final text and its language versions do not change any more."""

    sentence: ClassVar["LazyString | str"] = _l("Final text frozen")


@dataclass(frozen=True, kw_only=True)
class TextGivenUp(AgreementFact):
    """A frozen text was given up for another one, with a reason."""

    sentence: ClassVar["LazyString | str"] = _l("Frozen text given up")


@dataclass(frozen=True, kw_only=True)
class TranslationChecked(AgreementFact):
    """Somebody else than who added it checked a language version."""

    sentence: ClassVar["LazyString | str"] = _l("Language version checked")


@dataclass(frozen=True, kw_only=True)
class AgreementApproved(AgreementFact):
    """The office approved the frozen text for signature."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement approved for signature")


@dataclass(frozen=True, kw_only=True)
class SigningArranged(AgreementFact):
    """It is settled how the parties sign."""

    sentence: ClassVar["LazyString | str"] = _l("Signing arranged")


@dataclass(frozen=True, kw_only=True)
class SigningCalledOff(AgreementFact):
    """The way in which the parties would sign was given up."""

    sentence: ClassVar["LazyString | str"] = _l("Signing called off")


@dataclass(frozen=True, kw_only=True)
class SignatureRecorded(AgreementFact):
    """Somebody signed an original."""

    sentence: ClassVar["LazyString | str"] = _l("Signature recorded")


@dataclass(frozen=True, kw_only=True)
class SignatureTakenBack(AgreementFact):
    """A signature had been recorded by mistake."""

    sentence: ClassVar["LazyString | str"] = _l("Signature taken back")


@dataclass(frozen=True, kw_only=True)
class AgreementSigned(AgreementFact):
    """Everybody has signed every original."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement signed")


@dataclass(frozen=True, kw_only=True)
class AgreementInForce(AgreementFact):
    """It holds from now on."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement in force")


@dataclass(frozen=True, kw_only=True)
class AgreementProlonged(AgreementFact):
    """It renewed itself, since nobody gave notice."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement renewed itself")


@dataclass(frozen=True, kw_only=True)
class AgreementRenewed(AgreementFact):
    """Another agreement renews it."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement renewed")


@dataclass(frozen=True, kw_only=True)
class AgreementAmended(AgreementFact):
    """Another agreement amends it."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement amended")


@dataclass(frozen=True, kw_only=True)
class TerminationRecorded(AgreementFact):
    """It will end on a day to come."""

    sentence: ClassVar["LazyString | str"] = _l("Termination of an agreement recorded")


@dataclass(frozen=True, kw_only=True)
class AgreementTerminated(AgreementFact):
    """It ended before its time."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement terminated")


@dataclass(frozen=True, kw_only=True)
class AgreementExpired(AgreementFact):
    """Its last day has passed."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement expired")


@dataclass(frozen=True, kw_only=True)
class AgreementAbandoned(AgreementFact):
    """It was given up before it was signed."""

    sentence: ClassVar["LazyString | str"] = _l("Agreement abandoned")


@dataclass(frozen=True, kw_only=True)
class AgreementAlertRaised(AgreementFact):
    """It calls for attention, and those who answer for it are told; ``alert_id`` says of what."""

    sentence: ClassVar["LazyString | str"] = _l("Reminder of an agreement sent")

    alert_id: int


@dataclass(frozen=True, kw_only=True)
class CalendarAddressMade(Fact):
    """A colleague has a private address of the calendar of agreements; an older one is worthless."""

    sentence: ClassVar["LazyString | str"] = _l("Address of the calendar of agreements made")
