"""Leaving nothing behind that says who a guest was."""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.forms import queries as forms
from coopevents.forms.sealed import all_values, file_keys
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import group_members, invitation_queries, personal_queries, seats, traces, waiting
from coopevents.registration.models import Registration
from coopevents.registration.privacy_facts import DataTakenAlong, GuestErased
from coopevents.registration.protected import ReasonIsMissing as ReasonIsMissing
from coopevents.registration.protected import ensure_reason
from coopevents.schedule import signing_up
from coopevents.storage import sealed_files
from coopevents.storage.store import present_store


class ErasureIsNotMeant(Refusal):
    """Nothing is erased by a slip."""

    status = 422
    sentence = _l("Tick the box if you mean it.")


def erase_guest(registration: Registration, *, now: datetime, actor: Actor, reason: str = "") -> None:
    """Erase a registration and everything kept about it, files and messages too; its seat goes to who waits.

    What remains is that something happened and when (the audit trail, without what it said), and the person's record
    where the office knows them from elsewhere. Nobody is told: there is no address left.

    Raises ReasonIsMissing when a colleague does not say why.
    """
    said = {} if actor.kind == "guest" else {"reason": (None, ensure_reason(reason))}
    terms = seats.lock(registration)
    event, number = registration.event, registration.number
    group_members.note_left(registration, now=now, actor=actor)
    signing_up.give_all_back(registration.person_id, event.schedule_id, now=now, actor=actor)
    db.session.flush()
    person_id = None if personal_queries.is_known_otherwise(registration) else registration.person_id
    seats.record(GuestErased, registration, event, now=now, actor=actor, changes={"number": (number, None), **said})
    for each in (*personal_queries.list_merged_into(registration), registration):
        _erase(each)
    if person_id is not None:
        personal_queries.delete_person(person_id)
    db.session.expire_all()
    waiting.pass_on(event, terms, now=now)


def hand_out(registration: Registration, *, now: datetime, actor: Actor, reason: str = "") -> None:
    """Write down that a copy of everything was handed out: to the guest, or to a colleague who says why.

    Raises ReasonIsMissing when a colleague does not.
    """
    changes = {} if actor.kind == "guest" else {"reason": (None, ensure_reason(reason))}
    seats.record(DataTakenAlong, registration, registration.event, now=now, actor=actor, changes=changes)


def _erase(registration: Registration) -> None:
    subject = seats.subject_of(registration)
    answers = forms.find_answers(subject)
    if answers is not None:
        traces.leave()
        sealed_files.erase_sealed(list(file_keys(all_values(answers))), store=present_store())
    db.session.flush()
    personal_queries.delete_answers(subject)
    personal_queries.delete_cases(subject)
    invitation = invitation_queries.find_of_registration(registration.id)
    if invitation is not None:
        invitation_queries.delete_messages([invitation.id])
    personal_queries.delete_messages(registration)
    personal_queries.delete_sign_ups(registration)
    personal_queries.forget_what_changed(subject)
    files = personal_queries.list_sealed_files(registration)
    if files:
        traces.leave()
    personal_queries.delete_registration(registration)
    sealed_files.erase_sealed(files, store=present_store())
