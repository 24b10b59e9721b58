"""Signatures: of an approved, unchanged text, by its signatories, each original once, and everything said in words."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.agreements import documents, endings, freezing, queries, rules, service, signing, signing_rules
from coopevents.agreements.details import SignatureDetails
from coopevents.agreements.models import Agreement, Signature
from coopevents.agreements.numbering import day_of
from coopevents.agreements.signing_rules import Signing, ensure_signature_holds
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.states import SigningWay
from coopevents.db import db, declare_intent
from coopevents.refusals import Refusal
from tests.agreements.conftest import START, Registry, pdf
from tests.databases import both_databases

TEXT, OTHER = "a" * 64, "b" * 64
NOW = START + timedelta(days=9)
READY = Signing(state=S.SCHEDULED, originals=2, signatory_ids=[1, 2], frozen={TEXT: START}, signed={(2, 1)})
GOOD = SignatureDetails(signatory_id=1, original=1, sha256=TEXT, signed_at=START + timedelta(days=8))

UNAPPROVED = (
    S.PROPOSAL, S.UNIT_APPROVAL, S.LEGAL_REVIEW, S.NEGOTIATION, S.FROZEN, S.TRANSLATIONS_CHECKED, S.ABANDONED
)  # fmt: skip
DONE = (S.SIGNED, S.IN_FORCE, S.RENEWED, S.AMENDED, S.TERMINATED, S.EXPIRED)
REFUSED: list[tuple[dict[str, Any], dict[str, Any], type[Refusal]]] = [
    *(({"state": state}, {}, signing_rules.TextIsUnapproved) for state in UNAPPROVED),
    ({"state": S.APPROVED}, {}, signing_rules.SigningIsNotArranged),
    *(({"state": state}, {}, signing_rules.EverybodyHasSigned) for state in DONE),
    ({}, {"signatory_id": 3}, signing_rules.NotASignatory),
    ({}, {"original": 0}, signing_rules.NoSuchOriginal),
    ({}, {"original": 3}, signing_rules.NoSuchOriginal),
    ({}, {"sha256": OTHER}, signing_rules.TextWasChanged),
    ({"frozen": {OTHER: START}}, {}, signing_rules.TextWasChanged),
    ({"frozen": {}}, {}, signing_rules.TextWasChanged),
    ({}, {"signatory_id": 2}, signing_rules.SignedTwice),
    ({}, {"signed_at": START - timedelta(seconds=1)}, signing_rules.SignedAtAnImpossibleTime),
    ({}, {"signed_at": NOW + timedelta(seconds=1)}, signing_rules.SignedAtAnImpossibleTime),
]


@pytest.mark.parametrize(("world", "said", "refusal"), REFUSED)
def test_what_is_no_signature_of_an_approved_text_is_refused_in_words(
    world: dict[str, Any], said: dict[str, Any], refusal: type[Refusal]
) -> None:
    with pytest.raises(refusal) as refused:
        ensure_signature_holds(replace(READY, **world), replace(GOOD, **said), now=NOW)
    assert len(str(refused.value.sentence)) > 20


@pytest.mark.parametrize("state", [S.SCHEDULED, S.PARTLY_SIGNED])
@pytest.mark.parametrize("pair", [(1, 1), (1, 2), (2, 2)])
def test_each_signatory_signs_each_original_of_the_frozen_text(state: S, pair: tuple[int, int]) -> None:
    said = replace(GOOD, signatory_id=pair[0], original=pair[1])
    ensure_signature_holds(replace(READY, state=state), said, now=NOW)


@pytest.mark.parametrize(
    ("signing_for", "is_complete"), [([None, 1, 2], True), ([None, 1], False), ([1, 2], False), ([], False)]
)
def test_every_party_and_we_have_somebody_who_signs(signing_for: list[int | None], is_complete: bool) -> None:
    if is_complete:
        signing_rules.ensure_everybody_signs([1, 2], signing_for)
    else:
        with pytest.raises(signing_rules.SignatoryIsMissing):
            signing_rules.ensure_everybody_signs([1, 2], signing_for)


def test_the_last_signature_of_the_last_original_signs_the_agreement(registry: Registry) -> None:
    agreement = registry.at(S.SCHEDULED)
    seen = []
    for pair in signing.missing_signatures(agreement):
        registry.sign(agreement, *pair)
        seen.append(agreement.state)
    unit_of_work.commit()
    assert seen == [S.PARTLY_SIGNED] * 3 + [S.SIGNED]
    signatures = queries.list_signatures([agreement.id])
    text = freezing.frozen_texts(agreement)[0]
    of_what = {(each.document_id, each.sha256, each.recorded_by) for each in signatures}
    assert of_what == {(text.id, text.sha256, "Officer")}
    assert agreement.signed_on == day_of(signatures[-1].signed_at)


def test_signing_is_arranged_only_for_an_approved_text_with_somebody_for_each_party(registry: Registry) -> None:
    agreement = registry.at(S.TRANSLATIONS_CHECKED)
    with pytest.raises(rules.StateForbids):
        signing.arrange_signing(agreement, SigningWay.CEREMONY, **registry.by())
    alone = registry.at(S.APPROVED, signatories=registry.details().signatories[:1])
    with pytest.raises(signing_rules.SignatoryIsMissing):
        signing.arrange_signing(alone, SigningWay.CEREMONY, **registry.by())


def test_a_signing_is_called_off_until_somebody_has_signed(registry: Registry) -> None:
    agreement = registry.at(S.SCHEDULED)
    signing.call_signing_off(agreement, **registry.by())
    assert (agreement.state, agreement.signing_way) == (S.APPROVED, None)
    signed = registry.at(S.PARTLY_SIGNED)
    with pytest.raises(rules.StateForbids):
        signing.call_signing_off(signed, **registry.by())


def test_a_signature_recorded_by_mistake_is_taken_back_for_a_reason(registry: Registry) -> None:
    agreement = registry.at(S.SIGNED)
    signatures = queries.list_signatures([agreement.id])
    with pytest.raises(rules.ReasonIsMissing):
        signing.take_signature_back(signatures[0], "", **registry.by())
    signing.take_signature_back(signatures[0], "It was his deputy.", **registry.by())
    assert (agreement.state, agreement.signed_on) == (S.PARTLY_SIGNED, None)
    for each in signatures[1:]:
        signing.take_signature_back(each, "Wrong copies.", **registry.by())
    assert agreement.state is S.SCHEDULED


def test_the_signed_copy_is_filed_and_nobody_signs_once_it_is_in_force(registry: Registry) -> None:
    agreement = registry.at(S.SIGNED)
    scan = signing.file_signed_scan(agreement, pdf("scan"), "scan.pdf", **registry.by())
    assert documents.open_document(scan) == pdf("scan")
    assert endings.enter_into_force(agreement, **registry.by())
    with pytest.raises(signing_rules.EverybodyHasSigned):
        registry.sign(agreement, agreement.signatories[0].id)
    with pytest.raises(rules.StateForbids):
        signing.take_signature_back(queries.list_signatures([agreement.id])[0], "Why not.", **registry.by())


def test_signatories_stay_once_somebody_has_signed(registry: Registry) -> None:
    agreement = registry.at(S.PARTLY_SIGNED)
    with pytest.raises(rules.SignedAlready):
        service.change_agreement(agreement, replace(service.as_details(agreement), signatories=()), **registry.by())


def _record_at_once(registry: Registry, agreement: Agreement, count: int) -> list[str]:
    """So many clerks record the same signature at the same moment; what became of each."""
    app, agreement_id = registry.desk.app, agreement.id
    details, moment = registry.signature(agreement, agreement.signatories[0].id), registry.by()
    unit_of_work.commit()
    start = Barrier(count)

    def record(_clerk: int) -> str:
        with app.app_context():
            declare_intent(is_reading=False)
            start.wait()
            try:
                signing.record_signature(queries.get_agreement(agreement_id), details, **moment)
                unit_of_work.commit()
            except Refusal as refusal:
                unit_of_work.discard()
                return type(refusal).__name__
            finally:
                db.session.remove()
            return "recorded"

    with ThreadPoolExecutor(count) as pool:
        return sorted(pool.map(record, range(count)))


@both_databases
def test_clerks_who_record_the_same_signature_at_once_make_one(registry: Registry) -> None:
    agreement = registry.at(S.SCHEDULED)
    assert _record_at_once(registry, agreement, 4) == ["SignedTwice"] * 3 + ["recorded"]
    assert db.session.query(Signature).count() == 1
