"""What guests thought of their visit: who may say it, until when, and what is kept of it.

Whoever has a link of their own says it once: each delegate, and the contact who asked for the visit. It can be changed
until the report on the visit is submitted.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from coopevents.db import db
from coopevents.delegations import delegate_queries, feedback_queries, reporting
from coopevents.delegations import queries as delegations
from coopevents.delegations.feedback_facts import FeedbackForgone, FeedbackGiven, FeedbackWanted
from coopevents.delegations.feedback_models import Aspect, FeedbackRound, VisitFeedback
from coopevents.delegations.feedback_queries import ANSWERED_IN
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES
from coopevents.delegations.reading_words import Reader, ReaderKind
from coopevents.delegations.recording import day_of, record
from coopevents.delegations.reporting import ReportState
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.signing import signature
from coopevents.text import cleaned

LONGEST_WORDS = 2000
SOMEBODY = Actor("guest", None, "guest")
"""Who answered, as the history says it."""
_WRITER = "writer of feedback"


class NothingIsSaid(Refusal):
    """An answer says something."""

    status = 422
    sentence = _l("Choose a mark, or write a word.")


class FeedbackIsClosed(Refusal):
    """Before the last day nobody can know, and a report that is submitted does not change any more."""

    sentence = _l("Answers are taken from the last day of the visit until its report is submitted.")


class GuestsAreAsked(Refusal):
    """What was sent is sent."""

    sentence = _l("The guests were asked already.")


@dataclass(frozen=True, kw_only=True)
class FeedbackDetails:
    """Marks from 1 to 5, words, and what may be done with them."""

    marks: Mapping[Aspect, int] = field(default_factory=dict)
    best: str = ""
    better: str = ""
    is_anonymous: bool = False
    may_quote: bool = False


@dataclass(frozen=True)
class Guest:
    """Somebody with a link of their own; without a delegate it is the contact."""

    delegation: Delegation
    delegate: Delegate | None

    @property
    def reader(self) -> Reader:
        """Whose addresses are theirs."""
        return Reader.delegate(self.delegate.id) if self.delegate else Reader.delegation(self.delegation.id)

    @property
    def email(self) -> str:
        """Where they are written to; empty when nobody knows."""
        return self.delegate.person.email if self.delegate else self.delegation.contact_email


def guest_behind(reader: Reader | None) -> Guest:
    """The guest whose link it is. Raises NotFound when there is none, or they did not come."""
    if reader is None or reader.kind is ReaderKind.WORKER:
        raise NotFound
    if reader.kind is ReaderKind.DELEGATION:
        return Guest(delegations.get_delegation(reader.id), None)
    delegate = delegate_queries.find_delegate(reader.id)
    if delegate is None or delegate.state not in COMING_DELEGATES:
        raise NotFound
    return Guest(delegate.delegation, delegate)


def list_guests(delegation: Delegation) -> list[Guest]:
    """Whom to ask: each delegate who came and has an address, and the contact unless they are one of them."""
    came = delegate_queries.list_delegates(delegation.id, is_coming=True)
    found = [Guest(delegation, each) for each in came if each.person.email]
    known = {each.email.casefold() for each in found}
    is_known = not delegation.contact_email or delegation.contact_email.casefold() in known
    return found if is_known else [*found, Guest(delegation, None)]


def writer_of(reader: Reader) -> str:
    """What an answer keeps of whose link it came by."""
    return signature(_WRITER, f"{reader.kind.value} {reader.id}")


def is_open(delegation: Delegation, now: datetime) -> bool:
    """Whether guests may say now what they thought."""
    if delegation.state not in ANSWERED_IN or day_of(now) < delegation.leaves_on:
        return False
    return reporting.state_of(reporting.find_case(delegation)) in {ReportState.WRITTEN, ReportState.RETURNED}


def give_feedback(guest: Guest, details: FeedbackDetails, *, now: datetime) -> None:
    """Keep what a guest thought, or what they think now. Raises NothingIsSaid or FeedbackIsClosed."""
    delegation = delegations.lock_delegation(guest.delegation.id)
    if not is_open(delegation, now):
        raise FeedbackIsClosed
    marks = {each.value: mark for each, mark in details.marks.items() if mark in range(1, 6)}
    best, better = (cleaned(each)[:LONGEST_WORDS] for each in (details.best, details.better))
    if not (marks or best or better):
        raise NothingIsSaid(field=Aspect.OVERALL.value)
    writer = writer_of(guest.reader)
    said = feedback_queries.find_feedback(writer)
    if said is None:
        said = VisitFeedback(delegation_id=delegation.id, writer=writer)
        db.session.add(said)
    said.marks, said.best, said.better, said.given_at = marks, best, better, now
    said.is_anonymous, said.may_quote = details.is_anonymous, details.may_quote
    said.delegate_id = guest.delegate.id if guest.delegate and not details.is_anonymous else None
    db.session.flush()
    record(FeedbackGiven, delegation, now=now, actor=SOMEBODY)


def forgo(delegation: Delegation, *, is_forgone: bool, now: datetime, actor: Actor) -> None:
    """Ask nobody about this visit, or ask them after all. Twice is once. Raises GuestsAreAsked."""
    delegation = delegations.lock_delegation(delegation.id)
    known = feedback_queries.find_round(delegation.id)
    if known is not None and known.asked_on is not None:
        raise GuestsAreAsked
    if (known is not None) is is_forgone:
        return
    if known is None:
        db.session.add(FeedbackRound(delegation_id=delegation.id, is_forgone=True))
    else:
        db.session.delete(known)
    db.session.flush()
    record(FeedbackForgone if is_forgone else FeedbackWanted, delegation, now=now, actor=actor)
