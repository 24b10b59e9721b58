"""Save and return: a form that is not finished waits behind a link that is sent to its owner."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import delete, select

from coopevents import ledger, sealing
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Fact, Subject
from coopevents.forms.single import valid_email
from coopevents.i18n import _l
from coopevents.refusals import NotFound
from coopevents.registration import rules, tokens
from coopevents.registration.draft_models import Draft
from coopevents.registration.models import EventForm

KEPT_FOR = timedelta(days=30)
Typed = Mapping[str, list[str]]
"""What was typed, by the name of the field."""


@dataclass(frozen=True, kw_only=True)
class DraftSaved(Fact):
    """Somebody saved a form to go on later; the link goes to the address written in it."""

    sentence = _l("Form saved to go on later")


def save_draft(
    event: Event,
    form: EventForm,
    email: str,
    typed: Typed,
    *,
    language: str,
    token: str = "",
    now: datetime,
    actor: Actor,
) -> Draft:
    """Keep what was typed for 30 days, in the place of the draft the token opens if it is of the same address.

    Raises EmailIsNotValid.
    """
    address = valid_email(email)
    if address is None:
        raise rules.EmailIsNotValid
    draft = find_draft(form, token)
    if draft is None or draft.email != address:
        draft = Draft(event_id=event.id, form_id=form.id, email=address, reference=tokens.new_reference())
        db.session.add(draft)
    draft.language, draft.saved_at = language, now
    draft.sealed = sealing.seal(json.dumps(dict(typed), ensure_ascii=False))
    db.session.flush()
    about = Subject("registration_draft", draft.id)
    ledger.record(DraftSaved(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id))
    return draft


def find_draft(form: EventForm, token: str) -> Draft | None:
    """The draft of a form that the token opens."""
    reference = tokens.reference_in(token)
    if reference is None or not tokens.opens_draft(reference, token):
        return None
    return db.session.scalar(select(Draft).where(Draft.reference == reference, Draft.form_id == form.id))


def get_by_id(draft_id: int) -> Draft:
    """The draft with that id.

    Raises NotFound.
    """
    draft = db.session.get(Draft, draft_id)
    if draft is None:
        raise NotFound
    return draft


def typed_in(draft: Draft) -> dict[str, list[str]]:
    """What was typed."""
    found: dict[str, list[str]] = json.loads(sealing.unseal(draft.sealed))
    return found


def forget_drafts(event_id: int, email: str) -> None:
    """Somebody has registered: nothing half written of theirs is kept."""
    db.session.execute(delete(Draft).where(Draft.event_id == event_id, Draft.email == email))


def erase_old(now: datetime) -> int:
    """Erase what was saved more than 30 days ago; returns how many drafts that were."""
    old = list(db.session.scalars(select(Draft).where(Draft.saved_at < now - KEPT_FOR)))
    for draft in old:
        db.session.delete(draft)
    return len(old)
