"""A spreadsheet of people to be invited: every fault with row and column, and all of them drafted or nobody."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.forms.single import valid_email
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal
from coopevents.registration import invitation_queries, invitations, queries
from coopevents.registration.exchange import codes
from coopevents.registration.group_lists import LinesAreWrong
from coopevents.registration.guests import ROOM
from coopevents.registration.invitation_details import InvitationTerms, Invited
from coopevents.schedule.exchange.sheet_lines import Fault, Layout, Line, faults_in_addresses, faults_in_lengths
from coopevents.text import folded

COLUMNS: dict[str, LazyString] = {
    "email": _l("E-mail"),
    "title": _l("Title"),
    "given_name": _l("Given name"),
    "family_name": _l("Family name"),
    "original_name": _l("Name in own script"),
    "institution_name": _l("Institution"),
    "position": _l("Position"),
    "country": _l("Country or region"),
    "language": _l("Language"),
    "is_vip": _l("VIP"),
    "host_name": _l("Host to call"),
    "host_phone": _l("Telephone of the host"),
    "protocol_note": _l("Note of protocol"),
}
LENGTHS = {**ROOM, "host_name": 200, "host_phone": 60, "protocol_note": 2000}


class AddressesAreMissing(Refusal):
    """Nothing says whom to write to."""

    sentence = _l("The first line has to name the columns; “E-mail” is needed.")


LAYOUT = Layout(columns=COLUMNS, needed=frozenset({"email"}), most=500, missing=AddressesAreMissing)


def faults_of(event: Event, lines: list[Line]) -> list[Fault]:
    """Everything that keeps the lines from being taken over, row by row; two statements."""
    found = [*faults_in_addresses(lines, COLUMNS["email"]), *faults_in_lengths(lines, COLUMNS, LENGTHS)]
    found += _unknown_words(lines)
    found += _known(event, lines)
    if not lines:
        found.append(Fault(0, "", _("The table has no line with a person.")))
    return sorted(found, key=lambda each: each.row)


def take(event: Event, lines: list[Line], terms: InvitationTerms, *, now: datetime, actor: Actor) -> int:
    """Draft an invitation for everybody in the table; all or nobody. Returns how many.

    ``terms`` hold for all of them. Raises LinesAreWrong, or what drafting refuses.
    """
    queries.lock_terms(event.id)
    if faults := faults_of(event, lines):
        raise LinesAreWrong([each.sentence for each in faults])
    usual = event.languages.split()[0] if event.languages else "en"
    made = invitations.draft_many(event, [_invited(line, usual) for line in lines], terms, now=now, actor=actor)
    return len(made)


def _invited(line: Line, usual_language: str) -> Invited:
    said: dict[str, Any] = dict(line.cells)
    said["country"] = codes.countries().get(folded(said["country"]), "")
    said["language"] = codes.languages().get(folded(said["language"]), "") or usual_language
    said["is_vip"] = codes.yes_and_no().get(folded(said["is_vip"]), False)
    return Invited(**said)


def _unknown_words(lines: Iterable[Line]) -> Iterator[Fault]:
    for line in lines:
        cells = {name: folded(text) for name, text in line.cells.items()}
        if cells["country"] and not codes.countries().get(cells["country"]):
            words = _("“%(word)s” is no country or region we know.", word=line.cells["country"][:60])
            yield Fault(line.row, COLUMNS["country"], words)
        if cells["language"] and not codes.languages().get(cells["language"]):
            words = _("“%(word)s” is no language we write in.", word=line.cells["language"][:60])
            yield Fault(line.row, COLUMNS["language"], words)
        if cells["is_vip"] not in codes.yes_and_no():
            yield Fault(line.row, COLUMNS["is_vip"], _("Write yes or no, or leave it empty."))


def _known(event: Event, lines: Iterable[Line]) -> Iterator[Fault]:
    addresses = {line.row: valid_email(line.cells["email"]) or "" for line in lines}
    invited = invitation_queries.addresses_invited(event.id, set(addresses.values()))
    registered = invitation_queries.addresses_registered(event.id, set(addresses.values()))
    for row, address in addresses.items():
        if address in registered:
            yield Fault(row, COLUMNS["email"], _("Somebody with this address is registered already."))
        elif address in invited:
            yield Fault(row, COLUMNS["email"], _("Somebody with this address is invited already."))
