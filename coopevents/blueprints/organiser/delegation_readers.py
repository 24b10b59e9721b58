"""Everybody who reads an itinerary behind an address of their own, as the desk hands these out."""

from dataclasses import dataclass

from coopevents import links
from coopevents.delegations import reading_links
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_words import Reader, ReaderKind
from coopevents.delegations.words import ROLES as GUEST_ROLES
from coopevents.i18n import _, list_text
from coopevents.papers.visit_values import VisitValues
from coopevents.schedule.words import ROLES


@dataclass(frozen=True)
class ReaderRow:
    """One reader with the addresses to hand out; ``value`` names them in the form that replaces these."""

    value: str
    name: str
    about: str
    page: str
    calendar: str


def reader_rows(delegation: Delegation, visit: VisitValues) -> list[ReaderRow]:
    """The whole delegation, its delegates, then everybody of ours who stands on what was sent."""
    said = _readers(delegation, visit)
    handed_out = reading_links.addresses_of(list(said))
    rows = []
    for reader, (name, about) in said.items():
        door = "guest_itinerary.work" if reader.kind is ReaderKind.WORKER else "guest_itinerary.show"
        secrets = handed_out[reader]
        page = links.address_of(door, token=secrets.page)
        calendar = links.address_of("feeds_itineraries.lines", token=secrets.calendar)
        rows.append(ReaderRow(f"{reader.kind}-{reader.id}", name, about, page, calendar))
    return rows


def reader_asked(delegation: Delegation, visit: VisitValues, value: str) -> Reader | None:
    """The reader a form names, if it is one of this visit."""
    return next((each for each in _readers(delegation, visit) if f"{each.kind}-{each.id}" == value), None)


def _readers(delegation: Delegation, visit: VisitValues) -> dict[Reader, tuple[str, str]]:
    found = {Reader.delegation(delegation.id): (_("The whole delegation"), delegation.organisation)}
    for guest in visit.guests:
        found[Reader.delegate(guest.delegate_id)] = (guest.latin, str(GUEST_ROLES[guest.role]))
    roles: dict[Reader, dict[str, None]] = {}
    names: dict[Reader, str] = {}
    for line in visit.lines:
        for person in line.activity.people if not line.is_shared else ():
            reader = Reader.worker(person.id)
            names.setdefault(reader, person.name or person.original_name)
            roles.setdefault(reader, {})[str(ROLES.get(person.role, person.role))] = None
    for reader, name in names.items():
        found[reader] = (name, list_text(list(roles[reader])))
    return found
