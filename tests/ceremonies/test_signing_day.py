"""Signing day: each signature once, in its ceremony, of the text that was frozen; what follows when all have signed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.agreements import approving, endings, signing, signing_rules
from coopevents.agreements.details import SignatureDetails
from coopevents.agreements.freezing import frozen_texts
from coopevents.agreements.models import Agreement, Signature
from coopevents.agreements.states import AgreementState, SigningWay
from coopevents.ceremonies import queries, rules, running, signing_day
from coopevents.ceremonies.models import Ceremony, HeardSignature
from coopevents.ceremonies.signing_day import SaidSignature, missing_of, sheets_of
from coopevents.ceremonies.states import CeremonyRole, CeremonyState
from coopevents.db import db
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.people.models import Person
from coopevents.refusals import Refusal
from tests.ceremonies.offices import NOW, OFFICER, TEN, Three
from tests.databases import both_databases

LATER = TEN + timedelta(minutes=20)


def said(agreement: Agreement, place: int, original: int = 1, **instead: object) -> SaidSignature:
    """The touch for the signatory at that place."""
    usual = SaidSignature(
        key=f"touch-{agreement.id}-{place}-{original}",
        agreement_id=agreement.id,
        at=TEN + timedelta(minutes=place + original),
        signatory_id=agreement.signatories[place].id,
        original=original,
        sha256=frozen_texts(agreement)[0].sha256,
    )
    return replace(usual, **instead)  # type: ignore[arg-type]


def everybody(agreement: Agreement) -> list[SaidSignature]:
    return [said(agreement, place, original) for original in (1, 2) for place in (0, 1)]


def hear(ceremony: Ceremony, *touches: SaidSignature) -> dict[str, str]:
    refused = signing_day.hear_signatures(ceremony, touches, now=LATER, actor=OFFICER)
    unit_of_work.commit()
    return refused


def begun(three: Three, **instead: object) -> Ceremony:
    ceremony = three.plan(**instead)
    running.start(ceremony, is_rehearsal=False, now=TEN, actor=OFFICER)
    unit_of_work.commit()
    return ceremony


def drafts() -> dict[str, OutboxMessage]:
    wanted = OutboxMessage.kind == "ceremony_thanks", OutboxMessage.state == MessageState.DRAFT
    return {each.to_email: each for each in db.session.query(OutboxMessage).filter(*wanted)}


@both_databases
def test_touches_of_tablets_sign_agreements_each_once_with_their_own_moments(three: Three) -> None:
    ceremony = begun(three)
    first = three.agreements[0]
    assert hear(ceremony, *everybody(first)[:3]) == {}
    assert first.state is AgreementState.PARTLY_SIGNED
    assert hear(ceremony, *everybody(first)) == {}
    assert (first.state, first.signed_on) == (AgreementState.SIGNED, TEN.date())
    signatures = db.session.query(Signature).order_by(Signature.signed_at).all()
    assert [each.signed_at - TEN for each in signatures] == [timedelta(minutes=each) for each in (1, 2, 2, 3)]
    assert {each.sha256 for each in signatures} == {frozen_texts(first)[0].sha256}
    assert [sheet.is_complete for sheet in sheets_of(ceremony)] == [True, False, False]
    assert len(missing_of(sheets_of(ceremony)[1])) == 4


def test_a_touch_sent_again_after_the_signature_was_taken_back_does_not_bring_it_back(three: Three) -> None:
    ceremony, agreement = begun(three), three.agreements[0]
    hear(ceremony, said(agreement, 0))
    signature = db.session.query(Signature).one()
    signing.take_signature_back(signature, "The wrong person was touched.", now=LATER, actor=OFFICER)
    unit_of_work.commit()
    assert hear(ceremony, said(agreement, 0)) == {}
    assert db.session.query(Signature).count() == 0
    assert hear(ceremony, said(agreement, 0, key="a-new-touch")) == {}
    assert db.session.query(Signature).count() == 1


@pytest.mark.parametrize(
    ("instead", "refusal"),
    [
        ({"key": "another-tablet"}, signing_rules.SignedTwice),
        ({"key": "wrong-person", "signatory_id": 999}, signing_rules.NotASignatory),
        ({"key": "changed-text", "original": 2, "sha256": "f" * 64}, signing_rules.TextWasChanged),
        ({"key": "third-original", "original": 3}, signing_rules.NoSuchOriginal),
        ({"key": "too-early", "original": 2, "at": NOW - timedelta(days=99)}, signing_rules.SignedAtAnImpossibleTime),
    ],
)
def test_what_is_no_signature_is_refused_in_words_and_told_at_the_desk(
    three: Three, instead: dict[str, Any], refusal: type[Refusal]
) -> None:
    ceremony, agreement = begun(three), three.agreements[0]
    hear(ceremony, said(agreement, 0))
    wrong = said(agreement, 0, **instead)
    assert hear(ceremony, wrong) == {wrong.key: refusal.__name__}
    assert hear(ceremony, wrong) == {wrong.key: refusal.__name__}
    assert signing_day.words_of(refusal.__name__) == str(refusal.sentence)
    assert [each.refusal for each in queries.list_refused(ceremony.id)] == [refusal.__name__]
    assert db.session.query(Signature).count() == 1


def test_nobody_signs_in_a_rehearsal_or_what_is_not_signed_there_or_in_a_cancelled_one(three: Three) -> None:
    ceremony = three.plan(agreement_ids=(three.agreements[0].id,))
    running.start(ceremony, is_rehearsal=True, now=TEN, actor=OFFICER)
    touch = said(three.agreements[0], 0)
    assert hear(ceremony, touch) == {touch.key: rules.CeremonyHasNotBegun.__name__}
    hear(ceremony, said(three.agreements[1], 0))
    assert db.session.query(HeardSignature).count() == 1
    signature = SignatureDetails(signatory_id=1, original=1, sha256="a" * 64, signed_at=TEN)
    with pytest.raises(rules.AgreementIsSignedElsewhere):
        signing_day.record_all(ceremony, three.agreements[1].id, [signature], now=LATER, actor=OFFICER)
    ceremony.state = CeremonyState.CANCELLED
    with pytest.raises(rules.CeremonyDoesNotTakePlace):
        signing_day.record_all(ceremony, three.agreements[0].id, [signature], now=LATER, actor=OFFICER)


def test_guests_are_thanked_in_drafts_that_follow_what_is_signed(three: Three) -> None:
    agreement, other = three.agreements[:2]
    head = _known(three, agreement, "head@techprotect.example", language="fr")
    ceremony = begun(three)
    hear(ceremony, *everybody(agreement), *everybody(other))
    (draft,) = drafts().values()
    said = draft.to_email, draft.language, draft.unit_id, draft.needs_approval
    assert said == (head.email, "fr", three.unit.id, True)
    assert agreement.number in draft.text_body
    assert other.number not in draft.text_body
    signature = db.session.query(Signature).filter_by(agreement_id=agreement.id).first()
    assert signature is not None
    signing.take_signature_back(signature, "By mistake.", now=LATER, actor=OFFICER)
    unit_of_work.commit()
    assert drafts() == {}


def test_what_the_registry_takes_out_of_signature_is_in_no_ceremony_any_more(three: Three) -> None:
    ceremony = three.plan()
    unit_of_work.commit()
    called_off, given_up, abandoned = three.agreements
    signing.call_signing_off(called_off, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert [each.agreement for each in ceremony.agreements] == [given_up, abandoned]
    signing.arrange_signing(called_off, SigningWay.POST, now=NOW, actor=OFFICER)
    signing.call_signing_off(given_up, now=NOW, actor=OFFICER)
    approving.give_text_up(given_up, "The annex is missing.", now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert [each.agreement for each in ceremony.agreements] == [abandoned]
    people = [each.name for each in ceremony.people if each.role is CeremonyRole.SIGNATORY]
    assert sorted(people) == sorted(each.name for each in abandoned.signatories)
    endings.abandon(abandoned, "The partner closed.", now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert (ceremony.agreements, ceremony.people, ceremony.state) == ([], [], CeremonyState.PLANNED)


def _known(three: Three, agreement: Agreement, email: str, *, language: str) -> Person:
    """The partner's signatory, known to the office with an address."""
    signatory = agreement.signatories[1]
    institution_id = agreement.parties[0].institution_id
    person = Person(
        unit_id=three.unit.id, given_name="Ada", family_name="Head", email=email, language=language,
        institution_id=institution_id, created_at=NOW,
    )  # fmt: skip
    db.session.add(person)
    db.session.flush()
    signatory.person_id, signatory.name = person.id, "Ada Head"
    return person
