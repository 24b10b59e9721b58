"""Inviting: drafted, changed, handed to the outbox or sent, sent again, taken back; answers are in ``replies``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.facts import Actor, Changes, Fact, Subject
from coopevents.forms.single import country_codes, valid_email
from coopevents.refusals import Refusal
from coopevents.registration import invitation_queries, queries, quotas, seats, tokens, waiting
from coopevents.registration import invitation_rules as rules
from coopevents.registration.event_forms import get_form
from coopevents.registration.guests import ROOM
from coopevents.registration.invitation_details import InvitationTerms, Invited
from coopevents.registration.invitation_facts import (
    InvitationChanged,
    InvitationDrafted,
    InvitationExpired,
    InvitationHandedOver,
    InvitationLetGo,
    InvitationReminded,
    InvitationRestored,
    InvitationSent,
    InvitationSentAgain,
    InvitationWithdrawn,
)
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_states import CHANGEABLE, OPEN
from coopevents.registration.invitation_states import InvitationState as S
from coopevents.registration.models import RegistrationTerms
from coopevents.registration.rules import EmailIsNotValid, EventIsFull
from coopevents.text import LANGUAGES, cleaned, one_line, search_key

PERSON = ("email", *ROOM, "country", "language", "is_vip", "host_name", "host_phone", "protocol_note")
TERMS = ("keeps_place", "is_locked", "skips_approval", "answer_by", "words")


@dataclass
class Outcome:
    """What became of many: which were dealt with, and which were skipped and why."""

    done: list[Invitation] = field(default_factory=list)
    skipped: list[tuple[Invitation, "LazyString | str"]] = field(default_factory=list)


def draft_invitation(
    event: Event, invited: Invited, wanted: InvitationTerms, *, now: datetime, actor: Actor
) -> Invitation:
    """Write an invitation that goes nowhere yet and holds nothing.

    Raises EmailIsNotValid, IsInvitedAlready, IsRegisteredAlready, KeptPlaceNeedsADay or AnswerDayIsOver.
    """
    queries.lock_terms(event.id)
    invited = cleaned_details(invited)
    _ensure_sound(event, invited, wanted, now=now)
    return _drafted(event, [invited], wanted, now=now, actor=actor)[0]


def draft_many(
    event: Event, people: Iterable[Invited], wanted: InvitationTerms, *, now: datetime, actor: Actor
) -> list[Invitation]:
    """The same for many, whose addresses the caller has found valid, free and each there once, behind the lock.

    Raises KeptPlaceNeedsADay or AnswerDayIsOver.
    """
    _ensure_terms(event, wanted, now=now)
    return _drafted(event, [cleaned_details(each) for each in people], wanted, now=now, actor=actor)


def change_invitation(
    invitation: Invitation, invited: Invited, wanted: InvitationTerms, *, now: datetime, actor: Actor
) -> None:
    """Let the invitation say this; another address makes the link that was sent worthless.

    Raises InvitationIsAnswered, NoPlaceToKeep, and what :func:`draft_invitation` raises.
    """
    terms = lock(invitation)
    if invitation.state not in CHANGEABLE:
        raise rules.InvitationIsAnswered(invitation.state)
    invited = cleaned_details(invited)
    _ensure_sound(invitation.event, invited, wanted, now=now, without=invitation.id)
    before, form = _as_mapping(invitation), get_form(invitation.event_id, wanted.form_slug)
    if invitation.email != invited.email:
        invitation.token_version += 1
    if invitation.holds_seat and (not wanted.keeps_place or form.id != invitation.form_id):
        let_go(invitation, terms, now=now)
    invitation.form = form
    _write(invitation, invited, wanted)
    if before["answer_by"] != invitation.answer_by and invitation.sent_at is not None:
        invitation.remind_at, invitation.reminded_at = rules.reminder_at(now, invitation.expires_at), None
    if invitation.state in OPEN:
        _hold(invitation, terms)
    names = [name for name, value in _as_mapping(invitation).items() if before[name] != value]
    if names:
        invitation.changed_at = now
        db.session.flush()
        record(InvitationChanged, invitation, now=now, actor=actor, changes={"fields": (None, names)})


def send_invitation(invitation: Invitation, *, now: datetime, actor: Actor, as_draft: bool = False) -> None:
    """Send the invitation, or hand it to the outbox as a draft; from now on its place is held and its link works.

    Raises InvitationIsAnswered, EventIsNotPublished, EventIsOver, AnswerDayIsOver, NoPlaceToKeep, QuotaForbids,
    IsInvitedAlready or IsRegisteredAlready.
    """
    terms = lock(invitation)
    state = S.WAITING if as_draft else S.SENT
    rules.ensure_may_become(invitation.state, state)
    ensure_event_to_come(invitation.event, now)
    _ensure_address_is_free(invitation.event_id, invitation.email, without=invitation.id)
    if invitation.expires_at is not None and invitation.expires_at <= now:
        raise rules.AnswerDayIsOver
    _hold(invitation, terms)
    invitation.answer_reason, invitation.answered_at, invitation.sent_at = "", None, now
    invitation.remind_at, invitation.reminded_at = rules.reminder_at(now, invitation.expires_at), None
    _move(InvitationHandedOver if as_draft else InvitationSent, invitation, state, now=now, actor=actor)


def send_many(invitations: Iterable[Invitation], *, now: datetime, actor: Actor, as_draft: bool = False) -> Outcome:
    """Send each that can be sent; the others are skipped with the reason."""
    return each_of(invitations, lambda one: send_invitation(one, now=now, actor=actor, as_draft=as_draft))


def send_again(invitation: Invitation, *, now: datetime, actor: Actor) -> None:
    """Let the person have the same link once more.

    Raises InvitationIsAnswered.
    """
    lock(invitation)
    if invitation.state is not S.SENT:
        raise rules.InvitationIsAnswered(invitation.state)
    record(InvitationSentAgain, invitation, now=now, actor=actor)


def note_let_go(invitation: Invitation, *, now: datetime, actor: Actor) -> None:
    """A colleague let the message go that waited in the outbox."""
    lock(invitation)
    if invitation.state is S.WAITING:
        invitation.sent_at = now
        invitation.remind_at = rules.reminder_at(now, invitation.expires_at)
        _move(InvitationLetGo, invitation, S.SENT, now=now, actor=actor)


def note_discarded(invitation: Invitation, *, now: datetime, actor: Actor) -> None:
    """A colleague discarded the message that waited in the outbox: the invitation is not sent, and holds nothing."""
    terms = lock(invitation)
    if invitation.state is S.WAITING:
        let_go(invitation, terms, now=now)
        invitation.sent_at = None
        _move(InvitationChanged, invitation, S.DRAFTED, now=now, actor=actor)


def withdraw_invitation(invitation: Invitation, *, now: datetime, actor: Actor, tells: bool = False) -> None:
    """Take an invitation back: its link leads nowhere, its place goes to who waits. Who was sent it may be told.

    Raises InvitationIsAnswered.
    """
    terms = lock(invitation)
    rules.ensure_may_become(invitation.state, S.WITHDRAWN)
    is_told = tells and invitation.state is S.SENT
    invitation.withdrawn_from = "" if is_told else invitation.state.value
    let_go(invitation, terms, now=now)
    _move(InvitationWithdrawn, invitation, S.WITHDRAWN, now=now, actor=actor, is_told=is_told)


def restore_invitation(invitation: Invitation, *, now: datetime, actor: Actor) -> None:
    """Undo a withdrawal nobody heard of; a place is held again where there is one. One of the outbox is a draft again.

    Raises InvitationIsAnswered, NoPlaceToKeep, or IsInvitedAlready when the address was invited anew.
    """
    terms = lock(invitation)
    if invitation.state is not S.WITHDRAWN or not invitation.withdrawn_from:
        raise rules.InvitationIsAnswered(invitation.state)
    _ensure_address_is_free(invitation.event_id, invitation.email, without=invitation.id)
    state = S.SENT if invitation.withdrawn_from == S.SENT else S.DRAFTED
    if state is S.SENT:
        _hold(invitation, terms)
    invitation.withdrawn_from = ""
    _move(InvitationRestored, invitation, state, now=now, actor=actor)


def remind(invitation: Invitation, *, now: datetime, actor: Actor) -> bool:
    """The last day to answer is near; whether there was somebody to remind, behind the lock."""
    lock(invitation)
    is_late = invitation.expires_at is None or now >= invitation.expires_at
    if invitation.state is not S.SENT or invitation.reminded_at is not None or is_late:
        return False
    invitation.reminded_at = now
    record(InvitationReminded, invitation, now=now, actor=actor)
    return True


def expire(invitation: Invitation, *, now: datetime, actor: Actor) -> bool:
    """Nobody answered in time; whether that was so still, behind the lock. The place goes to who waits."""
    terms = lock(invitation)
    if invitation.state not in OPEN or invitation.expires_at is None or now < invitation.expires_at:
        return False
    let_go(invitation, terms, now=now)
    _move(InvitationExpired, invitation, S.EXPIRED, now=now, actor=actor)
    return True


def cancel_invitations(event: Event, *, now: datetime, actor: Actor) -> None:
    """The event does not take place: every invitation that could be answered is taken back, and its person told."""
    queries.lock_terms(event.id)
    for invitation in invitation_queries.list_open(event.id):
        withdraw_invitation(invitation, now=now, actor=actor, tells=True)


def each_of(invitations: Iterable[Invitation], deed: Callable[[Invitation], object]) -> Outcome:
    """Do it to each; whose deed is refused is skipped with the reason."""
    outcome = Outcome()
    for each in invitations:
        try:
            deed(each)
        except Refusal as refusal:
            outcome.skipped.append((each, refusal.message))
        else:
            outcome.done.append(each)
    return outcome


def subject_of(invitation: Invitation) -> Subject:
    """The invitation as engines and facts know it."""
    return Subject(invitation_queries.SUBJECT, invitation.id)


def record(
    kind: type[Fact],
    invitation: Invitation,
    *,
    now: datetime,
    actor: Actor,
    changes: Changes | None = None,
    **more: Any,
) -> None:
    """Write down what happened to an invitation."""
    event, said = invitation.event, changes or {}
    about = subject_of(invitation)
    fact = kind(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=said, **more)
    ledger.record(fact)


def lock(invitation: Invitation) -> RegistrationTerms:
    """Lock the seats of the event, and see the invitation as it is behind the lock."""
    db.session.flush()
    terms = queries.lock_terms(invitation.event_id)
    invitation_queries.refresh(invitation)
    return terms


def let_go(invitation: Invitation, terms: RegistrationTerms, *, now: datetime) -> None:
    """Hold no place any more; the terms are locked. It goes to who waits."""
    if invitation.holds_seat:
        invitation.holds_seat = False
        db.session.flush()
        waiting.pass_on(invitation.event, terms, now=now)


def ensure_event_to_come(event: Event, now: datetime) -> None:
    """Raise EventIsNotPublished or EventIsOver when an invitation would lead nowhere."""
    if event.published_at is None:
        raise rules.EventIsNotPublished
    if event.state is not EventState.PUBLISHED or waiting.is_over(event, now):
        raise rules.EventIsOver


def cleaned_details(invited: Invited) -> Invited:
    """The person on one line each, cut to the room there is, with unknown codes left out."""
    texts: dict[str, Any] = {name: one_line(getattr(invited, name))[:room] for name, room in ROOM.items()}
    country = invited.country.strip().upper()
    return replace(
        invited,
        **texts,
        email=valid_email(invited.email) or "",
        country=country if country in country_codes() else "",
        language=invited.language if invited.language in LANGUAGES else "en",
        host_name=one_line(invited.host_name)[:200],
        host_phone=one_line(invited.host_phone)[:60],
        protocol_note=cleaned(invited.protocol_note)[:2000],
    )


def _ensure_sound(
    event: Event, invited: Invited, wanted: InvitationTerms, *, now: datetime, without: int | None = None
) -> None:
    if not invited.email:
        raise EmailIsNotValid
    _ensure_terms(event, wanted, now=now)
    _ensure_address_is_free(event.id, invited.email, without=without)


def _ensure_terms(event: Event, wanted: InvitationTerms, *, now: datetime) -> None:
    if wanted.keeps_place and wanted.answer_by is None:
        raise rules.KeptPlaceNeedsADay
    ends = rules.end_of(wanted.answer_by, event.time_zone)
    if ends is not None and ends <= now:
        raise rules.AnswerDayIsOver


def _ensure_address_is_free(event_id: int, email: str, *, without: int | None = None) -> None:
    if invitation_queries.find_counting(event_id, email, without=without) is not None:
        raise rules.IsInvitedAlready
    if queries.find_live_by_email(event_id, email) is not None:
        raise rules.IsRegisteredAlready


def _drafted(
    event: Event, people: Iterable[Invited], wanted: InvitationTerms, *, now: datetime, actor: Actor
) -> list[Invitation]:
    form = get_form(event.id, wanted.form_slug)
    made = []
    for each in people:
        invitation = Invitation(
            event_id=event.id,
            event=event,
            form=form,
            form_id=form.id,
            reference=tokens.new_reference(),
            token_version=1,
            state=S.DRAFTED,
            holds_seat=False,
            made_at=now,
            changed_at=now,
        )
        _write(invitation, each, wanted)
        made.append(invitation)
    db.session.add_all(made)
    db.session.flush()
    for invitation in made:
        record(InvitationDrafted, invitation, now=now, actor=actor)
    return made


def _write(invitation: Invitation, invited: Invited, wanted: InvitationTerms) -> None:
    for name in PERSON:
        setattr(invitation, name, getattr(invited, name))
    for name in TERMS:
        setattr(invitation, name, getattr(wanted, name))
    invitation.expires_at = rules.end_of(wanted.answer_by, invitation.event.time_zone)
    names = (invited.given_name, invited.family_name, invited.original_name)
    invitation.search_key = search_key(*names, invited.email, invited.institution_name)


def _as_mapping(invitation: Invitation) -> dict[str, Any]:
    return {name: getattr(invitation, name) for name in (*PERSON, *TERMS, "form_id")}


def _hold(invitation: Invitation, terms: RegistrationTerms) -> None:
    if not invitation.keeps_place or invitation.holds_seat:
        return
    db.session.flush()
    try:
        seats.take(terms, invitation.form)
    except EventIsFull:
        raise rules.NoPlaceToKeep from None
    quotas.ensure_may_hold(invitation)
    invitation.holds_seat = True
    db.session.flush()


def _move(kind: type[Fact], invitation: Invitation, state: S, *, now: datetime, actor: Actor, **more: Any) -> None:
    changes = {"state": (invitation.state.value, state.value)}
    invitation.state, invitation.changed_at = state, now
    db.session.flush()
    record(kind, invitation, now=now, actor=actor, changes=changes, **more)
