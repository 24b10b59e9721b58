"""Letters of thanks after a visit: drafted in the guest's language and the office's, edited, sent."""

from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.delegations import after_queries, delegate_queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.after_facts import ThanksDrafted, ThanksPosted, ThanksSent
from coopevents.delegations.after_models import ThanksLetter
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.recording import record, subject_of
from coopevents.delegations.results import NothingIsWritten
from coopevents.delegations.rules import VisitForbids
from coopevents.delegations.states import AFTER, VisitState
from coopevents.facts import Actor
from coopevents.i18n import _, _l, date_range_text, force_locale
from coopevents.refusals import Refusal
from coopevents.text import LANGUAGES, LocalizedText, cleaned, full_name

OFFICE_LANGUAGE = "zh_Hans_CN"
"""The language in which the office keeps its letters, beside the reader's."""
THANKED_IN = AFTER | {VisitState.CLOSED}


class LetterIsSent(Refusal):
    """What was sent is not written anew."""

    sentence = _l("This letter was sent already.")


class NoAddress(Refusal):
    """A letter by mail goes to an address."""

    status = 422
    sentence = _l("We have no e-mail address of this guest. Print the letter and send it by post.")


def name_of(letter: ThanksLetter) -> str:
    """Whom the letter addresses, with their title."""
    if letter.delegate is None:
        return letter.delegation.contact_name
    return _called(letter.delegate)


def address_of(letter: ThanksLetter) -> str:
    """The e-mail address of whom the letter is for; empty when nobody knows it."""
    return letter.delegation.contact_email if letter.delegate is None else letter.delegate.person.email


def draft_letters(delegation: Delegation, *, now: datetime, actor: Actor) -> int:
    """Draft a letter to the head and one to whoever asked for the visit, unless they are there; how many are new.

    Raises VisitForbids before the visit is over.
    """
    delegation = delegations.lock_delegation(delegation.id)
    if delegation.state not in THANKED_IN:
        raise VisitForbids(delegation.state)
    known = {each.delegate_id for each in after_queries.list_thanks(delegation.id)}
    wanted = [each for each in _whom(delegation) if (each.id if each else None) not in known]
    for delegate in wanted:
        language = _language(delegate.person.language if delegate else delegation.language)
        name = _called(delegate) if delegate else delegation.contact_name
        letter = ThanksLetter(
            delegation_id=delegation.id,
            delegate_id=delegate.id if delegate else None,
            language=language,
            text=_drafted(delegation, name, language),
            written_at=now,
        )
        db.session.add(letter)
    db.session.flush()
    if wanted:
        record(ThanksDrafted, delegation, now=now, actor=actor)
    return len(wanted)


def write_letter(letter: ThanksLetter, text: LocalizedText) -> None:
    """Let the letter say this. Raises LetterIsSent, or NothingIsWritten when a language is empty."""
    if letter.sent_at is not None:
        raise LetterIsSent
    said = LocalizedText({each: cleaned(text.get(each, "")) for each in letter.text})
    if not all(said.get(each) for each in letter.text):
        raise NothingIsWritten(field="text")
    letter.text = said
    db.session.flush()


def send_letter(letter: ThanksLetter, *, by_post: bool, now: datetime, actor: Actor) -> None:
    """Send it by mail, or say that it went by post. Raises LetterIsSent or NoAddress."""
    delegation = delegations.lock_delegation(letter.delegation_id)
    db.session.refresh(letter, ["sent_at"])
    if letter.sent_at is not None:
        raise LetterIsSent
    if not by_post and not address_of(letter):
        raise NoAddress
    letter.sent_at, letter.sent_by, letter.is_by_post = now, actor.label, by_post
    db.session.flush()
    if by_post:
        record(ThanksPosted, delegation, now=now, actor=actor)
        return
    ledger.record(
        ThanksSent(
            at=now,
            actor=actor,
            subject=subject_of(delegation),
            unit_id=delegation.unit_id,
            letter_id=letter.id,
            changes={},
        )
    )


def _whom(delegation: Delegation) -> list[Delegate | None]:
    """The head, else the first of the delegation; and the contact, who may be one of the guests, when that is somebody
    else."""
    came = delegate_queries.list_delegates(delegation.id, is_coming=True)
    head = next((each for each in came if each.role is DelegateRole.HEAD), next(iter(came), None))
    address = delegation.contact_email.casefold()
    contact = next((each for each in came if each.person.email.casefold() == address), None)
    if head is None:
        return [None]
    return [head] if contact is head else [head, contact]


def _called(delegate: Delegate) -> str:
    person = delegate.person
    name = full_name(person.given_name, person.family_name) or person.original_name
    return " ".join(filter(None, (person.title, name)))


def _language(code: str) -> str:
    return code if code in LANGUAGES else LANGUAGES[0]


def _drafted(delegation: Delegation, name: str, language: str) -> LocalizedText:
    return LocalizedText({each: _text(delegation, name, each) for each in dict.fromkeys((language, OFFICE_LANGUAGE))})


def _text(delegation: Delegation, name: str, language: str) -> str:
    with force_locale(language):
        days = date_range_text(delegation.arrives_on, delegation.leaves_on)
        return "\n\n".join(
            (
                str(_("Dear %(name)s,", name=name)),
                str(_("Thank you for your visit (%(days)s). It was a pleasure to welcome you.", days=days)),
                str(_("The talks with you have brought us forward, and we shall see to what we agreed on.")),
                str(_("We look forward to going on together, and to meeting you again.")),
            )
        )
