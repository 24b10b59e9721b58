"""A spreadsheet of delegates: read into lines, held against the delegation, and taken over once nothing is wrong.

Nothing is kept between looking and taking: the page that shows the lines brings them back. Passports have no column;
they are asked of each delegate behind their own link.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.delegations import delegate_queries, delegates
from coopevents.delegations import queries as delegations
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_data import invite_delegate
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_rules import ensure_people_may_change
from coopevents.delegations.people_states import DelegateRole
from coopevents.delegations.words import ROLES
from coopevents.facts import Actor
from coopevents.forms.single import valid_email
from coopevents.i18n import _, _l, force_locale
from coopevents.people.details import PersonDetails
from coopevents.refusals import Refusal
from coopevents.registration.exchange import codes
from coopevents.schedule.exchange import sheet_lines
from coopevents.schedule.exchange.sheet_lines import Fault, Layout, Line, faults_in_lengths
from coopevents.text import LANGUAGES, LocalizedText, folded

COLUMNS: dict[str, LazyString] = {
    "title": _l("Form of address"),
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "original_name": _l("Name in your own script"),
    "office": _l("Position"),
    "role": _l("Role in the delegation"),
    "rank": _l("Rank"),
    "email": _l("E-mail"),
    "phone": _l("Telephone"),
    "country": _l("Country or region"),
    "diet": _l("Diet"),
}
LENGTHS = {
    "title": 60, "given_name": 120, "family_name": 120, "original_name": 200, "office": 200, "phone": 60, "diet": 300,
}  # fmt: skip
MOST = 100


class DelegateColumnsAreMissing(Refusal):
    """Nothing says which column is which."""

    status = 422
    sentence = _l("The first line has to name the columns; “Family name” is needed.")


class DelegateLinesAreWrong(Refusal):
    """All lines are taken over, or none."""

    status = 422
    sentence = _l("Some lines have to be mended first.")


LAYOUT = Layout(columns=COLUMNS, needed=frozenset({"family_name"}), most=MOST, missing=DelegateColumnsAreMissing)


def read(data: bytes) -> list[Line]:
    """The lines below the headings. Raises TableIsUnreadable, DelegateColumnsAreMissing or TableIsTooLong."""
    return sheet_lines.read(data, LAYOUT)


def lines_from(given: Any) -> list[Line]:
    """The lines a page brings back. Raises TableIsUnreadable for what no page of ours sent."""
    return sheet_lines.lines_from(given, LAYOUT)


def faults_of(delegation: Delegation, lines: list[Line]) -> list[Fault]:
    """Everything that keeps the lines from being taken over, row by row."""
    found = [*faults_in_lengths(lines, COLUMNS, LENGTHS), *_addresses(lines)]
    found += [fault for line in lines for fault in _wrong_in(line)]
    found += [*_known(delegation, lines), *_heads(delegation, lines)]
    if not lines:
        found.append(Fault(0, "", _("The table has no line with a delegate.")))
    return sorted(found, key=lambda each: each.row)


def take(delegation: Delegation, lines: list[Line], *, invites: bool, now: datetime, actor: Actor) -> int:
    """Name everybody in the table, and send each their own link when asked to; all or nobody. Returns how many.

    Raises VisitIsOver or DelegateLinesAreWrong.
    """
    delegation = delegations.lock_delegation(delegation.id)
    ensure_people_may_change(delegation.state)
    if faults_of(delegation, lines):
        raise DelegateLinesAreWrong
    for line in lines:
        delegate = delegates.name_delegate(delegation, details_in(delegation, line), now=now, actor=actor)
        if invites and delegate.person.email:
            invite_delegate(delegate, now=now, actor=actor)
    return len(lines)


def details_in(delegation: Delegation, line: Line) -> DelegateDetails:
    """A line without faults, as a caller brings a delegate."""
    cells = line.cells
    office, country = cells["office"], codes.countries().get(folded(cells["country"]), "")
    person = PersonDetails(
        title=cells["title"],
        given_name=cells["given_name"],
        family_name=cells["family_name"],
        original_name=cells["original_name"],
        email=valid_email(cells["email"]) or "",
        country=country or delegation.country,
        institution_id=delegation.institution_id,
        institution_name=delegation.organisation,
        language=delegation.language,
    )
    return DelegateDetails(
        person=person,
        role=_role(cells["role"]) or DelegateRole.MEMBER,
        rank=int(cells["rank"]) if cells["rank"] else None,
        office=LocalizedText({delegation.language: office}) if office else LocalizedText(),
        phone=cells["phone"],
        diet=cells["diet"],
        needs_letter=delegation.needs_letters,
    )


def _wrong_in(line: Line) -> Iterator[Fault]:
    cells = line.cells
    if not cells["family_name"]:
        yield Fault(line.row, COLUMNS["family_name"], _("Write the family name, or the one name they have."))
    if cells["role"] and _role(cells["role"]) is None:
        known = _(", ").join(str(each) for each in ROLES.values())
        yield Fault(line.row, COLUMNS["role"], _("Nobody knows this role. Write one of: %(known)s.", known=known))
    if cells["rank"] and not (cells["rank"].isascii() and cells["rank"].isdigit() and 1 <= int(cells["rank"]) <= 999):
        yield Fault(line.row, COLUMNS["rank"], _("A rank is a number from 1, the highest, to 999."))
    if cells["country"] and folded(cells["country"]) not in codes.countries():
        yield Fault(line.row, COLUMNS["country"], _("This country or region is not known."))


def _addresses(lines: list[Line]) -> Iterator[Fault]:
    with_one = [each for each in lines if each.cells["email"]]
    yield from sheet_lines.faults_in_addresses(with_one, COLUMNS["email"])


def _known(delegation: Delegation, lines: list[Line]) -> Iterator[Fault]:
    coming = delegate_queries.list_delegates(delegation.id, is_coming=True)
    names = {folded(f"{each.person.given_name} {each.person.family_name}") for each in coming}
    addresses = {each.person.email for each in coming if each.person.email}
    seen: dict[str, int] = {}
    for line in lines:
        name = folded(f"{line.cells['given_name']} {line.cells['family_name']}")
        address = valid_email(line.cells["email"]) or ""
        if name in names or address in addresses:
            yield Fault(line.row, "", _("This person is in the delegation already."))
        elif name in seen and not address:
            yield Fault(line.row, "", _("The same name stands in row %(row)s.", row=seen[name]))
        seen.setdefault(name, line.row)


def _heads(delegation: Delegation, lines: list[Line]) -> Iterator[Fault]:
    coming = delegate_queries.list_delegates(delegation.id, is_coming=True)
    has_head = any(each.role is DelegateRole.HEAD for each in coming)
    for line in lines:
        if _role(line.cells["role"]) is DelegateRole.HEAD:
            if has_head:
                yield Fault(line.row, COLUMNS["role"], _("Somebody leads this delegation already."))
            has_head = True


def _role(said: str) -> DelegateRole | None:
    """The role these words mean in any language of the house."""
    words: dict[str, DelegateRole] = {each.value: each for each in DelegateRole}
    for language in LANGUAGES:
        with force_locale(language):
            words |= {folded(str(text)): role for role, text in ROLES.items()}
    return words.get(folded(said)) if said else None
