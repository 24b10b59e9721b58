"""A spreadsheet of travellers: read into lines, held against the trip, and taken over once nothing is wrong; and the
tables that go out.

Nothing is kept between looking and taking: the page that shows the lines brings them back.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.facts import Actor
from coopevents.forms.single import valid_email
from coopevents.i18n import _, _l, country_name, force_locale, localized
from coopevents.mobility import queries, rules, service
from coopevents.mobility.details import TravellerDetails
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.states import TravellerRole
from coopevents.mobility.words import PURPOSES, ROLES, STATES
from coopevents.refusals import Refusal
from coopevents.schedule.exchange import sheet_lines
from coopevents.schedule.exchange.sheet_lines import Fault, Layout, Line, faults_in_lengths
from coopevents.text import LANGUAGES, folded

COLUMNS: dict[str, LazyString] = {
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "original_name": _l("Name in your own script"),
    "email": _l("E-mail"),
    "role": _l("Role with us"),
    "companions": _l("Companions"),
}
LENGTHS = {"given_name": 120, "family_name": 120, "original_name": 200, "companions": 1000}


class TravellerColumnsAreMissing(Refusal):
    """Nothing says which column is which."""

    status = 422
    sentence = _l("The first line has to name the columns; “Family name”, “E-mail” and “Role with us” are needed.")


class TravellerLinesAreWrong(Refusal):
    """All lines are taken over, or none."""

    status = 422
    sentence = _l("Some lines have to be mended first.")


LAYOUT = Layout(
    columns=COLUMNS,
    needed=frozenset({"family_name", "email", "role"}),
    most=rules.MOST_TRAVELLERS,
    missing=TravellerColumnsAreMissing,
)


def read(data: bytes) -> list[Line]:
    """The lines below the headings. Raises TableIsUnreadable, TravellerColumnsAreMissing or TableIsTooLong."""
    return sheet_lines.read(data, LAYOUT)


def lines_from(given: Any) -> list[Line]:
    """The lines a page brings back. Raises TableIsUnreadable for what no page of ours sent."""
    return sheet_lines.lines_from(given, LAYOUT)


def faults_of(trip: Trip, lines: list[Line]) -> list[Fault]:
    """Everything that keeps the lines from being taken over, row by row."""
    found = [*faults_in_lengths(lines, COLUMNS, LENGTHS), *sheet_lines.faults_in_addresses(lines, COLUMNS["email"])]
    known = {each.email for each in trip.travellers}
    for line in lines:
        found += _wrong_in(line)
        if valid_email(line.cells["email"]) in known:
            found.append(Fault(line.row, "", str(rules.TravellerIsKnown.sentence)))
    if not lines:
        found.append(Fault(0, "", _("The table has no line with a traveller.")))
    return sorted(found, key=lambda each: each.row)


def take(trip: Trip, lines: list[Line], *, now: datetime, actor: Actor) -> int:
    """Let everybody in the table travel; all or nobody. Returns how many.

    Raises TripForbids or TravellerLinesAreWrong.
    """
    trip = queries.lock_trip(trip.id)
    rules.ensure_open(trip.state)
    if faults_of(trip, lines):
        raise TravellerLinesAreWrong
    for line in lines:
        service.add_traveller(trip, details_in(line), now=now, actor=actor)
    return len(lines)


def details_in(line: Line) -> TravellerDetails:
    """A line without faults, as a caller brings a traveller."""
    cells = line.cells
    return TravellerDetails(
        given_name=cells["given_name"],
        family_name=cells["family_name"],
        original_name=cells["original_name"],
        email=valid_email(cells["email"]) or "",
        role=_role(cells["role"]) or TravellerRole.STUDENT,
        companions="\n".join(each.strip() for each in cells["companions"].replace(";", "\n").splitlines()),
    )


def cells_of(traveller: Traveller) -> list[str]:
    """A traveller as a line of the same table."""
    said = {"role": str(ROLES[traveller.role]), "companions": "; ".join(traveller.companions.splitlines())}
    return [said[name] if name in said else str(getattr(traveller, name)) for name in COLUMNS]


def headings() -> list[str]:
    """The columns of the list of trips: one line for each traveller."""
    return [
        str(each)
        for each in (
            _("Number"), _("Trip"), _("State"), _("Purpose"), _("Invited"), _("Host institution"),
            _("Country or region"),
            _("From"), _("To"), _("Funding"), _("Cost"), *COLUMNS.values(), _("Report due"), _("Report handed in"),
        )
    ]  # fmt: skip


def rows_of(trips: Iterable[Trip]) -> Iterator[Sequence[object]]:
    """Every traveller of these trips; a trip without any has a line of its own."""
    for trip in trips:
        host = localized(trip.institution.name) if trip.institution else trip.host
        about = (
            trip.number, trip.title, str(STATES[trip.state]), str(PURPOSES[trip.purpose]),
            _("yes") if trip.is_invited else _("no"), host, country_name(trip.country), trip.starts_on, trip.ends_on,
            trip.funding, trip.cost,
        )  # fmt: skip
        going = [each for each in trip.travellers if not each.is_withdrawn]
        for each in going:
            handed_in = each.reported_at.date() if each.reported_at else ""
            yield (*about, *cells_of(each), each.report_due_on or "", handed_in)
        if not going:
            yield (*about, *("" for _each in COLUMNS), "", "")


def _wrong_in(line: Line) -> Iterator[Fault]:
    cells = line.cells
    if not cells["family_name"]:
        yield Fault(line.row, COLUMNS["family_name"], str(rules.NameIsMissing.sentence))
    if _role(cells["role"]) is None:
        known = _(", ").join(str(each) for each in ROLES.values())
        yield Fault(line.row, COLUMNS["role"], _("Nobody knows this role. Write one of: %(known)s.", known=known))


def _role(said: str) -> TravellerRole | None:
    """The role these words mean in any language of the house."""
    words: dict[str, TravellerRole] = {each.value: each for each in TravellerRole}
    for language in LANGUAGES:
        with force_locale(language):
            words |= {folded(str(text)): role for role, text in ROLES.items()}
    return words.get(folded(said)) if said else None
