"""What each row of a table would do, held against the event as it stands. Pure; keeps count from row to row.

A cell that says what is stored says nothing; so a table that was exported here and comes back as it was changes
nothing, whatever has become forbidden since. An empty cell empties what it stands for; a missing column leaves it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from coopevents.exports import Cell
from coopevents.forms.fields import CHOOSING, FieldType, Question
from coopevents.forms.single import Unacceptable
from coopevents.i18n import _l
from coopevents.registration import option_seats
from coopevents.registration.exchange import about_cells
from coopevents.registration.exchange.answer_cells import answer_in, is_only_told, text_of
from coopevents.registration.exchange.columns import ABOUT, Column
from coopevents.registration.exchange.known import Known, Standing
from coopevents.registration.exchange.states import Verdict
from coopevents.registration.exchange.writing import RowWriter
from coopevents.registration.rules import EmailIsNotValid, NameIsMissing
from coopevents.registration.states import HOLDING_A_SEAT, IS_LIVE, RegistrationState
from coopevents.registration.tags import MOST_TAGS
from coopevents.schedule.exchange.tables import LONGEST_CELL, Read
from coopevents.text import folded, full_name

NAMES = ("given_name", "family_name", "original_name")
LEFT_AS_IT_IS = ("state", "form", "companion_count")
"""What a table sets for somebody new and never changes; a difference is remarked upon."""
ONLY_FOR_NEW = ("submitted_at", "changed_at", "state_reason", "number", "email")
BY_OFFER = frozenset({RegistrationState.OFFERED, RegistrationState.OFFER_EXPIRED, RegistrationState.RETURNED})
SEATED = frozenset({RegistrationState.APPROVED, RegistrationState.CHECKED_IN, RegistrationState.NO_SHOW})


@dataclass
class Checked:
    """What a row would do. ``about`` and ``values`` hold what is to be written, by name and by question."""

    row: int
    registration_id: int | None = None
    about: dict[str, Any] = field(default_factory=dict)
    values: dict[str, Any] = field(default_factory=dict)
    tags: list[str] | None = None
    troubles: list[tuple[str, Any]] = field(default_factory=list)
    remarks: list[tuple[str, Any]] = field(default_factory=list)
    shown: list[tuple[str, str, str]] = field(default_factory=list)
    """What would change: the column's key, what stands there, and what the row says."""
    stood_at: Any = None
    who: str = ""

    @property
    def verdict(self) -> Verdict:
        """New, changed, unchanged or faulty."""
        if self.troubles:
            return Verdict.FAULTY
        if self.registration_id is None:
            return Verdict.NEW
        return Verdict.CHANGED if self.about or self.values or self.tags is not None else Verdict.UNCHANGED


