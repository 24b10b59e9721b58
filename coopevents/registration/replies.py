"""What whoever is invited answers: they come, they do not, or somebody comes in their place."""

from dataclasses import dataclass, replace
from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.registration import gates, queries, service, tokens
from coopevents.registration import invitation_rules as rules
from coopevents.registration.details import GuestDetails
from coopevents.registration.invitation_details import Invited
from coopevents.registration.invitation_facts import (
    DelegateNamed,
    InvitationAccepted,
    InvitationDeclined,
    InvitationSent,
)
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_queries import find_counting
from coopevents.registration.invitation_states import InvitationState as S
from coopevents.registration.invitations import cleaned_details, let_go, lock, record
from coopevents.registration.models import Registration
from coopevents.registration.rules import EmailIsNotValid
from coopevents.text import cleaned, search_key

CARRIED = ("event_id", "form_id", "skips_approval", "keeps_place", "answer_by", "expires_at", "host_name", "host_phone")


@dataclass(frozen=True, kw_only=True)
class Delegate:
    """Who comes in somebody's place."""

    email: str
    given_name: str = ""
    family_name: str = ""
    language: str = "en"


def accept(invitation: Invitation, details: GuestDetails, *, now: datetime, actor: Actor) -> Registration:
    """Register who was invited: on the form chosen for them, on the held place, approved already where it says so.

    A locked invitation registers its own address whatever the details say. The same intention twice is one
    registration. Raises InvitationIsAnswered, AnswerIsTooLate, EventIsOver, and what ``register_guest`` raises.
    """
    lock(invitation)
    made = invitation.registration
    if made is not None and details.intention and made.intention == details.intention[:64]:
        return made
    rules.ensure_answerable(invitation.state, invitation.answer_by, invitation.expires_at, now=now)
    email = invitation.email if invitation.is_locked else details.email
    details = replace(details, email=email, form_slug=invitation.form.slug)
    has_seat, invitation.holds_seat = invitation.holds_seat, False
    if has_seat:
        details = replace(details, companion_count=0)
    db.session.flush()
    registration = service.register_guest(
        invitation.event,
        details,
        now=now,
        actor=actor,
        has_held_seat=has_seat,
        is_invited=True,
        skips_approval=invitation.skips_approval,
    )
    invitation.registration_id, invitation.registration = registration.id, registration
    _receive(invitation, registration, now=now, actor=actor)
    _settle(InvitationAccepted, invitation, S.ACCEPTED, now=now, actor=actor)
    return registration


def decline(invitation: Invitation, reason: str = "", *, now: datetime, actor: Actor) -> None:
    """Who was invited does not come; a held place goes to who waits.

    Raises InvitationIsAnswered or AnswerIsTooLate.
    """
    terms = lock(invitation)
    rules.ensure_answerable(invitation.state, invitation.answer_by, invitation.expires_at, now=now)
    let_go(invitation, terms, now=now)
    invitation.answer_reason = cleaned(reason)[:1000]
    _settle(InvitationDeclined, invitation, S.DECLINED, now=now, actor=actor)


def name_delegate(invitation: Invitation, delegate: Delegate, *, now: datetime, actor: Actor) -> Invitation:
    """Let somebody else come in one's place: they get a link of their own, and the held place is theirs.

    Raises InvitationIsAnswered, AnswerIsTooLate, DelegateMayNotDelegate, DelegateHasNoName, EmailIsNotValid,
    DelegateIsOneself, IsInvitedAlready or IsRegisteredAlready.
    """
    lock(invitation)
    rules.ensure_answerable(invitation.state, invitation.answer_by, invitation.expires_at, now=now)
    if invitation.delegate_of_id is not None:
        raise rules.DelegateMayNotDelegate
    person = cleaned_details(
        Invited(
            email=delegate.email,
            given_name=delegate.given_name,
            family_name=delegate.family_name,
            institution_name=invitation.institution_name,
            country=invitation.country,
            language=delegate.language,
        )
    )
    _ensure_delegate(invitation, person)
    made = _invited_instead(invitation, person, now=now)
    invitation.holds_seat = False
    db.session.add(made)
    _settle(DelegateNamed, invitation, S.DELEGATED, now=now, actor=actor)
    record(InvitationSent, made, now=now, actor=actor, changes={"state": (None, S.SENT.value)})
    return made


def _ensure_delegate(invitation: Invitation, person: Invited) -> None:
    if not (person.given_name or person.family_name):
        raise rules.DelegateHasNoName
    if not person.email:
        raise EmailIsNotValid
    if person.email == invitation.email:
        raise rules.DelegateIsOneself
    if find_counting(invitation.event_id, person.email) is not None:
        raise rules.IsInvitedAlready
    if queries.find_live_by_email(invitation.event_id, person.email) is not None:
        raise rules.IsRegisteredAlready


def _invited_instead(invitation: Invitation, person: Invited, *, now: datetime) -> Invitation:
    carried = {name: getattr(invitation, name) for name in CARRIED}
    written = {name: getattr(person, name) for name in ("email", "given_name", "family_name", "language")}
    known = {"institution_name": person.institution_name, "country": person.country}
    return Invitation(
        **carried,
        **written,
        **known,
        event=invitation.event,
        form=invitation.form,
        delegate_of=invitation,
        reference=tokens.new_reference(),
        token_version=1,
        state=S.SENT,
        is_locked=True,
        is_vip=False,
        holds_seat=invitation.holds_seat,
        search_key=search_key(person.given_name, person.family_name, person.email, person.institution_name),
        remind_at=rules.reminder_at(now, invitation.expires_at),
        made_at=now,
        sent_at=now,
        changed_at=now,
    )


def _receive(invitation: Invitation, registration: Registration, *, now: datetime, actor: Actor) -> None:
    """Let reception know what protocol wrote down about who comes."""
    registration.is_vip = invitation.is_vip
    if invitation.host_name or invitation.host_phone or invitation.protocol_note:
        gates.write_welcome(
            registration,
            welcome_note=invitation.protocol_note,
            host_name=invitation.host_name,
            host_phone=invitation.host_phone,
            now=now,
            actor=actor,
        )


def _settle(
    kind: type[InvitationAccepted | InvitationDeclined | DelegateNamed],
    invitation: Invitation,
    state: S,
    *,
    now: datetime,
    actor: Actor,
) -> None:
    changes = {"state": (invitation.state.value, state.value)}
    invitation.state, invitation.answered_at, invitation.changed_at = state, now, now
    db.session.flush()
    record(kind, invitation, now=now, actor=actor, changes=changes)
