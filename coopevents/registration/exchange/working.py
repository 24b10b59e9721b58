"""The worker's steps on a table: read the file, look at some rows, take some over, take some back. Each is short."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from coopevents import sealing
from coopevents.db import MadeInTheMeantime, db
from coopevents.events import queries as events
from coopevents.facts import Actor
from coopevents.i18n import _, force_locale
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, traces
from coopevents.registration import queries as registrations
from coopevents.registration.exchange import queries
from coopevents.registration.exchange.checking import Checked, Checker
from coopevents.registration.exchange.columns import ABOUT, Column, columns_named
from coopevents.registration.exchange.models import ImportRow, RegistrationImport
from coopevents.registration.exchange.reading import Table, table_of
from coopevents.registration.exchange.states import Outcome, Verdict
from coopevents.registration.exchange.taking import Memory, Taker
from coopevents.registration.exchange.undoing import take_back
from coopevents.registration.rules import EmailIsRegistered
from coopevents.schedule.exchange.tables import Read

LOOKED_AT_ONCE = 200
TAKEN_AT_ONCE = 100
Row = tuple[int, Sequence[Read]]


class Look:
    """A file that is being looked at: its table, and who keeps count of its rows."""

    def __init__(self, held: RegistrationImport) -> None:
        event = events.get_event(held.event_id)
        known = queries.look_around(event)
        self.import_id, self.event_id = held.id, event.id
        with force_locale(held.language):
            self.table: Table = table_of(sealing.unseal_bytes(held.sealed.encode()), known.questions)
        self.language = held.language
        self.said_in = self.table.language
        self.checker = Checker(known, self.table.columns)
        self._headings = {each.key: each for each in self.table.columns if each is not None}

    def look_at(self, rows: Sequence[Row]) -> list[dict[str, Any]]:
        """What these rows would do, as they are kept."""
        wishes = [self.checker.wishes(cells) for _row, cells in rows]
        numbers, emails = {number for number, _email in wishes if number}, {email for _number, email in wishes if email}
        standing = queries.list_standing(self.event_id, numbers, emails)
        by_key: dict[int | str, list[Any]] = {}
        for each in standing:
            by_key.setdefault(each.about["number"], []).append(each)
            by_key.setdefault(each.about["email"], []).append(each)
        found = []
        for (row, cells), (number, email) in zip(rows, wishes, strict=True):
            meant = [*by_key.get(number or 0, []), *by_key.get(email or 0, [])]
            with force_locale(self.said_in):
                checked = self.checker.check(row, cells, meant)
            with force_locale(self.language):
                found.append(self._kept(checked))
        return found

    def _kept(self, checked: Checked) -> dict[str, Any]:
        verdict = checked.verdict
        does_something = verdict in {Verdict.NEW, Verdict.CHANGED}
        plan = {
            "about": {name: _plain(value) for name, value in checked.about.items()},
            "values": checked.values,
            "tags": checked.tags,
            "stood_at": _plain(checked.stood_at),
            "shown": [[self._heading(key), old, new] for key, old, new in checked.shown],
        }
        return {
            "import_id": self.import_id,
            "row": checked.row,
            "registration_id": checked.registration_id,
            "verdict": verdict,
            "outcome": None,
            "wished_number": checked.about.get("number") if verdict is Verdict.NEW else None,
            "who": checked.who,
            "plan": plan if does_something else {},
            "troubles": [[self._heading(key), str(sentence)] for key, sentence in checked.troubles],
            "remarks": [[self._heading(key), str(sentence)] for key, sentence in checked.remarks],
            "has_remarks": bool(checked.remarks),
            "undo": {},
        }

    def _heading(self, key: str) -> str:
        column = self._headings.get(key) or (Column(key) if key in ABOUT else None)
        return column.heading if column is not None else ""

    def leaves_secrets(self) -> bool:
        """Whether the file brings answers that are kept sealed; they are passed over, and no trace of them is left."""
        secret = event_forms.secret_questions(self.event_id)
        return any(each is not None for each in columns_named(self.table.passed_over, secret))


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value


def keep_looked(held: RegistrationImport, look: Look) -> None:
    """Everything was looked at; the file itself is let go."""
    held.passed_over = list(look.table.passed_over)
    held.counts = queries.count_rows(held.id)
    held.sealed = ""
    if look.leaves_secrets():
        traces.leave()


def take_some(held: RegistrationImport, *, memory: Memory, now: datetime, is_over: Callable[[], bool]) -> int:
    """Take over the next rows until the time is over; returns how many, 0 when none is left."""
    return _deal_with_some(held, None, _take, memory=memory, now=now, is_over=is_over)


def undo_some(held: RegistrationImport, *, memory: Memory, now: datetime, is_over: Callable[[], bool]) -> int:
    """Take back the next rows until the time is over; returns how many, 0 when none is left."""
    return _deal_with_some(held, Outcome.TAKEN, _undo, memory=memory, now=now, is_over=is_over)


def _deal_with_some(
    held: RegistrationImport,
    outcome: Outcome | None,
    deed: Callable[[ImportRow, Taker], None],
    *,
    memory: Memory,
    now: datetime,
    is_over: Callable[[], bool],
) -> int:
    event = events.get_event(held.event_id)
    terms = registrations.lock_terms(event.id)
    actor = Actor("user", held.sent_by_id, held.sent_by)
    rows, done = queries.next_rows(held.id, outcome, limit=TAKEN_AT_ONCE), 0
    taker = Taker(event, terms, actor, now, held.tells_guests, memory)
    with force_locale(held.language):
        for row in rows:
            try:
                with db.session.begin_nested():
                    deed(row, taker)
            except (Refusal, MadeInTheMeantime) as refused:
                taker = Taker(event, terms, actor, now, held.tells_guests, memory)
                _skip(row, outcome, refused)
            done += 1
            if is_over():
                break
    return done


def _take(row: ImportRow, taker: Taker) -> None:
    registration = taker.register(row) if row.verdict is Verdict.NEW else taker.change(row)
    row.registration_id, row.outcome, row.plan = registration.id, Outcome.TAKEN, {}


def _undo(row: ImportRow, taker: Taker) -> None:
    row.outcome = Outcome.UNDONE
    take_back(row, taker)
    row.undo = {}


def _skip(row: ImportRow, outcome: Outcome | None, refused: Exception) -> None:
    row.outcome = Outcome.SKIPPED if outcome is None else Outcome.KEPT
    sentence = str(refused) if isinstance(refused, Refusal) else str(EmailIsRegistered.sentence)
    row.remarks = [*row.remarks, [_("Row %(row)s", row=row.row), sentence]]
    row.has_remarks = True
