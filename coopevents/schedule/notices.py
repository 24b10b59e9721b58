"""Who is still to be told of which releases: asking for it, keeping what was written, and settling it.

A notice waits from the release that concerns a person to the end of the quiet period. What is said to them meanwhile is
for others to write; here it is only kept which draft says it, and up to which release.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select, update
from sqlalchemy.dialects import postgresql, sqlite

from coopevents.db import db
from coopevents.mail import service as outbox
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.schedule.models import Schedule
from coopevents.schedule.release_models import WAITING_NOTICE, Notice, Release
from coopevents.schedule.states import NoticeState
from coopevents.text import LocalizedText

MOST_AT_ONCE = 200
_PLAIN = {"synchronize_session": False}


@dataclass(frozen=True, slots=True)
class Unwritten:
    """A waiting notice whose draft does not say yet what the latest release changed."""

    id: int
    person_id: int
    until_number: int
    due_at: datetime


def ask_to_tell(schedule: Schedule, person_ids: Collection[int], *, number: int, now: datetime) -> None:
    """These people are to hear of that release once the quiet period is over.

    Who waits to hear of an earlier one will hear of both in one message, as long after this one. Everybody else who
    waits is left where they are, though their message is written anew.
    """
    _let_write_anew(schedule.id, number)
    if not person_ids:
        return
    said = {
        "schedule_id": schedule.id,
        "since_number": number - 1,
        "until_number": number,
        "state": NoticeState.WAITING,
        "due_at": now + timedelta(minutes=schedule.quiet_minutes),
        "created_at": now,
    }
    asked: Any = (postgresql if db.session.get_bind().dialect.name == "postgresql" else sqlite).insert(Notice)
    asked = asked.on_conflict_do_update(
        index_elements=["schedule_id", "person_id"],
        index_where=WAITING_NOTICE,
        set_={"until_number": asked.excluded.until_number, "due_at": asked.excluded.due_at},
    )
    db.session.execute(asked, [said | {"person_id": each} for each in person_ids])


def keep_up(schedule: Schedule, *, number: int) -> None:
    """A release of which nobody is told: whoever waits to hear of an earlier one hears how things stand after it."""
    _let_write_anew(schedule.id, number)


def _let_write_anew(schedule_id: int, number: int) -> None:
    waiting = (Notice.schedule_id == schedule_id, Notice.state == NoticeState.WAITING)
    db.session.execute(update(Notice).where(*waiting).values(until_number=number), execution_options=_PLAIN)


def write_all_anew(schedule_id: int) -> None:
    """Every draft of this schedule is written once more."""
    waiting = (Notice.schedule_id == schedule_id, Notice.state == NoticeState.WAITING)
    db.session.execute(update(Notice).where(*waiting).values(written_number=None), execution_options=_PLAIN)


def drop_all(schedule_id: int, *, now: datetime) -> None:
    """Nobody who waits is told any more, and their drafts are gone from the outbox."""
    waiting = (Notice.schedule_id == schedule_id, Notice.state == NoticeState.WAITING)
    drop(db.session.scalars(select(Notice).where(*waiting).with_for_update()).all(), now=now)


def drop(notices: Sequence[Notice], *, now: datetime) -> None:
    """These people are not told, since there is nothing left to tell; their drafts are gone."""
    message_ids = [each.message_id for each in notices if each.message_id is not None]
    for notice in notices:
        notice.state, notice.settled_at, notice.message_id = NoticeState.DROPPED, now, None
    db.session.flush()
    for message in db.session.scalars(select(OutboxMessage).where(OutboxMessage.id.in_(message_ids))):
        outbox.forget_draft(message)


def settle_by_message(message_id: int, *, now: datetime, is_told: bool) -> None:
    """Somebody approved or discarded the draft of a notice.

    What was released after it was written, a moment ago at most, is told in a message of its own.
    """
    query = select(Notice).where(Notice.message_id == message_id, Notice.state == NoticeState.WAITING)
    notice = db.session.scalar(query.with_for_update())
    if notice is None:
        return
    notice.state = NoticeState.TOLD if is_told else NoticeState.DROPPED
    notice.settled_at = now
    db.session.flush()
    if notice.written_number is not None and notice.written_number < notice.until_number:
        rest = Notice(
            schedule_id=notice.schedule_id,
            person_id=notice.person_id,
            since_number=notice.written_number,
            until_number=notice.until_number,
            due_at=notice.due_at,
            created_at=now,
        )
        db.session.add(rest)


def list_unwritten_groups() -> list[tuple[int, int]]:
    """Which (schedule, release they know) have notices to write; what is known of one serves the whole group."""
    query = select(Notice.schedule_id, Notice.since_number).where(_is_unwritten()).distinct()
    return [(row[0], row[1]) for row in db.session.execute(query.order_by(Notice.schedule_id, Notice.since_number))]


def list_unwritten(schedule_id: int, since_number: int) -> list[Unwritten]:
    """The notices of such a group that are to be written, who waits longest first."""
    columns = (Notice.id, Notice.person_id, Notice.until_number, Notice.due_at)
    wanted = (Notice.schedule_id == schedule_id, Notice.since_number == since_number, _is_unwritten())
    return [Unwritten(*row) for row in db.session.execute(select(*columns).where(*wanted).order_by(Notice.id))]


def lock_unwritten(chunk: Iterable[Unwritten]) -> dict[int, Notice]:
    """Those of them that still wait for just this, by id; what another worker or door holds is left to it."""
    wanted = {each.id: each.until_number for each in chunk}
    query = select(Notice).where(Notice.id.in_(wanted), _is_unwritten()).with_for_update(skip_locked=True)
    found = list(db.session.scalars(query.execution_options(populate_existing=True)))
    drafts = {each.message_id for each in found if each.message_id is not None}
    held = select(OutboxMessage.id).where(OutboxMessage.id.in_(drafts)).with_for_update(skip_locked=True)
    free = {*db.session.scalars(held), None}
    return {each.id: each for each in found if each.until_number == wanted[each.id] and each.message_id in free}


def hand_over(*, now: datetime) -> int:
    """Let the drafts go whose quiet period is over and that nobody holds; returns how many, a number of them at most.

    Notice and message change in one transaction, so that no kill loses one or tells twice.
    """
    query = select(Notice, OutboxMessage).join(OutboxMessage, OutboxMessage.id == Notice.message_id)
    query = query.where(_is_ready(), Notice.due_at <= now).order_by(Notice.due_at, Notice.id).limit(MOST_AT_ONCE)
    rows = list(db.session.execute(query.with_for_update(skip_locked=True)))
    for notice, _message in rows:
        notice.state, notice.settled_at = NoticeState.TOLD, now
    outbox.approve_by_time([message for _notice, message in rows], now=now)
    return len(rows)


def next_due_at() -> datetime | None:
    """When the next draft goes by itself, or should have; None when none does."""
    query = select(func.min(Notice.due_at)).join(OutboxMessage, OutboxMessage.id == Notice.message_id)
    return db.session.scalar(query.where(_is_ready()))


def count_waiting(schedule_id: int) -> int:
    """How many people wait to hear of a schedule's releases."""
    query = select(func.count()).select_from(Notice)
    waiting = (Notice.schedule_id == schedule_id, Notice.state == NoticeState.WAITING)
    return db.session.scalar(query.where(*waiting)) or 0


def list_comments(schedule_id: int, *, since: int, until: int) -> list[LocalizedText]:
    """What the organisers said about the releases after one and up to another, without repeating themselves."""
    wanted = (Release.schedule_id == schedule_id, Release.number > since, Release.number <= until)
    query = select(Release.comment).where(*wanted).order_by(Release.number)
    return list(dict.fromkeys(each for each in db.session.scalars(query) if each))


def _is_unwritten() -> ColumnElement[bool]:
    is_behind = or_(Notice.written_number.is_(None), Notice.written_number < Notice.until_number)
    return (Notice.state == NoticeState.WAITING) & is_behind


def _is_ready() -> ColumnElement[bool]:
    is_written = (Notice.state == NoticeState.WAITING) & (Notice.written_number == Notice.until_number)
    return is_written & (OutboxMessage.state == MessageState.DRAFT) & OutboxMessage.needs_approval.is_(False)
