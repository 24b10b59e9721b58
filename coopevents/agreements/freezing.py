"""The final text: frozen with its language versions, and each version checked by a second pair of eyes."""

from datetime import datetime

from coopevents.agreements import queries, rules, texts, turning
from coopevents.agreements.documents import DocumentIsDamaged, is_whole
from coopevents.agreements.facts import TextFrozen, TranslationChecked
from coopevents.agreements.models import Agreement, AgreementDocument
from coopevents.agreements.recording import move, record
from coopevents.agreements.states import AgreementState as S
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.storage.store import FileStore


class TextIsNotApproved(Refusal):
    """The legal review has not approved what would be frozen."""

    sentence = _l(
        "The legal review has not approved this text, or it was changed since. Hand it to legal review first."
    )


class CheckedByWhoAddedIt(Refusal):
    """Nobody checks their own translation."""

    sentence = _l("Four eyes are needed: you added this language version yourself, so a colleague has to check it.")


class NothingToCheck(Refusal):
    """Only language versions of a frozen text are checked."""

    sentence = _l("Only the language versions of the frozen text are checked, each of them once.")


def frozen_texts(agreement: Agreement) -> list[AgreementDocument]:
    """The frozen text in each language, the leading version first; empty before it is frozen."""
    return texts.frozen_texts(agreement.documents, agreement.languages.split(), agreement.prevailing)


def texts_to_freeze(agreement: Agreement) -> list[AgreementDocument]:
    """What would be frozen now, the leading version first.

    Raises FinalTextIsMissing or LanguageVersionIsMissing.
    """
    return texts.newest_texts(agreement.documents, agreement.languages.split(), agreement.prevailing)


def to_check(agreement: Agreement) -> list[AgreementDocument]:
    """The language versions of the frozen text that somebody still has to check."""
    return [each for each in frozen_texts(agreement)[1:] if each.checked_at is None]


def freeze_text(
    agreement: Agreement, *, store: FileStore | None = None, now: datetime, actor: Actor
) -> list[AgreementDocument]:
    """Let the newest version in each language be the text that is signed; nothing it says changes from now on.

    A text in one language has nothing to check. Raises StateForbids, TextIsNotApproved, FinalTextIsMissing,
    LanguageVersionIsMissing, or DocumentIsDamaged.
    """
    agreement = queries.lock_agreement(agreement.id)
    rules.ensure_may_become(agreement.state, S.FROZEN)
    if not turning.is_legally_approved(turning.find_case(agreement)):
        raise TextIsNotApproved
    chosen = texts_to_freeze(agreement)
    if not all(is_whole(each, store=store) for each in chosen):
        raise DocumentIsDamaged
    for document in chosen:
        document.frozen_at, document.given_up_at = now, None
    changes = move(agreement, S.FROZEN, now=now)
    hashes = " ".join(f"{each.language} {each.sha256}" for each in chosen)
    record(TextFrozen, agreement, now=now, actor=actor, changes=changes | {"sha256": (None, hashes)})
    _finish_checking(agreement, now)
    return chosen


def check_translation(
    document: AgreementDocument, *, store: FileStore | None = None, now: datetime, actor: Actor
) -> None:
    """Somebody else than who added it found that this version says what the leading one says.

    After the last one the office decides. Raises StateForbids, NothingToCheck, CheckedByWhoAddedIt, or
    DocumentIsDamaged.
    """
    agreement = queries.lock_agreement(document.agreement_id)
    if agreement.state is not S.FROZEN:
        raise rules.StateForbids(agreement.state)
    if document not in to_check(agreement):
        raise NothingToCheck
    if actor.kind == "user" and document.added_by_id == actor.id:
        raise CheckedByWhoAddedIt
    if not is_whole(document, store=store):
        raise DocumentIsDamaged
    document.checked_at, document.checked_by = now, actor.label
    record(TranslationChecked, agreement, now=now, actor=actor, changes={"language": (None, document.language)})
    _finish_checking(agreement, now)


def _finish_checking(agreement: Agreement, now: datetime) -> None:
    if not to_check(agreement):
        move(agreement, S.TRANSLATIONS_CHECKED, now=now)