class Checker:
    """Looks at one row after the other; what they take of what is limited is counted off."""

    def __init__(self, known: Known, columns: Sequence[Column | None]) -> None:
        self.known = known
        self.places = {column.key: place for place, column in enumerate(columns) if column is not None}
        self.columns = [column for column in columns if column is not None]
        self._rows_of_guests: dict[int, int] = {}
        self._rows_of_emails: dict[str, int] = {}
        self._rows_of_numbers: dict[int, int] = {}
        self._tags = set(known.tags)

    def wishes(self, cells: Sequence[Read]) -> tuple[int | None, str]:
        """The number and the address in the row, for finding whom it means; nothing where they cannot be read."""
        found: list[Any] = []
        for name in ("number", "email"):
            try:
                found.append(self._read(name, cells) if name in self.places else None)
            except Unacceptable:
                found.append(None)
        return found[0], found[1] or ""

    def check(self, row: int, cells: Sequence[Read], standing: Iterable[Standing]) -> Checked:
        """What the row would do; ``standing`` are the registrations its number or its address may mean."""
        checked = Checked(row)
        number, email = self._key(checked, cells)
        standing = list(standing)
        by_number = next((each for each in standing if number and each.about["number"] == number), None)
        meant = by_number or next((each for each in standing if email and each.about["email"] == email), None)
        if by_number is not None and email and by_number.about["email"] != email:
            checked.troubles.append(("number", _l("This number belongs to another address. Leave one of them empty.")))
        elif not checked.troubles and meant is not None:
            self._check_known(checked, cells, meant, number)
        elif not checked.troubles:
            self._check_new(checked, cells, number, email)
        checked.who = checked.who or _who({name: text_of(self._cell(name, cells)) for name in (*NAMES, "email")})
        checked.troubles.sort(key=lambda trouble: self.places.get(trouble[0], len(self.places)))
        return checked

    def _key(self, checked: Checked, cells: Sequence[Read]) -> tuple[int | None, str]:
        found: dict[str, Any] = {}
        for name in ("number", "email"):
            try:
                cell = self._cell(name, cells)
                found[name] = self._read(name, cells) if name in self.places and text_of(cell) else None
            except Unacceptable as unacceptable:
                checked.troubles.append((name, unacceptable.sentence))
        return found.get("number"), found.get("email") or ""

    def _cell(self, key: str, cells: Sequence[Read]) -> Read:
        place = self.places.get(key)
        return cells[place] if place is not None and place < len(cells) else None

    def _read(self, name: str, cells: Sequence[Read]) -> Any:
        return about_cells.read(name, self._cell(name, cells), forms=self.known.forms, zone=self.known.zone)

    # somebody who is registered already

    def _check_known(self, checked: Checked, cells: Sequence[Read], guest: Standing, number: int | None) -> None:
        checked.registration_id, checked.stood_at = guest.about["id"], guest.about["changed_at"]
        checked.who = _who(guest.about)
        earlier = self._rows_of_guests.setdefault(guest.about["id"], checked.row)
        if earlier != checked.row:
            checked.troubles.append(("", _l("Row %(row)s is about the same guest.", row=earlier)))
            return
        if number is not None and number != guest.about["number"]:
            checked.remarks.append(("number", _l("The number stays %(number)s.", number=guest.about["number"])))
        writer = RowWriter(self.columns, self.known.forms, {guest.about["id"]: guest.tags})
        stored = writer.cells(guest.about, guest.values)
        different = [
            column
            for column, said in zip(self.columns, stored, strict=True)
            if not _says_the_same(self._cell(column.key, cells), said)
        ]
        for column in different:
            if column.question is None:
                self._change_about(checked, column.name, cells, guest)
        self._change_answers(checked, different, cells, guest)
        checked.shown = [
            (column.key, text_of(said), text_of(self._cell(column.key, cells)))
            for column, said in zip(self.columns, stored, strict=True)
            if column in different and _is_written(checked, column)
        ]
        if not any(checked.about.get(name, guest.about[name]) for name in NAMES):
            checked.troubles.append(("family_name", NameIsMissing.sentence))

    def _change_about(self, checked: Checked, name: str, cells: Sequence[Read], guest: Standing) -> None:
        if name in ONLY_FOR_NEW:
            return
        try:
            said = self._read(name, cells)
        except Unacceptable as unacceptable:
            checked.troubles.append((name, unacceptable.sentence))
            return
        if name in LEFT_AS_IT_IS:
            stored = guest.about["form_id" if name == "form" else name]
            said = said.id if name == "form" and said is not None else said
            if said not in (stored, None):
                checked.remarks.append((name, _LEFT[name]))
        elif name == "tags":
            if {folded(each) for each in said} != {folded(each) for each in guest.tags}:
                checked.tags = self._tags_of(checked, said)
        elif said is not None and said != guest.about[name]:
            checked.about[name] = said

    def _change_answers(
        self, checked: Checked, different: Iterable[Column], cells: Sequence[Read], guest: Standing
    ) -> None:
        for key in dict.fromkeys(each.question.key for each in different if each.question is not None):
            question, is_asked = self._question(key, guest.about["form_id"])
            stored = guest.values.get(key)
            if is_only_told(question):
                continue
            if question.type is FieldType.CONSENT:
                checked.remarks.append((f"[{key}]", _l("Only the guest gives a consent or takes it back.")))
                continue
            said = self._answer(checked, question, cells, stored)
            if said is _NOTHING or (said or None) == (stored or None):
                continue
            if said and not is_asked:
                checked.troubles.append((f"[{key}]", _l("The form of this guest does not ask that.")))
                continue
            checked.values[key] = said or None
            if said:
                self._take_options(checked, question, guest.about["form_id"], said, stored)

    def _answer(self, checked: Checked, question: Question, cells: Sequence[Read], stored: Any) -> Any:
        parts = [each for each in self.columns if each.question is not None and each.question.key == question.key]
        given: dict[str, Read] = dict(stored) if isinstance(stored, Mapping) else {}
        given |= {each.part: self._cell(each.key, cells) for each in parts}
        try:
            return answer_in(question, given)
        except Unacceptable as unacceptable:
            checked.troubles.append((parts[0].key, unacceptable.sentence))
            return _NOTHING

    def _question(self, key: str, form_id: int) -> tuple[Question, bool]:
        """The question as that form asks it, else as another one does or did; and whether that form asks it."""
        own = self.known.definitions[form_id].find(key)
        return own or next(each for each in self.known.questions if each.key == key), own is not None

    # somebody new

    def _check_new(self, checked: Checked, cells: Sequence[Read], number: int | None, email: str) -> None:
        said: dict[str, Any] = {"email": email, "number": number}
        for name in ABOUT:
            if name in self.places and name not in said:
                try:
                    said[name] = self._read(name, cells)
                except Unacceptable as unacceptable:
                    checked.troubles.append((name, unacceptable.sentence))
        checked.who = _who(said)
        if not email:
            checked.troubles.append(("email", EmailIsNotValid.sentence))
        if not any(said.get(name) for name in NAMES):
            checked.troubles.append(("family_name", NameIsMissing.sentence))
        form = said.pop("form", None) or self.known.forms.first
        self._answer_as_new(checked, cells, form.id)
        if tags := said.pop("tags", None):
            checked.tags = self._tags_of(checked, tags)
        self._first_state(checked, said, form.id)
        self._keep_apart(checked, said)
        about = {name: value for name, value in said.items() if value is not None}
        checked.about = {**about, "form_id": form.id}

    def _answer_as_new(self, checked: Checked, cells: Sequence[Read], form_id: int) -> None:
        asked = {each.question.key: None for each in self.columns if each.question is not None}
        for key in asked:
            question, is_asked = self._question(key, form_id)
            said = _NOTHING if is_only_told(question) else self._answer(checked, question, cells, None)
            if said is _NOTHING or said in (None, "", [], {}, False):
                continue
            if not is_asked:
                checked.troubles.append((f"[{key}]", _l("The form of this guest does not ask that.")))
                continue
            checked.values[key] = said

    def _first_state(self, checked: Checked, said: dict[str, Any], form_id: int) -> None:
        """The state asked for, or the one that is left; a seat is taken only where the row holds."""
        wanted, seats = said.get("state"), 1 + said.get("companion_count", 0)
        if wanted in BY_OFFER:
            checked.troubles.append(("state", _l("Nobody begins in this state. Write another one, or leave it empty.")))
            return
        left = self.known.room.seats(form_id)
        is_seated = wanted is None or wanted in HOLDING_A_SEAT
        if is_seated and left is not None and left < seats:
            if wanted is not None or not self.known.has_waiting_list:
                checked.troubles.append(("state", _l("Every place is taken by now: this guest would be one too many.")))
                return
            wanted, is_seated = RegistrationState.WAITLISTED, False
            checked.remarks.append(("state", _l("Every place is taken by now: this guest goes on the waiting list.")))
        elif form_id in self.known.waits_for_approval and (wanted is None or wanted in SEATED):
            wanted = RegistrationState.PENDING
            checked.remarks.append(("state", _l("Somebody else has to approve: this guest waits for a decision.")))
        said["state"] = wanted or RegistrationState.APPROVED
        if said["state"] in IS_LIVE:
            for key, answer in list(checked.values.items()):
                self._take_options(checked, self._question(key, form_id)[0], form_id, answer, None)
        if is_seated and not checked.troubles:
            self.known.room.take_seats(form_id, seats)

    def _keep_apart(self, checked: Checked, said: Mapping[str, Any]) -> None:
        """Two rows are never one guest, nor do they get one number."""
        if said.get("email") and said.get("state") in IS_LIVE:
            earlier = self._rows_of_emails.setdefault(said["email"], checked.row)
            if earlier != checked.row:
                checked.troubles.append(("email", _l("The same address stands in row %(row)s.", row=earlier)))
        if number := said.get("number"):
            earlier = self._rows_of_numbers.setdefault(number, checked.row)
            if earlier != checked.row:
                checked.troubles.append(("number", _l("The same number stands in row %(row)s.", row=earlier)))

    # what is limited

    def _take_options(self, checked: Checked, question: Question, form_id: int, said: Any, stored: Any) -> None:
        if question.type not in CHOOSING:
            return
        for value in _as_list(said):
            left = self.known.room.options.get((form_id, question.key, value))
            if left is None or value in _as_list(stored):
                continue
            if left <= 0:
                checked.troubles.append((f"[{question.key}]", option_seats.IS_FULL))
            else:
                self.known.room.options[form_id, question.key, value] = left - 1

    def _tags_of(self, checked: Checked, names: Iterable[str]) -> list[str]:
        names = list(names)
        new = {folded(each) for each in names} - self._tags
        if len(self._tags | new) > MOST_TAGS:
            checked.troubles.append(("tags", _l("An event has room for sixty tags.")))
        else:
            self._tags |= new
        return names


_NOTHING = object()
_LEFT = {
    "state": _l("The state is left as it is; decide about it in the list."),
    "form": _l("The form is left as it is; change it in the list."),
    "companion_count": _l("How many come along is left as it is."),
}


def _says_the_same(cell: Read, said: Cell) -> bool:
    given, stored = text_of(cell), text_of(said)
    return given == stored or (len(given) >= LONGEST_CELL - 2 and stored.startswith(given))


def _is_written(checked: Checked, column: Column) -> bool:
    if column.question is not None:
        return column.question.key in checked.values
    return column.name in checked.about or (column.name == "tags" and checked.tags is not None)


def _as_list(value: Any) -> Iterator[str]:
    yield from ([value] if isinstance(value, str) else value or [])


def _who(about: Mapping[str, Any]) -> str:
    name = full_name(about.get("given_name") or "", about.get("family_name") or "") or about.get("original_name") or ""
    return f"{name} · {about.get('email')}"[:300] if about.get("email") else name[:300]
