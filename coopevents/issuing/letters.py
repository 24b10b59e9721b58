"""Invitation letters: asked for, reviewed, sent back or approved, issued once with a number of their own, withdrawn.

Each verb locks the letter, so that of two colleagues one is told that it went on meanwhile.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from coopevents.db import db
from coopevents.facts import Actor, Fact
from coopevents.i18n import _, _l
from coopevents.issuing import letter_queries, letter_terms, numbering, passports, withdrawing
from coopevents.issuing.contents import initials_of, languages_for, new_code, office_said
from coopevents.issuing.details import LetterDetails
from coopevents.issuing.facts import LetterApproved, LetterAsked, LetterIssued, LetterRefused, LetterReturned
from coopevents.issuing.letter_models import Letter
from coopevents.issuing.letter_texts import PASSPORT
from coopevents.issuing.models import IssuedPaper
from coopevents.issuing.states import LETTER_MOVES, LetterState, PaperKind, PaperState
from coopevents.refusals import Refusal
from coopevents.registration import queries as registrations
from coopevents.registration import seats
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from coopevents.storage import sealed_files
from coopevents.storage.store import FileStore
from coopevents.storage.uploads import Upload
from coopevents.text import cleaned, one_line

MAY_HAVE_ONE = frozenset({RegistrationState.APPROVED, RegistrationState.CHECKED_IN})
FROM_ANSWERS = frozenset(PASSPORT)


class LettersAreNotOffered(Refusal):
    """The event gives no letters, or not to this guest."""

    sentence = _l("There are no invitation letters for this registration. A place has to be confirmed first.")


class LetterIsUnderWay(Refusal):
    """One letter at a time."""

    sentence = _l("A letter is under way or was issued already.")


class LetterLacksAnswers(Refusal):
    """The text needs what nobody wrote: ``missing`` names it by placeholders."""

    status: ClassVar[int] = 422
    sentence = _l("Something the letter needs is not written yet.")

    def __init__(self, missing: Sequence[str]) -> None:
        super().__init__()
        self.missing = tuple(missing)


class StayIsBackwards(Refusal):
    """A stay ends after it starts."""

    status = 422
    sentence = _l("The last day comes before the first.")


class ReturnNeedsReason(Refusal):
    """Whoever sends a letter back says what to change."""

    status = 422
    sentence = _l("Say what is to be changed, or why not; the guest reads it.")


class LetterWentOn(Refusal):
    """The letter is no longer where it was when the page was opened."""

    sentence = _l("The letter went on in the meantime. Look at it again.")


class NeedsOtherEyes(Refusal):
    """Nobody approves what they began, or issues what they approved."""

    sentence = _l("Four eyes: somebody else has to do this step.")


def missing_for(registration: Registration, details: LetterDetails) -> list[str]:
    """The placeholders of the event's text that nothing could be put in for, as far as the guest can mend it."""
    event, terms = registration.event, letter_terms.terms_of(registration.event_id)
    languages = languages_for(registration, event, terms.languages)
    used = letter_terms.wording_of(event).placeholders(*languages)
    lacking = set(FROM_ANSWERS - passports.answered(registration))
    lacking |= set() if details.stay_from and details.stay_until else {"stay"}
    lacking |= set() if details.addressee else {"addressee"}
    return [each for each in (*PASSPORT, "stay", "addressee") if each in used & lacking]


def ask_for_letter(registration: Registration, details: LetterDetails, *, now: datetime, actor: Actor) -> Letter:
    """A guest asks for a letter, or mends what was asked: it goes into review.

    Raises LettersAreNotOffered, LetterIsUnderWay, StayIsBackwards or LetterLacksAnswers.
    """
    letter = _begun(registration, details, now=now, actor=actor, only_where_offered=True)
    missing = missing_for(registration, details_of(letter))
    if missing:
        raise LetterLacksAnswers(missing)
    if letter.state is not LetterState.IN_REVIEW:
        _move(letter, LetterState.IN_REVIEW, LetterAsked, now=now, actor=actor)
    return letter


