"""Signing day: who has signed which original, recorded at the desk or told by tablets, whenever that arrives.

What a signature has to be is the registry's to say (:mod:`coopevents.agreements.signing`); here is which ceremony it
was given in, and that a tablet's touch counts once.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from coopevents.agreements import queries as registry
from coopevents.agreements import signing
from coopevents.agreements.details import SignatureDetails
from coopevents.agreements.freezing import frozen_texts
from coopevents.agreements.models import Agreement, AgreementDocument, Signatory, Signature
from coopevents.agreements.states import DocumentKind
from coopevents.ceremonies import queries
from coopevents.ceremonies.models import Ceremony, HeardSignature
from coopevents.ceremonies.rules import (
    AgreementIsSignedElsewhere,
    CeremonyDoesNotTakePlace,
    CeremonyHasNotBegun,
)
from coopevents.ceremonies.states import CeremonyState
from coopevents.db import db
from coopevents.facts import Actor
from coopevents.refusals import Refusal

BEGUN = frozenset({CeremonyState.RUNNING, CeremonyState.DONE})
"""The states in which a tablet may tell of signatures: nobody signs in a rehearsal."""


@dataclass(frozen=True, slots=True)
class SaidSignature:
    """One touch of a tablet: who signed which original of which text, and when by the right clock."""

    key: str
    agreement_id: int
    at: datetime
    signatory_id: int
    original: int
    sha256: str


@dataclass(frozen=True)
class SigningSheet:
    """An agreement on the day: the frozen text (None when it was given up), its signatories, and who signed what."""

    agreement: Agreement
    texts: Sequence[AgreementDocument]
    signatories: Sequence[Signatory]
    signed: Mapping[tuple[int, int], Signature]
    scans: Sequence[AgreementDocument]

    @property
    def text(self) -> AgreementDocument | None:
        """The leading version, which a signature belongs to."""
        return self.texts[0] if self.texts else None

    @property
    def originals(self) -> range:
        """The numbers of its originals."""
        return range(1, self.agreement.originals + 1)

    @property
    def count(self) -> int:
        """How many signatures there are when everybody has signed every original."""
        return self.agreement.originals * len(self.signatories)

    @property
    def is_complete(self) -> bool:
        """Whether everybody has signed every original."""
        return bool(self.signatories) and len(self.signed) == self.count


def sheets_of(ceremony: Ceremony) -> list[SigningSheet]:
    """The sheets of all its agreements, in the order in which they are signed."""
    ids = [each.agreement_id for each in ceremony.agreements]
    known = {each.id: each for each in registry.list_by_ids(ids)}
    signatures = registry.list_signatures(ids)
    return [_sheet(known[each], signatures) for each in ids]


def _sheet(agreement: Agreement, signatures: Iterable[Signature]) -> SigningSheet:
    return SigningSheet(
        agreement=agreement,
        texts=frozen_texts(agreement),
        signatories=sorted(agreement.signatories, key=lambda each: (each.party_id is not None, each.position)),
        signed={(each.signatory_id, each.original): each for each in signatures if each.agreement_id == agreement.id},
        scans=[each for each in agreement.documents if each.kind is DocumentKind.SIGNED_SCAN],
    )


def record_all(
    ceremony: Ceremony, agreement_id: int, said: Iterable[SignatureDetails], *, now: datetime, actor: Actor
) -> Agreement:
    """Write down signatures that a colleague saw, all of them or none.

    Raises CeremonyDoesNotTakePlace, AgreementIsSignedElsewhere, or what
    :func:`coopevents.agreements.signing.record_signature` raises.
    """
    agreement = _agreement_of(ceremony, agreement_id)
    for each in said:
        signing.record_signature(agreement, each, now=now, actor=actor)
    return agreement


def missing_of(sheet: SigningSheet) -> list[tuple[int, int]]:
    """(signatory's id, original) of every signature that is still to be given, in the order in which people sign."""
    pairs = [(each.id, original) for original in sheet.originals for each in sheet.signatories]
    return [pair for pair in pairs if pair not in sheet.signed]


def hear_signatures(
    ceremony: Ceremony, said: Sequence[SaidSignature], *, now: datetime, actor: Actor
) -> dict[str, str]:
    """Write down what a tablet told of signatures, each touch once, with the moment of the touch.

    Returns which touches were not recorded, as the name of the refusal (its words: :func:`words_of`); those are kept
    too, so that the desk sees them.
    """
    queries.lock_ceremony(ceremony.id)
    heard = queries.map_heard([each.key for each in said])
    for each in said:
        if each.key in heard or each.agreement_id not in {one.agreement_id for one in ceremony.agreements}:
            continue
        heard[each.key] = HeardSignature(
            key=each.key,
            ceremony_id=ceremony.id,
            agreement_id=each.agreement_id,
            original=each.original,
            at=each.at,
            received_at=now,
            refusal=_try(ceremony, each, now, actor),
        )
        db.session.add(heard[each.key])
    db.session.flush()
    return {each.key: heard[each.key].refusal for each in said if each.key in heard and heard[each.key].refusal}


def words_of(refusal: str) -> str:
    """The sentence of a refusal by its name, in the reader's language."""
    return next((str(each.sentence) for each in _refusals(Refusal) if each.__name__ == refusal), refusal)


def _refusals(kind: type[Refusal]) -> Iterable[type[Refusal]]:
    for each in kind.__subclasses__():
        yield each
        yield from _refusals(each)


def _try(ceremony: Ceremony, said: SaidSignature, now: datetime, actor: Actor) -> str:
    """Record it; the name of the refusal when it cannot be. Whatever is refused has changed nothing."""
    details = SignatureDetails(
        signatory_id=said.signatory_id, original=said.original, sha256=said.sha256, signed_at=said.at
    )
    try:
        agreement = _agreement_of(ceremony, said.agreement_id)
        if ceremony.state not in BEGUN:
            raise CeremonyHasNotBegun
        signing.record_signature(agreement, details, now=now, actor=actor)
    except Refusal as refusal:
        return type(refusal).__name__
    return ""


def _agreement_of(ceremony: Ceremony, agreement_id: int) -> Agreement:
    if ceremony.state is CeremonyState.CANCELLED:
        raise CeremonyDoesNotTakePlace
    found = next((each.agreement for each in ceremony.agreements if each.agreement_id == agreement_id), None)
    if found is None:
        raise AgreementIsSignedElsewhere
    return found
