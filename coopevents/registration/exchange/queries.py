"""Every select of tables that were sent in, and of what they are held against."""

from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import ColumnElement, and_, delete, func, or_, select, update

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.forms.models import Answers
from coopevents.refusals import NotFound
from coopevents.registration import (
    event_forms,
    form_queries,
    list_queries,
    option_seats,
    plans,
    queries,
    seat_queries,
)
from coopevents.registration.exchange.about_cells import Forms
from coopevents.registration.exchange.columns import STORED
from coopevents.registration.exchange.known import Known, Room, Standing
from coopevents.registration.exchange.models import ImportRow, RegistrationImport
from coopevents.registration.exchange.states import AT_WORK, OPEN, ImportState, Outcome, Verdict
from coopevents.registration.group_models import Group
from coopevents.registration.models import Registration
from coopevents.registration.states import IS_LIVE
from coopevents.text import folded

STALE_AFTER = timedelta(seconds=45)
"""After that long without a word, whoever worked on a table is taken to be gone."""
AT_ONCE = 2_000


def get_import(event_id: int, import_id: int) -> RegistrationImport:
    """The table of that event with that id.

    Raises NotFound.
    """
    wanted = RegistrationImport.id == import_id, RegistrationImport.event_id == event_id
    found = db.session.scalar(select(RegistrationImport).where(*wanted))
    if found is None:
        raise NotFound
    return found


def find_import(import_id: int) -> RegistrationImport | None:
    """The table with that id, as it is now."""
    return db.session.get(RegistrationImport, import_id, populate_existing=True)


def list_imports(event_id: int, *, limit: int = 20) -> list[RegistrationImport]:
    """The latest tables of an event."""
    query = select(RegistrationImport).where(RegistrationImport.event_id == event_id)
    return list(db.session.scalars(query.order_by(RegistrationImport.id.desc()).limit(limit)))


def find_open(event_id: int) -> RegistrationImport | None:
    """The table of the event that is not settled yet."""
    wanted = RegistrationImport.event_id == event_id, RegistrationImport.state.in_(OPEN)
    return db.session.scalar(select(RegistrationImport).where(*wanted).limit(1))


def has_work(now: datetime) -> bool:
    """Whether a table waits for a worker."""
    return db.session.scalar(select(RegistrationImport.id).where(_is_free(now)).limit(1)) is not None


def claim_next(now: datetime) -> RegistrationImport | None:
    """The table that waited longest, claimed for the caller alone."""
    while True:
        found = db.session.scalar(
            select(RegistrationImport.id).where(_is_free(now)).order_by(RegistrationImport.id).limit(1)
        )
        if found is None:
            return None
        claimed = {"heard_at": now, "turn": RegistrationImport.turn + 1, "tries": RegistrationImport.tries + 1}
        query = update(RegistrationImport).where(RegistrationImport.id == found, _is_free(now)).values(claimed)
        query = query.returning(RegistrationImport.id).execution_options(synchronize_session=False)
        if db.session.scalar(query) is not None:
            return find_import(found)


def hear_of(import_id: int, turn: int, now: datetime, *, further: int = 0) -> bool:
    """Note that so many more rows are done; False when the work is no longer the caller's."""
    mine = RegistrationImport.id == import_id, RegistrationImport.turn == turn, RegistrationImport.state.in_(AT_WORK)
    said = {"heard_at": now, "done": RegistrationImport.done + further}
    query = update(RegistrationImport).where(*mine).values(said).returning(RegistrationImport.id)
    return db.session.scalar(query.execution_options(synchronize_session=False)) is not None


def _is_free(now: datetime) -> ColumnElement[bool]:
    is_quiet = or_(RegistrationImport.heard_at.is_(None), RegistrationImport.heard_at < now - STALE_AFTER)
    return and_(RegistrationImport.state.in_(AT_WORK), is_quiet)


def list_rows(
    import_id: int,
    *,
    verdicts: Collection[Verdict] = (),
    outcomes: Collection[Outcome] = (),
    has_remarks: bool = False,
    is_told_of: bool = False,
    limit: int | None = None,
    offset: int = 0,
) -> list[ImportRow]:
    """Rows of a table in the order of the file."""
    query = select(ImportRow).where(ImportRow.import_id == import_id)
    if verdicts:
        query = query.where(ImportRow.verdict.in_(verdicts))
    if outcomes:
        query = query.where(ImportRow.outcome.in_(outcomes))
    if has_remarks:
        query = query.where(ImportRow.has_remarks)
    if is_told_of:
        query = query.where(or_(ImportRow.has_remarks, ImportRow.verdict == Verdict.FAULTY))
    return list(db.session.scalars(query.order_by(ImportRow.row).limit(limit).offset(offset)))