def begin_letter(registration: Registration, details: LetterDetails, *, now: datetime, actor: Actor) -> Letter:
    """The office begins a letter for a guest, as a draft. Raises as :func:`ask_for_letter`."""
    return _begun(registration, details, now=now, actor=actor, only_where_offered=False)


def _begun(
    registration: Registration, details: LetterDetails, *, now: datetime, actor: Actor, only_where_offered: bool
) -> Letter:
    registrations.lock_terms(registration.event_id)
    registrations.refresh_state(registration)
    is_offered = letter_terms.terms_of(registration.event_id).is_offered or not only_where_offered
    if not is_offered or registration.state not in MAY_HAVE_ONE:
        raise LettersAreNotOffered
    letter = letter_queries.find_live(registration.id)
    if letter is None:
        letter = Letter(
            event_id=registration.event_id,
            event=registration.event,
            registration_id=registration.id,
            registration=registration,
            state=LetterState.DRAFT,
            begun_by_id=actor.id if actor.kind == "user" else None,
            begun_by=actor.label,
            asked_at=now,
            changed_at=now,
        )
        db.session.add(letter)
    elif letter.state in {LetterState.APPROVED, LetterState.ISSUED}:
        raise LetterIsUnderWay
    _write(letter, details, now=now)
    return letter


def change_letter(letter: Letter, details: LetterDetails, *, now: datetime) -> None:
    """A colleague changes what a letter is for, while it is not approved yet. Raises LetterWentOn, StayIsBackwards."""
    letter = letter_queries.lock_letter(letter.id)
    if letter.state not in {LetterState.DRAFT, LetterState.IN_REVIEW, LetterState.RETURNED}:
        raise LetterWentOn
    _write(letter, details, now=now)


def _write(letter: Letter, details: LetterDetails, *, now: datetime) -> None:
    if details.stay_from and details.stay_until and details.stay_until < details.stay_from:
        raise StayIsBackwards(field="stay_until")
    letter.addressee, letter.note = one_line(details.addressee)[:300], cleaned(details.note)[:2000]
    letter.stay_from, letter.stay_until, letter.changed_at = details.stay_from, details.stay_until, now
    db.session.flush()


def details_of(letter: Letter) -> LetterDetails:
    """What a letter is for, as it was written."""
    return LetterDetails(
        addressee=letter.addressee, stay_from=letter.stay_from, stay_until=letter.stay_until, note=letter.note
    )


def submit_letter(letter: Letter, *, now: datetime, actor: Actor) -> None:
    """Put the office's own draft into review. Raises LetterLacksAnswers or LetterWentOn."""
    letter = letter_queries.lock_letter(letter.id)
    missing = missing_for(letter.registration, details_of(letter))
    if missing:
        raise LetterLacksAnswers(missing)
    _move(letter, LetterState.IN_REVIEW, LetterAsked, now=now, actor=actor)


def return_letter(letter: Letter, reason: str, *, now: datetime, actor: Actor) -> None:
    """Ask the guest for a change. Raises ReturnNeedsReason or LetterWentOn."""
    letter = letter_queries.lock_letter(letter.id)
    letter.reason = _ensure_reason(reason)
    letter.approved_by_id, letter.approved_by = None, ""
    _move(letter, LetterState.RETURNED, LetterReturned, now=now, actor=actor, reason=letter.reason)


def approve_letter(letter: Letter, *, now: datetime, actor: Actor) -> None:
    """Let the letter be issued. Raises NeedsOtherEyes, LetterLacksAnswers or LetterWentOn."""
    letter = letter_queries.lock_letter(letter.id)
    if letter_terms.terms_of(letter.event_id).needs_four_eyes and letter.begun_by_id == actor.id:
        raise NeedsOtherEyes
    missing = missing_for(letter.registration, details_of(letter))
    if missing:
        raise LetterLacksAnswers(missing)
    letter.reason, letter.approved_by_id, letter.approved_by = "", actor.id, actor.label
    _move(letter, LetterState.APPROVED, LetterApproved, now=now, actor=actor)


