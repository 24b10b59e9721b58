"""Invitation letters of delegates: the passport is compared by one colleague, the letter issued by another.

Each verb locks the letter, so that of two colleagues one is told that it went on meanwhile.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, ClassVar

from coopevents.db import db
from coopevents.delegations import confidential, own_data
from coopevents.delegations import queries as delegations
from coopevents.delegations.own_form import LETTER_KEYS
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import COMING
from coopevents.facts import Actor
from coopevents.i18n import _, _l
from coopevents.issuing import numbering
from coopevents.issuing import visit_letter_queries as queries
from coopevents.issuing.contents import initials_of, new_code
from coopevents.issuing.letters import LetterWentOn, NeedsOtherEyes, ReturnNeedsReason, StayIsBackwards
from coopevents.issuing.states import PaperKind, VisitLetterState
from coopevents.issuing.visit_letter_facts import (
    PassportVerified,
    VisitLetterErased,
    VisitLetterIssued,
    VisitLetterWithdrawn,
)
from coopevents.issuing.visit_letter_models import VisitLetter
from coopevents.refusals import Refusal
from coopevents.registration import traces
from coopevents.signing import is_signature, signature
from coopevents.storage import sealed_files
from coopevents.storage.store import FileStore
from coopevents.storage.uploads import Upload
from coopevents.text import cleaned, one_line

MARK = "passport of a delegate"
LANGUAGES_OF_LETTERS = ("en", "zh_Hans_CN")


class PassportIsMissing(Refusal):
    """A letter is made from what the delegate gave."""

    status: ClassVar[int] = 409
    sentence = _l("The delegate has not given all passport data yet.")


class PassportWasNotCompared(Refusal):
    """Whoever verifies says so."""

    status: ClassVar[int] = 422
    sentence = _l("Compare the data with the passport or its scan first, then tick the box.")


class PassportChangedSince(Refusal):
    """What was verified is not what is there now."""

    status: ClassVar[int] = 409
    sentence = _l("The delegate changed the passport data since they were verified. Compare them once more.")


class VisitIsNotAccepted(Refusal):
    """Nobody is invited to what is not decided."""

    status: ClassVar[int] = 409
    sentence = _l("Letters are written once the visit is accepted, to those who come.")


@dataclass(frozen=True, kw_only=True)
class VisitLetterDetails:
    """What a letter is for."""

    stay_from: date
    stay_until: date
    addressee: str = ""
    was_compared: bool = False


def passport_of(delegate: Delegate) -> dict[str, Any]:
    """What a delegate answered about the passport, by key. Whoever shows it writes it down."""
    answers = own_data.answers_of(delegate)
    return {key: answers[key] for key in LETTER_KEYS if answers.get(key)}


def is_as_verified(letter: VisitLetter, delegate: Delegate) -> bool:
    """Whether the passport data are those that were compared."""
    return is_signature(letter.passport_mark, MARK, _said(passport_of(delegate)))


def verify(delegate: Delegate, details: VisitLetterDetails, *, now: datetime, actor: Actor) -> VisitLetter:
    """Write down that a colleague compared the passport data, and what the letter is for; done again, it is said anew.

    Raises VisitIsNotAccepted, PassportIsMissing, PassportWasNotCompared, StayIsBackwards or LetterWentOn.
    """
    delegation = delegations.lock_delegation(delegate.delegation_id)
    if delegation.state not in COMING or delegate.state not in COMING_DELEGATES:
        raise VisitIsNotAccepted
    passport = passport_of(delegate)
    if set(passport) != set(LETTER_KEYS):
        raise PassportIsMissing
    if not details.was_compared:
        raise PassportWasNotCompared(field="was_compared")
    if details.stay_until < details.stay_from:
        raise StayIsBackwards(field="stay_until")
    letter = queries.lock_live(delegate.id)
    if letter is None:
        letter = VisitLetter(delegation_id=delegation.id, delegate_id=delegate.id, unit_id=delegation.unit_id)
    elif letter.state is not VisitLetterState.VERIFIED:
        raise LetterWentOn
    letter.state, letter.languages = VisitLetterState.VERIFIED, " ".join(LANGUAGES_OF_LETTERS)
    letter.addressee = one_line(details.addressee)[:300]
    letter.stay_from, letter.stay_until = details.stay_from, details.stay_until
    letter.passport_mark = signature(MARK, _said(passport))
    letter.verified_by_id, letter.verified_by = actor.id, actor.label
    letter.verified_at = now
    letter.delegate = delegate
    db.session.add(letter)
    db.session.flush()
    own_data.record_of(PassportVerified, delegation, delegate, now=now, actor=actor)
    return letter


def give_number(delegate: Delegate, *, now: datetime, actor: Actor) -> VisitLetter:
    """The number a verified letter will be issued under: taken once, and kept whatever happens before the issuing.

    Raises LetterWentOn, NeedsOtherEyes or PassportChangedSince.
    """
    letter = _issuable(delegate, actor)
    if letter.serial is None:
        office, year = numbering.office_of_unit(letter.unit_id), day_of(now).year
        [serial] = numbering.take_serials(letter.unit_id, PaperKind.LETTER, year)
        letter.year, letter.serial, letter.code = year, serial, new_code()
        letter.number = numbering.number_text(office, PaperKind.LETTER, year, serial)
        letter.initials = initials_of(delegate.person)
        db.session.flush()
    return letter


def issue(
    delegate: Delegate,
    version: int,
    pdf: bytes,
    office: dict[str, Any],
    *,
    store: FileStore,
    now: datetime,
    actor: Actor,
) -> None:
    """Let the letter be out, as the file it was set to from the version that was looked at; the file is kept sealed.

    Raises LetterWentOn, NeedsOtherEyes or PassportChangedSince.
    """
    letter = _issuable(delegate, actor)
    if letter.serial is None or letter.version != version:
        raise LetterWentOn
    file = sealed_files.store_sealed(Upload(pdf, "application/pdf"), store=store, now=now)
    letter.file_id, letter.state, letter.content = file.id, VisitLetterState.ISSUED, {"office": office}
    letter.issued_at, letter.issued_by = now, actor.label
    db.session.flush()
    why = str(_("For the letter %(number)s", number=letter.number))
    confidential.reveal(delegate, LETTER_KEYS, why, now=now, actor=actor)
    changes = {"number": (None, letter.number)}
    own_data.record_of(VisitLetterIssued, delegate.delegation, delegate, now=now, actor=actor, changes=changes)


def withdraw(delegate: Delegate, reason: str, *, now: datetime, actor: Actor) -> None:
    """Give a letter up, or, when it is out, let it no longer be valid. Raises ReturnNeedsReason or LetterWentOn."""
    letter = queries.lock_live(delegate.id)
    if letter is None:
        raise LetterWentOn
    reason = cleaned(reason)[:2000]
    if not reason:
        raise ReturnNeedsReason(field="reason")
    letter.state, letter.withdrawn_at, letter.reason = VisitLetterState.WITHDRAWN, now, reason
    db.session.flush()
    changes = {"reason": (None, reason)}
    own_data.record_of(VisitLetterWithdrawn, delegate.delegation, delegate, now=now, actor=actor, changes=changes)


def erase_files(delegate: Delegate, erased: Collection[str], *, store: FileStore, now: datetime, actor: Actor) -> None:
    """Erase the files of a delegate's letters when an answer about the passport is among those just ``erased``."""
    found = queries.list_with_files(delegate.id) if set(erased) & set(LETTER_KEYS) else []
    if not found:
        return
    traces.leave()
    for letter, _key in found:
        letter.file_id = None
    sealed_files.erase_sealed([key for _letter, key in found], store=store)
    changes = {"number": ([letter.number for letter, _key in found], None)}
    own_data.record_of(VisitLetterErased, delegate.delegation, delegate, now=now, actor=actor, changes=changes)


def _issuable(delegate: Delegate, actor: Actor) -> VisitLetter:
    letter = queries.lock_live(delegate.id)
    if letter is None or letter.state is not VisitLetterState.VERIFIED or delegate.state not in COMING_DELEGATES:
        raise LetterWentOn
    if letter.verified_by_id == actor.id:
        raise NeedsOtherEyes
    if not is_as_verified(letter, delegate):
        raise PassportChangedSince
    return letter


def _said(passport: dict[str, Any]) -> str:
    return json.dumps(passport, sort_keys=True, ensure_ascii=False, default=str)
