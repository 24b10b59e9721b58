"""What must hold of a signature; pure."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coopevents.agreements.details import SignatureDetails
from coopevents.agreements.states import DRAFTING, FOR_SIGNATURE, AgreementState
from coopevents.i18n import _l
from coopevents.refusals import Refusal


class TextIsUnapproved(Refusal):
    """Nobody signs what nobody approved."""

    sentence = _l("This text is not approved for signature, so it cannot be signed.")


class SigningIsNotArranged(Refusal):
    """It is not settled how the parties sign."""

    sentence = _l("Arrange first how the parties sign: at a ceremony, by post or electronically.")


class EverybodyHasSigned(Refusal):
    """Every original has every signature."""

    sentence = _l("Everybody has signed every original of this agreement already.")


class NotASignatory(Refusal):
    """Somebody signs who is not named."""

    sentence = _l("This person is no signatory of this agreement.")


class NoSuchOriginal(Refusal):
    """There are only so many originals."""

    sentence = _l("There is no original with this number.")


class TextWasChanged(Refusal):
    """What was signed is not the frozen text."""

    sentence = _l("What was to be signed is not the frozen text: its hash is another one.")


class SignedTwice(Refusal):
    """A signatory signs an original once."""

    sentence = _l("This signature is recorded already: the signatory has signed this original.")


class SignedAtAnImpossibleTime(Refusal):
    """It was signed before there was a text, or is yet to be signed."""

    sentence = _l("The time of the signature is before the text was frozen, or still to come.")


class SignatoryIsMissing(Refusal):
    """Each party has somebody who signs."""

    sentence = _l("Name at least one signatory for each party and for us before the signing is arranged.")


@dataclass(frozen=True)
class Signing:
    """How far the signing of an agreement is; ``frozen`` says of each text's hash when it was frozen, ``signed`` who
    signed which original."""

    state: AgreementState
    originals: int
    signatory_ids: Collection[int]
    frozen: Mapping[str, datetime]
    signed: Collection[tuple[int, int]]


def ensure_signature_holds(signing: Signing, details: SignatureDetails, *, now: datetime) -> None:
    """Raise TextIsUnapproved, SigningIsNotArranged, EverybodyHasSigned, NotASignatory, NoSuchOriginal, TextWasChanged,
    SignedTwice or SignedAtAnImpossibleTime."""
    _ensure_state(signing.state)
    if details.signatory_id not in signing.signatory_ids:
        raise NotASignatory
    if not 1 <= details.original <= signing.originals:
        raise NoSuchOriginal
    if details.sha256 not in signing.frozen:
        raise TextWasChanged
    if (details.signatory_id, details.original) in signing.signed:
        raise SignedTwice
    if not signing.frozen[details.sha256] <= details.signed_at <= now:
        raise SignedAtAnImpossibleTime(field="signed_at")


def _ensure_state(state: AgreementState) -> None:
    if state in FOR_SIGNATURE:
        return
    if state is AgreementState.APPROVED:
        raise SigningIsNotArranged
    if state in DRAFTING | {AgreementState.FROZEN, AgreementState.TRANSLATIONS_CHECKED, AgreementState.ABANDONED}:
        raise TextIsUnapproved
    raise EverybodyHasSigned


def ensure_everybody_signs(party_ids: Sequence[int], signing_for: Sequence[int | None]) -> None:
    """Raise SignatoryIsMissing unless somebody signs for each party, and for us (None)."""
    if not {None, *party_ids} <= set(signing_for):
        raise SignatoryIsMissing
