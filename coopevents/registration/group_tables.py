"""A spreadsheet of members: read into lines, held against the group, and taken over once nothing is wrong.

Nothing is kept between looking and taking: the page that shows the lines brings them back.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.facts import Actor
from coopevents.forms.fields import Phase
from coopevents.forms.single import valid_email
from coopevents.i18n import _, _l, force_locale
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, group_members, group_rules, queries
from coopevents.registration.details import GuestDetails
from coopevents.registration.exchange import codes
from coopevents.registration.group_lists import LinesAreWrong
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.group_places import lock
from coopevents.registration.group_states import MemberState
from coopevents.schedule.exchange.bounds import FileIsTooLarge, FileIsUnreadable
from coopevents.schedule.exchange.tables import lines_of, shown
from coopevents.text import LANGUAGES, folded, one_line

COLUMNS: dict[str, LazyString] = {
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "original_name": _l("Name in your own script"),
    "email": _l("E-mail"),
    "country": _l("Country or region"),
    "institution_name": _l("Institution"),
    "position": _l("Position"),
}
NEEDED = ("family_name", "email")
LENGTHS = {"given_name": 120, "family_name": 120, "original_name": 200, "institution_name": 300, "position": 200}
MOST = 500


class Wish(StrEnum):
    """What becomes of the lines: each member gets a link, or is registered at once."""

    INVITE = "invite"
    REGISTER = "register"


class TableIsUnreadable(Refusal):
    """It is no table."""

    sentence = _l("This file cannot be read as a table. Send an Excel workbook (.xlsx) or a CSV file in UTF-8.")


class ColumnsAreMissing(Refusal):
    """Nothing says which column is which."""

    sentence = _l("The first line has to name the columns; “Family name” and “E-mail” are needed.")


class TableIsTooLong(Refusal):
    """More lines than any group has places."""

    status = 413
    sentence = _l("This table has too many lines for a group.")


@dataclass(frozen=True)
class Line:
    """One line of the table: its number in the file, and its cells by column, as they were written."""

    row: int
    cells: Mapping[str, str]


@dataclass(frozen=True)
class Fault:
    """What is wrong in a row; no column means the whole row, row 0 the whole table."""

    row: int
    column: "LazyString | str"
    sentence: str


def read(data: bytes) -> list[Line]:
    """The lines below the headings. Raises TableIsUnreadable, ColumnsAreMissing or TableIsTooLong."""
    try:
        rows = lines_of(data)
    except FileIsTooLarge:
        raise TableIsTooLong(field="file") from None
    except FileIsUnreadable:
        raise TableIsUnreadable(field="file") from None
    for number, head in enumerate(rows[:10]):
        keys = [_headings().get(folded(shown(cell))) for cell in head]
        if set(NEEDED) <= set(keys):
            below = [(row, dict(zip(keys, map(shown, cells), strict=False))) for row, cells in enumerate(rows, start=1)]
            return _kept(below[number + 1 :])
    raise ColumnsAreMissing(field="file")


def _kept(rows: Iterable[tuple[int, dict[str | None, str]]]) -> list[Line]:
    found = [
        Line(row, {key: one_line(cells.get(key, "")) for key in COLUMNS}) for row, cells in rows if any(cells.values())
    ]
    if len(found) > MOST:
        raise TableIsTooLong(field="file")
    return found


def lines_from(given: Any) -> list[Line]:
    """The lines a page brings back. Raises TableIsUnreadable for what no page of ours sent."""
    try:
        found = [
            Line(int(row), {key: one_line(str(cells.get(key, ""))) for key in COLUMNS}) for row, cells in given[:MOST]
        ]
    except (TypeError, ValueError, AttributeError, KeyError):
        raise TableIsUnreadable(field="file") from None
    return found


def may_register(group: Group) -> bool:
    """Whether members can be registered without being asked: nothing is asked that has to be answered."""
    return not any(each.is_required for each in event_forms.definition_of(group.form_id).asked(Phase.FIRST).questions)


def faults_of(group: Group, lines: list[Line]) -> list[Fault]:
    """Everything that keeps the lines from being taken over, row by row."""
    found = [fault for line in lines for fault in _wrong_in(line)]
    found += _twice(lines)
    found += _known(group, lines)
    free = len(_free(group))
    if not lines:
        found.append(Fault(0, "", _("The table has no line with a member.")))
    elif len(lines) > free:
        found.append(
            Fault(0, "", _("There are %(lines)s lines, but %(free)s free places.", lines=len(lines), free=free))
        )
    return sorted(found, key=lambda each: each.row)


def take(group: Group, lines: list[Line], wish: Wish, *, now: datetime, actor: Actor) -> int:
    """Send a link to everybody in the table, or register them; all or nobody. Returns how many.

    Raises GroupIsOver, LinesAreWrong, or what registering refuses.
    """
    lock(group)
    group_rules.ensure_open(group.state)
    if faults := faults_of(group, lines):
        raise LinesAreWrong([each.sentence for each in faults])
    for member, line in zip(_free(group), lines, strict=False):
        details = _details(group, line)
        if wish is Wish.REGISTER and may_register(group):
            group_members.fill_place(member, details, now=now, actor=actor)
        else:
            name = " ".join(filter(None, (details.given_name, details.family_name)))
            group_members.invite_member(member, details.email, name, now=now, actor=actor)
    return len(lines)


def _details(group: Group, line: Line) -> GuestDetails:
    said: dict[str, Any] = dict(line.cells)
    email, country = said.pop("email"), said.pop("country")
    return GuestDetails(
        email=email,
        country=codes.countries().get(folded(country), "") or group.country,
        language=group.language,
        has_consented=True,
        **{**said, "institution_name": said["institution_name"] or group.institution_name},
    )


def _free(group: Group) -> list[GroupMember]:
    return [each for each in group.members if each.state is MemberState.PLACEHOLDER and each.offer_id is None]


def _wrong_in(line: Line) -> Iterator[Fault]:
    if not line.cells["family_name"]:
        yield Fault(line.row, COLUMNS["family_name"], _("Write the family name, or the one name the member has."))
    if valid_email(line.cells["email"]) is None:
        yield Fault(line.row, COLUMNS["email"], _("Write an e-mail address, such as name@example.edu."))
    if line.cells["country"] and folded(line.cells["country"]) not in codes.countries():
        words = _("“%(word)s” is no country or region we know.", word=line.cells["country"][:60])
        yield Fault(line.row, COLUMNS["country"], words)
    for name, longest in LENGTHS.items():
        if len(line.cells[name]) > longest:
            yield Fault(line.row, COLUMNS[name], _("At most %(most)s characters.", most=longest))


def _twice(lines: Iterable[Line]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for line in lines:
        address = valid_email(line.cells["email"])
        if address in seen:
            words = _("The same address stands in row %(row)s.", row=seen[address])
            yield Fault(line.row, COLUMNS["email"], words)
        elif address:
            seen[address] = line.row


def _known(group: Group, lines: Iterable[Line]) -> Iterator[Fault]:
    for line in lines:
        address = valid_email(line.cells["email"])
        if address and queries.find_live_by_email(group.event_id, address):
            yield Fault(line.row, COLUMNS["email"], _("Somebody with this address is registered already."))


@cache
def _headings() -> dict[str, str]:
    """What a heading in any of our languages means."""
    found: dict[str, str] = {}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {folded(str(heading)): key for key, heading in COLUMNS.items()}
    more = {"email": "email", "e-mail address": "email", "first name": "given_name", "last name": "family_name"}
    return {**more, "surname": "family_name", "country": "country", "university": "institution_name", **found}
