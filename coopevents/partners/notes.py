"""Notes about institutions, and what is to be followed up: by whom, until when, done, reopened."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from coopevents import config, ledger
from coopevents.facts import THE_HOUSE, Actor, Changes, Subject
from coopevents.partners import rules, story_queries
from coopevents.partners.details import NoteDetails
from coopevents.partners.facts import (
    FollowUpDone,
    FollowUpFellDue,
    FollowUpReopened,
    PartnerNoteChanged,
    PartnerNoteRemoved,
    PartnerNoteWritten,
)
from coopevents.partners.models import Institution
from coopevents.partners.service import record
from coopevents.partners.story_models import InstitutionNote
from coopevents.text import cleaned

MORNING = timedelta(hours=9)
"""Nobody is reminded before nine in the morning, where the office is."""


def today_at_office(now: datetime) -> date:
    """Which day it is at the office."""
    return now.astimezone(ZoneInfo(config.in_force().default_time_zone)).date()


def reminding_day(now: datetime) -> date:
    """The day of which owners are reminded by now."""
    return today_at_office(now - MORNING)


def write_note(institution: Institution, details: NoteDetails, *, now: datetime, actor: Actor) -> InstitutionNote:
    """Keep what a colleague writes. Raises a Refusal that names the field."""
    rules.ensure_note_holds(details)
    note = story_queries.add(
        InstitutionNote(
            institution_id=institution.id,
            institution=institution,
            text=cleaned(details.text).strip(),
            written_by=actor.label,
            written_at=now,
            due_on=details.due_on,
            owner_id=details.owner_id,
        )
    )
    record(PartnerNoteWritten, institution, now, actor, _until(None, details.due_on))
    return note


def change_note(note: InstitutionNote, details: NoteDetails, *, now: datetime, actor: Actor) -> None:
    """Other words, another day or owner; who got it, or got more time, is told when the day comes.

    Raises a Refusal that names the field.
    """
    rules.ensure_note_holds(details)
    old_day = note.due_on
    said = {"text": cleaned(details.text).strip(), "due_on": details.due_on, "owner_id": details.owner_id}
    changed = {name for name, value in said.items() if getattr(note, name) != value}
    for name in changed:
        setattr(note, name, said[name])
    if changed & {"due_on", "owner_id"}:
        note.reminded_at = None
    if note.due_on is None:
        note.done_at, note.done_by = None, ""
    if changed:
        record(PartnerNoteChanged, note.institution, now, actor, _until(old_day, note.due_on))


def finish(note: InstitutionNote, *, now: datetime, actor: Actor) -> bool:
    """It is done; False when it was already. Raises NothingToFollowUp."""
    note = story_queries.lock_note(note.id)
    _ensure_follow_up(note)
    if note.done_at is not None:
        return False
    note.done_at, note.done_by = now, actor.label
    record(FollowUpDone, note.institution, now, actor, _until(None, note.due_on))
    return True


def reopen(note: InstitutionNote, *, now: datetime, actor: Actor) -> bool:
    """It is not done after all; False when it was open. Raises NothingToFollowUp."""
    note = story_queries.lock_note(note.id)
    _ensure_follow_up(note)
    if note.done_at is None:
        return False
    note.done_at, note.done_by = None, ""
    record(FollowUpReopened, note.institution, now, actor, _until(None, note.due_on))
    return True


def remove_note(note: InstitutionNote, *, now: datetime, actor: Actor) -> None:
    """Keep nothing of it but that there was a note."""
    institution = note.institution
    story_queries.remove(note)
    record(PartnerNoteRemoved, institution, now, actor, {})


def remind_owner(note: InstitutionNote, today: date, *, now: datetime) -> bool:
    """Tell the owner that the day has come, once for each day and owner; False when there is no need."""
    note = story_queries.lock_note(note.id)
    if not note.is_open or note.owner_id is None or note.reminded_at is not None:
        return False
    if note.due_on is None or note.due_on > today:
        return False
    note.reminded_at = now
    institution = note.institution
    subject = Subject("institution", institution.id)
    fact = FollowUpFellDue(at=now, actor=THE_HOUSE, subject=subject, unit_id=institution.unit_id, note_id=note.id)
    ledger.record(fact)
    return True


def _ensure_follow_up(note: InstitutionNote) -> None:
    if note.due_on is None:
        raise rules.NothingToFollowUp


def _until(old: date | None, new: date | None) -> Changes:
    if old == new:
        return {}
    return {"due_on": (old.isoformat() if old else None, new.isoformat() if new else None)}
