"""Rows of a table held against the programme: what each would add or change. Pure.

A row with an identity is that activity; one without is a new one. A cell that says what an export would say now is not
looked at any further, so a table that comes back as it went changes nothing, whatever its cells look like.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.schedule.exchange import cell_values as values
from coopevents.schedule.exchange.cell_values import CellIsUnreadable
from coopevents.schedule.exchange.columns import BY_KEY, TIMES, Column, cells_of, heading
from coopevents.schedule.exchange.from_records import missing_from
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.plans import Item, Plan, Verdict
from coopevents.schedule.exchange.present import differing, present_of, troubles_with
from coopevents.schedule.exchange.records import Trouble
from coopevents.schedule.exchange.showing import changes_between
from coopevents.schedule.exchange.tables import LONGEST_CELL, Read, Table, shown
from coopevents.schedule.models import Activity
from coopevents.schedule.rules import MINUTE
from coopevents.schedule.states import ActivityKind, ActivityState, Audience
from coopevents.text import LANGUAGES, LocalizedText, cleaned, one_line

_ENUMS = {"kind": ActivityKind, "state": ActivityState, "audience": Audience}
_PLAIN = ("capacity", "expected", "takes_sign_ups", "is_fixed", "languages", "internal_note", "reason")


def plan_of_table(table: Table, known: Known) -> Plan:
    """What taking the table over would do."""
    seen: set[str] = set()
    items = []
    for row, cells in table.rows:
        uid = shown(cells.get("uid"))
        items.append(_item(row, cells, known, table.language, is_twice=bool(uid) and uid in seen))
        seen.add(uid)
    found = [each.activity_id for each in items]
    is_whole = any("uid" in cells for _row, cells in table.rows)
    return Plan(
        items=tuple(items),
        missing=tuple(missing_from(known, found)) if is_whole else (),
        unknown_columns=table.unknown,
    )


def _item(row: int, cells: Mapping[str, Read], known: Known, language: str, *, is_twice: bool) -> Item:
    uid = shown(cells.get("uid"))
    activity = known.by_uid.get(uid)
    troubles = []
    if uid and activity is None:
        words = _l("No activity of this programme has this identity. Leave the cell empty to add a new one.")
        troubles.append(Trouble(heading(BY_KEY["uid"]), words, uid))
    if is_twice:
        troubles.append(Trouble(heading(BY_KEY["uid"]), _l("This activity stands in the table twice."), uid))
    before = present_of(activity) if activity else {}
    changed = _changed_cells(cells, activity, known, language)
    wanted = differing(before, _wanted(changed, cells, before, known, troubles)) if not troubles else {}
    if wanted and not troubles:
        troubles += [_named(each) for each in troubles_with(before, wanted)]
    title = wanted.get("title") or (activity.title if activity else LocalizedText())
    verdict = _verdict(activity, wanted, before)
    return Item(
        row=row,
        title=title.in_language(known.language) or _first_title(cells),
        verdict=Verdict.UNREADABLE if troubles else verdict,
        activity_id=activity.id if activity else None,
        version=activity.version if activity else None,
        is_overtaken=bool(activity and wanted and not troubles and _is_overtaken(cells, activity)),
        changes=changes_between(before, wanted, known) if not troubles else (),
        troubles=tuple(troubles),
        wanted=wanted,
        language=known.language,
    )


def _verdict(activity: Activity | None, wanted: Mapping[str, Any], before: Mapping[str, Any]) -> Verdict:
    if activity is None:
        return Verdict.ADDED
    if not wanted:
        return Verdict.UNCHANGED
    goes = "starts_at" in wanted and wanted["starts_at"] is None and before["starts_at"] is not None
    return Verdict.TRAY if goes else Verdict.CHANGED


def _is_overtaken(cells: Mapping[str, Read], activity: Activity) -> bool:
    version = shown(cells.get("version"))
    return version.isdigit() and int(version) < activity.version


def _changed_cells(
    cells: Mapping[str, Read], activity: Activity | None, known: Known, language: str
) -> dict[str, Read]:
    """The cells that say something else than an export would say now."""
    if activity is None:
        return {key: cell for key, cell in cells.items() if shown(cell)}
    present = cells_of(activity, known, language)
    return {key: cell for key, cell in cells.items() if shown(cell) != shown(present[key])}


def _wanted(
    changed: Mapping[str, Read],
    cells: Mapping[str, Read],
    before: Mapping[str, Any],
    known: Known,
    troubles: list[Trouble],
) -> dict[str, Any]:
    """What the changed cells say; what cannot be read is added to the troubles."""
    wanted: dict[str, Any] = {}
    for key, cell in changed.items():
        if key in {"uid", "version"} or key in TIMES:
            continue
        try:
            wanted |= _said(BY_KEY[key], cell, {**before, **wanted}, known)
        except CellIsUnreadable as problem:
            troubles.append(Trouble(heading(BY_KEY[key]), problem.words, shown(cell)))
    if "reason" in wanted and before.get("state") is ActivityState.CANCELLED is wanted.get("state", before["state"]):
        words = _l("The reason stands already. Reopen the activity to give another one.")
        troubles.append(Trouble(heading(BY_KEY["reason"]), words, wanted["reason"]))
    if any(key in changed for key in TIMES):
        wanted |= _times(cells, changed, before, known, troubles)
    if not before and "state" in wanted and "starts_at" not in wanted:
        del wanted["state"]
    return wanted


def _said(column: Column, cell: Read, said: Mapping[str, Any], known: Known) -> dict[str, Any]:
    key = column.key
    if column.language:
        name = key.partition("_")[0]
        present = said.get(name) or LocalizedText()
        if len(present.get(column.language, "")) > LONGEST_CELL:
            raise CellIsUnreadable(_l("This text is too long for a table. Change it on the activity’s page."))
        text = one_line(shown(cell)) if name == "title" else cleaned(shown(cell))
        return {name: present.with_text(column.language, text)}
    if key in _ENUMS:
        return {key: _ENUMS[key](values.word_in(cell, key))}
    if key in _PLAIN:
        return {key: _plain(key, cell)}
    if key == "place":
        return {"place": values.place_in(cell, known)}
    if key == "track":
        return {"track": values.track_in(cell, known)}
    return {key: values.people_in(cell, known) if key == "people" else values.resources_in(cell, known)}


def _plain(key: str, cell: Read) -> Any:
    if key in {"capacity", "expected"}:
        return values.number_in(cell)
    if key in {"takes_sign_ups", "is_fixed"}:
        return values.flag_in(cell)
    return values.languages_in(cell) if key == "languages" else shown(cell)


def _times(
    cells: Mapping[str, Read],
    changed: Mapping[str, Read],
    before: Mapping[str, Any],
    known: Known,
    troubles: list[Trouble],
) -> dict[str, Any]:
    """Start and end together: all cells of time count as soon as one of them changed."""
    read: dict[str, Any] = {}
    for key in TIMES:
        try:
            read[key] = _time_cell(key, cells.get(key), known)
        except CellIsUnreadable as problem:
            troubles.append(Trouble(heading(BY_KEY[key]), problem.words, shown(cells.get(key))))
    if troubles:
        return {}
    if read["day"] is None and read["starts"] is None and read["ends"] is None:
        tray: dict[str, Any] = {"starts_at": None, "ends_at": None}
        return tray | ({"length": read["length"]} if read["length"] else {})
    try:
        starts_at, ends_at = _span(read, changed, before, known)
    except CellIsUnreadable as problem:
        troubles.append(Trouble(_l("Time"), problem.words, _typed(cells)))
        return {}
    return {"starts_at": starts_at, "ends_at": ends_at}


def _time_cell(key: str, cell: Read, known: Known) -> Any:
    if key in {"day", "ends_on"}:
        return values.day_in(cell, known.days)
    return values.number_in(cell) if key == "length" else values.clock_in(cell)


def _span(
    read: Mapping[str, Any], changed: Mapping[str, Read], before: Mapping[str, Any], known: Known
) -> tuple[datetime, datetime]:
    day, starts, ends, ends_on, length = (read[key] for key in TIMES)
    if day is None or starts is None:
        raise CellIsUnreadable(_l("Give day and start, or neither to lay the activity into the tray."))
    starts_at = values.moment_in(day, starts, known.zone, field="starts")
    was_moved = "day" in changed and "ends_on" not in changed
    is_longer = "length" in changed and "ends" not in changed and length
    if ends is None or (is_longer and before):
        if not length:
            raise CellIsUnreadable(_l("Give an end, or a length in minutes."))
        return starts_at, starts_at + length * MINUTE
    if ends_on is not None and was_moved and before.get("starts_at") is not None:
        old = before["starts_at"].astimezone(ZoneInfo(known.zone)).date()
        ends_on += day - old
    return starts_at, _end(day, ends_on, starts, ends, known.zone)


def _end(day: date, ends_on: date | None, starts: Any, ends: Any, zone: str) -> datetime:
    """An end before its start is on the next day."""
    last = ends_on or (day + timedelta(days=1) if ends[0] < starts[0] and not ends[1] else day)
    return values.moment_in(last, ends, zone, field="ends")


def _typed(cells: Mapping[str, Read]) -> str:
    return " ".join(filter(None, (shown(cells.get(key)) for key in TIMES)))


def _first_title(cells: Mapping[str, Read]) -> str:
    return next((text for each in LANGUAGES if (text := shown(cells.get(f"title_{each}")))), "")


def _named(trouble: Trouble) -> Trouble:
    """The trouble under the heading of its column."""
    key = {"title": f"title_{LANGUAGES[0]}"}.get(str(trouble.column), str(trouble.column))
    label: LazyString | str = heading(BY_KEY[key]) if key in BY_KEY else trouble.column
    return Trouble(label, trouble.words, trouble.value)
