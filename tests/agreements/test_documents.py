"""Versions and their hashes; a text that is frozen, checked by other eyes, and never changed unnoticed."""

from __future__ import annotations

import hashlib

import pytest

from coopevents import sealing, unit_of_work
from coopevents.agreements import documents, freezing, rules, signing, texts
from coopevents.agreements.details import DocumentDetails
from coopevents.agreements.models import AgreementDocument
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.states import DocumentKind as K
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.storage.store import present_store
from coopevents.storage.uploads import FileIsTooLarge, Upload
from tests.agreements.conftest import Registry, pdf


def tamper(document: AgreementDocument, data: bytes = b"%PDF-1.4\nSomething else") -> None:
    """Somebody with the disk and the key puts another file in its place."""
    present_store().write(document.file.key, sealing.seal_bytes(data))


def test_versions_count_by_kind_and_language_and_keep_the_hash_of_their_bytes(registry: Registry) -> None:
    agreement = registry.propose()
    wanted = [("a", "en"), ("b", "en"), ("c", "zh_Hans_CN")]
    added = [registry.add(agreement, said, language) for said, language in wanted]
    assert [(each.language, each.number) for each in added] == [("en", 1), ("en", 2), ("zh_Hans_CN", 1)]
    assert added[1].sha256 == hashlib.sha256(pdf("b").data).hexdigest()
    assert documents.open_document(added[1]) == pdf("b")
    assert documents.name_of(agreement, added[2]) == f"{agreement.number}-final-zh-Hans-CN-v1.pdf"
    assert pdf("b").data not in present_store().read(added[1].file.key)


def test_what_is_no_document_is_refused_in_words(registry: Registry) -> None:
    agreement = registry.propose()
    with pytest.raises(documents.FileIsNoDocument):
        documents.read_document(b"MZ\x90 a program")
    with pytest.raises(FileIsTooLarge):
        documents.read_document(b"%PDF-1.4" + bytes(11_000_000))
    with pytest.raises(documents.LanguageIsForeign):
        registry.add(agreement, "Texte", "fr")
    with pytest.raises(documents.NothingIsSignedYet):
        signing.file_signed_scan(agreement, pdf("scan"), "scan.pdf", **registry.by())
    registry.add(agreement, "same")
    with pytest.raises(documents.SameFileAgain):
        registry.add(agreement, "same")
    picture = DocumentDetails(kind=K.FINAL, language="en", file_name="text.png")
    with pytest.raises(documents.TextMustBePdf):
        documents.add_document(agreement, picture, Upload(b"\x89PNG", "image/png"), **registry.by())


def test_freezing_takes_the_newest_version_of_each_language(registry: Registry) -> None:
    agreement = registry.propose()
    for said, language, kind in [
        ("1", "en", K.FINAL),
        ("2", "en", K.FINAL),
        ("3", "en", K.TRANSLATION),
        ("4", "zh_Hans_CN", K.TRANSLATION),
        ("5", "zh_Hans_CN", K.DRAFT),
    ]:
        registry.add(agreement, said, language, kind=kind)
    chosen = freezing.texts_to_freeze(agreement)
    assert [(each.kind, each.language, each.number) for each in chosen] == [
        (K.FINAL, "en", 2),
        (K.TRANSLATION, "zh_Hans_CN", 1),
    ]


@pytest.mark.parametrize(
    ("added", "refusal"),
    [
        ([("en", K.DRAFT)], texts.FinalTextIsMissing),
        ([("en", K.TRANSLATION), ("zh_Hans_CN", K.TRANSLATION)], texts.FinalTextIsMissing),
        ([("en", K.FINAL)], texts.LanguageVersionIsMissing),
    ],
)
def test_an_incomplete_text_is_not_frozen(
    registry: Registry, added: list[tuple[str, K]], refusal: type[Exception]
) -> None:
    agreement = registry.propose()
    for language, kind in added:
        registry.add(agreement, "text", language, kind=kind)
    with pytest.raises(refusal):
        freezing.texts_to_freeze(agreement)