def next_rows(import_id: int, outcome: Outcome | None, *, limit: int) -> list[ImportRow]:
    """The next rows that do something, and of which so far that became."""
    wanted = (
        ImportRow.import_id == import_id,
        ImportRow.outcome.is_(None) if outcome is None else ImportRow.outcome == outcome,
        ImportRow.verdict.in_((Verdict.NEW, Verdict.CHANGED)),
    )
    return list(db.session.scalars(select(ImportRow).where(*wanted).order_by(ImportRow.row).limit(limit)))


def count_rows(import_id: int) -> dict[str, int]:
    """How many rows there are of each verdict, and of each outcome."""
    found: dict[str, int] = {}
    for column in (ImportRow.verdict, ImportRow.outcome):
        query = select(column, func.count()).where(ImportRow.import_id == import_id).group_by(column)
        found |= {row[0].value: row[1] for row in db.session.execute(query) if row[0] is not None}
    remarked = ImportRow.import_id == import_id, ImportRow.has_remarks, ImportRow.verdict != Verdict.FAULTY
    found["remarked"] = db.session.scalar(select(func.count()).select_from(ImportRow).where(*remarked)) or 0
    return found


def largest_wish(import_id: int) -> int:
    """The largest number a row asks for."""
    return db.session.scalar(select(func.max(ImportRow.wished_number)).where(ImportRow.import_id == import_id)) or 0


def forget_some_rows(import_id: int) -> bool:
    """Let go of the next rows of a table; whether there were any."""
    some = select(ImportRow.row).where(ImportRow.import_id == import_id).limit(AT_ONCE).scalar_subquery()
    query = delete(ImportRow).where(ImportRow.import_id == import_id, ImportRow.row.in_(some)).returning(ImportRow.row)
    return bool(list(db.session.scalars(query.execution_options(synchronize_session=False))))


def list_forgettable(before: datetime) -> list[int]:
    """Tables whose file or rows are still kept though nobody touched them since that moment."""
    is_kept = or_(RegistrationImport.has_rows, RegistrationImport.sealed != "")
    wanted = RegistrationImport.touched_at < before, is_kept, RegistrationImport.state.not_in(AT_WORK)
    return list(db.session.scalars(select(RegistrationImport.id).where(*wanted)))


def look_around(event: Event) -> Known:
    """The event as a table sees it, in values that outlive the transaction."""
    terms, forms = queries.get_terms(event.id), form_queries.list_forms(event.id)
    definitions = {form.id: event_forms.definition_of(form.id) for form in forms}
    room = Room(
        None if terms.capacity is None else terms.capacity - seat_queries.seats_taken(event.id),
        {f.id: None if f.capacity is None else f.capacity - seat_queries.seats_taken_on(f.id) for f in forms},
    )
    for form in forms:
        for key, left in option_seats.options_left(form, definitions[form.id]).items():
            room.options |= {(form.id, key, value): number for value, number in left.items()}
    return Known(
        forms=Forms(forms),
        questions=tuple(event_forms.tabled_questions(event.id)),
        definitions=definitions,
        tags=frozenset(folded(each.name) for each in list_queries.list_tags(event.id)),
        zone=ZoneInfo(event.time_zone),
        room=room,
        has_waiting_list=terms.has_waiting_list,
        waits_for_approval=frozenset(f.id for f in forms if plans.needs_approval(terms, f.id, by_office=True)),
    )


def list_standing(event_id: int, numbers: Collection[int], emails: Collection[str]) -> list[Standing]:
    """The registrations with these numbers, and the live ones with these addresses."""
    is_live = and_(Registration.email.in_(emails), Registration.state.in_(IS_LIVE))
    names = ("id", "form_id", *STORED)
    about = (Answers.subject_kind == "registration") & (Answers.subject_id == Registration.id)
    query = select(*(getattr(Registration, name) for name in names), Answers.values)
    query = query.outerjoin_from(Registration, Answers, about).where(Registration.event_id == event_id)
    rows = list(db.session.execute(query.where(or_(Registration.number.in_(numbers), is_live))))
    tags = list_queries.tags_of([row[0] for row in rows])
    return [
        Standing(
            dict(zip(names, row[:-1], strict=True)), row[-1] or {}, tuple(each.name for each in tags.get(row[0], []))
        )
        for row in rows
    ]


def is_number_free(event_id: int, number: int) -> bool:
    """Whether neither a guest nor a group of the event has that number."""
    held = select(Registration.id).where(Registration.event_id == event_id, Registration.number == number).exists()
    by_group = select(Group.id).where(Group.event_id == event_id, Group.number == number).exists()
    return not db.session.scalar(select(held | by_group))


def add_rows(rows: Iterable[dict[str, Any]]) -> None:
    """Keep what was found out about rows."""
    if rows := list(rows):
        db.session.execute(ImportRow.__table__.insert(), rows)  # type: ignore[attr-defined]


def is_state(import_id: int, state: ImportState) -> bool:
    """Whether the table is in that state now."""
    return db.session.scalar(select(RegistrationImport.state).where(RegistrationImport.id == import_id)) is state
