"""A spreadsheet of members: read into lines, held against the group, and taken over once nothing is wrong.

Nothing is kept between looking and taking: the page that shows the lines brings them back.
"""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.facts import Actor
from coopevents.forms.fields import Phase
from coopevents.forms.single import valid_email
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, group_members, group_rules, queries
from coopevents.registration.details import GuestDetails
from coopevents.registration.exchange import codes
from coopevents.registration.group_lists import LinesAreWrong
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.group_places import lock
from coopevents.registration.group_states import MemberState
from coopevents.schedule.exchange import sheet_lines
from coopevents.schedule.exchange.sheet_lines import (
    Fault,
    Layout,
    Line,
    TableIsTooLong,
    TableIsUnreadable,
    faults_in_addresses,
    faults_in_lengths,
)
from coopevents.text import folded

__all__ = ["COLUMNS", "Fault", "Line", "TableIsTooLong", "TableIsUnreadable", "Wish", "faults_of", "read", "take"]

COLUMNS: dict[str, LazyString] = {
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "original_name": _l("Name in your own script"),
    "email": _l("E-mail"),
    "country": _l("Country or region"),
    "institution_name": _l("Institution"),
    "position": _l("Position"),
}
LENGTHS = {"given_name": 120, "family_name": 120, "original_name": 200, "institution_name": 300, "position": 200}


class Wish(StrEnum):
    """What becomes of the lines: each member gets a link, or is registered at once."""

    INVITE = "invite"
    REGISTER = "register"


class ColumnsAreMissing(Refusal):
    """Nothing says which column is which."""

    sentence = _l("The first line has to name the columns; “Family name” and “E-mail” are needed.")


LAYOUT = Layout(columns=COLUMNS, needed=frozenset({"family_name", "email"}), most=500, missing=ColumnsAreMissing)


def read(data: bytes) -> list[Line]:
    """The lines below the headings. Raises TableIsUnreadable, ColumnsAreMissing or TableIsTooLong."""
    return sheet_lines.read(data, LAYOUT)


def lines_from(given: Any) -> list[Line]:
    """The lines a page brings back. Raises TableIsUnreadable for what no page of ours sent."""
    return sheet_lines.lines_from(given, LAYOUT)


def may_register(group: Group) -> bool:
    """Whether members can be registered without being asked: nothing is asked that has to be answered."""
    return not any(each.is_required for each in event_forms.definition_of(group.form_id).asked(Phase.FIRST).questions)


def faults_of(group: Group, lines: list[Line]) -> list[Fault]:
    """Everything that keeps the lines from being taken over, row by row."""
    found = [*faults_in_addresses(lines, COLUMNS["email"]), *faults_in_lengths(lines, COLUMNS, LENGTHS)]
    found += [fault for line in lines for fault in _wrong_in(line)]
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
    if line.cells["country"] and folded(line.cells["country"]) not in codes.countries():
        words = _("“%(word)s” is no country or region we know.", word=line.cells["country"][:60])
        yield Fault(line.row, COLUMNS["country"], words)


def _known(group: Group, lines: Iterable[Line]) -> Iterator[Fault]:
    for line in lines:
        address = valid_email(line.cells["email"])
        if address and queries.find_live_by_email(group.event_id, address):
            yield Fault(line.row, COLUMNS["email"], _("Somebody with this address is registered already."))