def test_the_prevailing_language_leads_and_a_text_in_one_language_has_nothing_to_check(registry: Registry) -> None:
    chinese = registry.at(S.FROZEN, prevailing="zh_Hans_CN")
    assert [each.language for each in freezing.frozen_texts(chinese)] == ["zh_Hans_CN", "en"]
    assert [each.language for each in freezing.to_check(chinese)] == ["en"]
    assert registry.at(S.TRANSLATIONS_CHECKED, languages=("en",)).state is S.TRANSLATIONS_CHECKED


@pytest.mark.parametrize("state", [S.FROZEN, S.APPROVED, S.PARTLY_SIGNED, S.IN_FORCE])
def test_after_freezing_another_text_is_refused_and_the_frozen_one_stays(registry: Registry, state: S) -> None:
    agreement = registry.at(state)
    before = [each.sha256 for each in freezing.frozen_texts(agreement)]
    for text_kind in (K.FINAL, K.TRANSLATION, K.DRAFT):
        with pytest.raises(rules.TextIsFrozen):
            registry.add(agreement, "Another text", kind=text_kind)
    registry.add(agreement, "A covering letter", "", kind=K.OTHER)
    assert [each.sha256 for each in freezing.frozen_texts(agreement)] == before


def test_a_translation_is_checked_by_somebody_else_than_who_added_it(registry: Registry) -> None:
    agreement = registry.propose(languages=("en", "zh_Hans_CN", "fr"))
    registry.add(agreement, "en", "en")
    registry.add(agreement, "zh", "zh_Hans_CN", by="translator")
    registry.add(agreement, "fr", "fr", by="officer")
    for state in (S.UNIT_APPROVAL, S.LEGAL_REVIEW, S.NEGOTIATION, S.FROZEN):
        registry.bring(agreement, state)
    leading, chinese, french = freezing.frozen_texts(agreement)
    with pytest.raises(freezing.NothingToCheck):
        freezing.check_translation(leading, **registry.by("translator"))
    with pytest.raises(freezing.CheckedByWhoAddedIt):
        freezing.check_translation(chinese, **registry.by("translator"))
    freezing.check_translation(chinese, **registry.by("officer"))
    assert agreement.state is S.FROZEN
    freezing.check_translation(french, **registry.by("translator"))
    assert (agreement.state, chinese.checked_by, french.checked_by) == (S.TRANSLATIONS_CHECKED, "Officer", "Translator")
    with pytest.raises(rules.StateForbids):
        freezing.check_translation(french, **registry.by("translator"))


def test_a_stored_file_that_was_exchanged_is_noticed_wherever_it_is_used(registry: Registry) -> None:
    agreement = registry.at(S.FROZEN)
    leading, chinese = freezing.frozen_texts(agreement)
    tamper(chinese)
    with pytest.raises(documents.DocumentIsDamaged):
        documents.open_document(chinese)
    with pytest.raises(documents.DocumentIsDamaged):
        freezing.check_translation(chinese, **registry.by("translator"))
    tamper(chinese, pdf("The text in zh_Hans_CN").data)
    registry.bring(agreement, S.TRANSLATIONS_CHECKED)
    registry.bring(agreement, S.APPROVED)
    registry.bring(agreement, S.SCHEDULED)
    tamper(leading)
    with pytest.raises(documents.DocumentIsDamaged):
        registry.sign(agreement, agreement.signatories[0].id)
    assert agreement.state is S.SCHEDULED


def test_an_exchanged_text_is_not_frozen(registry: Registry) -> None:
    agreement = registry.at(S.NEGOTIATION)
    tamper(freezing.texts_to_freeze(agreement)[1])
    with pytest.raises(documents.DocumentIsDamaged):
        freezing.freeze_text(agreement, **registry.by())


def test_the_sweep_marks_what_is_damaged_once_and_clears_what_was_brought_back(registry: Registry) -> None:
    agreement = registry.at(S.FROZEN)
    document = freezing.frozen_texts(agreement)[0]
    assert documents.check_document(document, **registry.by())
    present_store().erase(document.file.key)
    for _time in range(2):
        assert not documents.check_document(document, **registry.by())
    unit_of_work.commit()
    assert document.damaged_at is not None
    assert db.session.query(AuditEntry).filter_by(fact="DocumentFoundDamaged").count() == 1
    tamper(document, pdf("The text in en").data)
    assert documents.check_document(document, **registry.by())
    assert document.damaged_at is None
