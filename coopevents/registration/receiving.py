"""What is read or typed at a gate becomes a guest, and a scan of theirs."""

from datetime import datetime

from coopevents.facts import Actor
from coopevents.refusals import NotFound
from coopevents.registration import gate_queries, listing, queries
from coopevents.registration.arriving import ScanDetails, Told, record_scan
from coopevents.registration.codes import Code, read_code
from coopevents.registration.gate_models import Gate, ScanKind
from coopevents.registration.gate_rules import CodeIsUnknown, IsOfAnotherEvent
from coopevents.registration.models import Registration
from coopevents.registration.wanted import Wanted

MOST_FOUND = 12


def receive(gate: Gate, text: str, details: ScanDetails, *, now: datetime, actor: Actor) -> Told:
    """Let the guest in whose code or number the text is; an undo needs no text.

    Raises CodeIsUnknown or IsOfAnotherEvent, which are not written down, and what ``record_scan`` raises.
    """
    if details.kind is ScanKind.UNDO:
        meant = gate_queries.find_by_key(details.undoes)
        if meant is None or meant.event_id != gate.event_id:
            raise NotFound
        return record_scan(meant.gate, meant.registration, details, now=now, actor=actor)
    return record_scan(gate, guest_of(gate, read_code(text)), details, now=now, actor=actor)


def guest_of(gate: Gate, code: Code | None) -> Registration:
    """The guest a code names. Raises CodeIsUnknown, or IsOfAnotherEvent when that event is published."""
    if code is None:
        raise CodeIsUnknown
    if not code.reference:
        numbered = gate_queries.list_numbered(gate.event_id, [code.number or 0])
        found = numbered.get(code.number or 0)
    else:
        found = queries.find_by_reference(code.reference)
    if found is None:
        raise CodeIsUnknown
    if found.event_id != gate.event_id:
        if found.event.published_at is None:
            raise CodeIsUnknown
        raise IsOfAnotherEvent(found.event.title)
    return found


def search(gate: Gate, text: str) -> list[Registration]:
    """The guests of the gate's event whose names begin so, in any script or in pinyin; by name, a few at most."""
    return listing.list_page(gate.event_id, Wanted(text=text, sort="name"), total=MOST_FOUND).items[:MOST_FOUND]