def give_number(letter: Letter, *, now: datetime, actor: Actor) -> IssuedPaper:
    """The number an approved letter will be issued under: taken once, and kept whatever happens before the issuing.

    Raises LetterWentOn or NeedsOtherEyes.
    """
    letter = letter_queries.lock_letter(letter.id)
    _ensure_may_issue(letter, actor)
    if letter.paper is not None:
        return letter.paper
    event, guest, kind, year = letter.event, letter.registration, PaperKind.LETTER, numbering.year_of(letter.event, now)
    office, terms = numbering.office_of(event), letter_terms.terms_of(event.id)
    [serial] = numbering.take_serials(event.unit_id, kind, year)
    letter.paper = IssuedPaper(
        kind=kind,
        state=PaperState.PREPARED,
        unit_id=event.unit_id,
        event_id=event.id,
        event=event,
        registration_id=guest.id,
        registration=guest,
        year=year,
        serial=serial,
        number=numbering.number_text(office, kind, year, serial),
        code=new_code(),
        initials=initials_of(guest),
        languages=" ".join(languages_for(guest, event, terms.languages)),
        content={"office": office_said(event, office), "signature_key": office.signature_key},
        prepared_at=now,
    )
    db.session.flush()
    return letter.paper


def issue_letter(letter: Letter, version: int, pdf: bytes, *, store: FileStore, now: datetime, actor: Actor) -> None:
    """Let the letter be out, as the file it was set to from the version that was looked at; the file is kept sealed.

    Raises LetterWentOn or NeedsOtherEyes.
    """
    letter = letter_queries.lock_letter(letter.id)
    _ensure_may_issue(letter, actor)
    paper = letter.paper
    if paper is None or letter.version != version:
        raise LetterWentOn
    file = sealed_files.store_sealed(Upload(pdf, "application/pdf"), store=store, now=now)
    paper.file_id, paper.state, paper.issued_at, paper.issued_by = file.id, PaperState.ISSUED, now, actor.label
    used, why = passports.answered(letter.registration), _("For the letter %(number)s", number=paper.number)
    passports.note_reading(letter.registration, used, why, now=now, actor=actor)
    _move(letter, LetterState.ISSUED, LetterIssued, now=now, actor=actor)


def _ensure_may_issue(letter: Letter, actor: Actor) -> None:
    if letter.state is not LetterState.APPROVED:
        raise LetterWentOn
    if letter_terms.terms_of(letter.event_id).needs_four_eyes and letter.approved_by_id == actor.id:
        raise NeedsOtherEyes


def withdraw_letter(letter: Letter, reason: str, *, now: datetime, actor: Actor) -> None:
    """Give a letter up, or, when it is out, let it no longer be valid. Raises ReturnNeedsReason or LetterWentOn."""
    letter = letter_queries.lock_letter(letter.id)
    letter.reason = _ensure_reason(reason)
    was_out = letter.state is LetterState.ISSUED
    if was_out and letter.paper is not None:
        withdrawing.retire(letter.paper, letter.reason, now=now, actor=actor)
    _move(letter, LetterState.WITHDRAWN, None if was_out else LetterRefused, now=now, actor=actor, reason=letter.reason)


def _ensure_reason(reason: str) -> str:
    reason = cleaned(reason)[:2000]
    if not reason:
        raise ReturnNeedsReason(field="reason")
    return reason


def _move(
    letter: Letter, state: LetterState, kind: type[Fact] | None, *, now: datetime, actor: Actor, reason: str = ""
) -> None:
    if state not in LETTER_MOVES[letter.state]:
        raise LetterWentOn
    letter.state, letter.changed_at = state, now
    db.session.flush()
    if kind is not None:
        changes: dict[str, tuple[object, object]] = {"reason": (None, reason)} if reason else {}
        if letter.paper is not None:
            changes["number"] = (None, letter.paper.number)
        seats.record(kind, letter.registration, letter.event, now=now, actor=actor, changes=changes)
