"""The verbs of tables of registrations: send one in, have it taken over, stop, have it taken back."""

from datetime import datetime, timedelta

from coopevents import ledger, sealing
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Fact, Subject
from coopevents.i18n import _l
from coopevents.mail import application
from coopevents.refusals import Refusal
from coopevents.registration import queries as registrations
from coopevents.registration.exchange import queries
from coopevents.registration.exchange.facts import TableSent, TableTaken, TableUndone
from coopevents.registration.exchange.models import RegistrationImport
from coopevents.registration.exchange.reading import ensure_table
from coopevents.registration.exchange.states import ImportState, Outcome
from coopevents.text import one_line

KEPT = timedelta(days=2)
"""So long after the last deed the rows of a table are kept, for its report and for taking it back."""


class AnotherTableIsOpen(Refusal):
    """Two tables at once would overtake each other."""

    sentence = _l("Another table for this event is not settled yet. Take it over or discard it first.")


class TableIsSettled(Refusal):
    """It was taken over, stopped or discarded already, or is not ready yet."""

    sentence = _l("This is not possible any more: somebody settled this table already.")


def send_table(
    event: Event, data: bytes, *, name: str, language: str, now: datetime, actor: Actor
) -> RegistrationImport:
    """Have the worker look at a table; nothing is changed by it yet.

    Raises TableIsTooLong, TableIsUnreadable or AnotherTableIsOpen; what is wrong inside is found out by the worker.
    """
    ensure_table(data)
    if queries.find_open(event.id) is not None:
        raise AnotherTableIsOpen
    held = RegistrationImport(
        event_id=event.id,
        sent_by_id=actor.id,
        sent_by=actor.label[:200],
        name=one_line(name)[:200],
        language=language,
        sealed=sealing.seal_bytes(data).decode("ascii"),
        sent_at=now,
        touched_at=now,
    )
    db.session.add(held)
    db.session.flush()
    _record(TableSent, event, now=now, actor=actor)
    ledger.once_committed(application.wake)
    return held


def take_table(
    event: Event, held: RegistrationImport, *, tells_guests: bool = False, now: datetime, actor: Actor
) -> None:
    """Have the worker take over the rows that can be; guests are written to only if that is wished.

    Raises TableIsSettled.
    """
    _ensure(held, ImportState.CHECKED)
    terms = registrations.lock_terms(event.id)
    terms.last_number = max(terms.last_number, queries.largest_wish(held.id))
    held.tells_guests = tells_guests
    total = held.counts.get("new", 0) + held.counts.get("changed", 0)
    _hand_to_worker(held, ImportState.TAKING, total, now=now, actor=actor)
    counts = {name: held.counts.get(name, 0) for name in ("new", "changed")}
    _record(TableTaken, event, now=now, actor=actor, **counts)


def undo_table(event: Event, held: RegistrationImport, *, now: datetime, actor: Actor) -> None:
    """Have the worker take back what the table did, but for registrations with which something was done since.

    Raises TableIsSettled.
    """
    _ensure(held, ImportState.DONE)
    if not held.has_rows or not held.counts.get(Outcome.TAKEN):
        raise TableIsSettled
    _hand_to_worker(held, ImportState.UNDOING, held.counts[Outcome.TAKEN], now=now, actor=actor)
    _record(TableUndone, event, now=now, actor=actor, rows=held.total)


def stop_table(held: RegistrationImport, *, now: datetime) -> None:
    """Discard a table that is not taken over yet, or take over no more of it; what was taken over stays.

    Raises TableIsSettled.
    """
    if held.state is ImportState.TAKING:
        finish(held, ImportState.DONE, now=now)
        return
    _ensure(held, ImportState.CHECKING, ImportState.CHECKED)
    held.state, held.sealed, held.touched_at, held.heard_at = ImportState.DROPPED, "", now, None


def finish(held: RegistrationImport, state: ImportState, *, now: datetime) -> None:
    """The work on the table is over."""
    held.state, held.heard_at, held.touched_at, held.sealed = state, None, now, ""
    held.counts = {**held.counts, **queries.count_rows(held.id)}


def fail(held: RegistrationImport, sentence: str, *, now: datetime) -> None:
    """Nothing can be made of the file."""
    held.state, held.heard_at, held.touched_at, held.sealed = ImportState.FAILED, None, now, ""
    held.failure = sentence


def _hand_to_worker(held: RegistrationImport, state: ImportState, total: int, *, now: datetime, actor: Actor) -> None:
    held.state, held.total, held.done, held.tries, held.heard_at = state, total, 0, 0, None
    held.sent_by_id, held.sent_by, held.touched_at = actor.id, actor.label[:200], now
    ledger.once_committed(application.wake)


def _ensure(held: RegistrationImport, *states: ImportState) -> None:
    if held.state not in states:
        raise TableIsSettled


def _record(kind: type[Fact], event: Event, *, now: datetime, actor: Actor, **said: int) -> None:
    changes = {name: (None, number) for name, number in said.items()}
    about = Subject("event", event.id)
    ledger.record(kind(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes))
