"""What a device at a gate keeps so that it can answer without a network: as little of each guest as that takes.

Codes are kept hashed, with a salt of the device's own, so a lost phone gives nobody a badge; whoever is not coming any
more is listed without a name.
"""

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from coopevents.registration import gate_queries
from coopevents.registration.finding import words_of
from coopevents.registration.gate_models import Arrival, GateDevice, ScanKind, ScanOutcome
from coopevents.registration.gate_rules import NotLetIn, why_not
from coopevents.registration.states import RegistrationState as S
from coopevents.text import full_name

MARK_LENGTH = 24
"""Characters of a hashed code: 96 bits, enough to tell apart any number of guests."""
NAMED = frozenset(S) - {S.DECLINED, S.WITHDRAWN, S.CANCELLED}


@dataclass(frozen=True)
class Listed:
    """A guest as a device knows them. ``refusal`` is why they are not let in, ``first`` the scan that let them in.

    ``words`` are further spellings of the name, such as pinyin.
    """

    mark: str
    number: int
    name: str
    second_name: str
    form_id: int
    refusal: NotLetIn | None
    first: Arrival | None
    words: tuple[str, ...] = ()


def salt_of(device: GateDevice) -> str:
    """What is written before a code when the device hashes it."""
    return device.reference


def mark_of(salt: str, code: str) -> str:
    """A code as the device keeps it."""
    return sha256(f"{salt}{code}".encode()).hexdigest()[:MARK_LENGTH]


def list_for(device: GateDevice) -> list[Listed]:
    """Everybody the device may meet, by number, in a fixed number of selects."""
    gate, salt = device.gate, salt_of(device)
    firsts = gate_queries.first_arrivals(gate.event_id, gate.activity_id)
    refusals = {state: why_not(state) for state in S}
    listed = []
    for guest_id, number, reference, given, family, original, state, form_id in gate_queries.list_of_event(
        gate.event_id
    ):
        name = (full_name(given, family) or original) if state in NAMED else ""
        second = original if name and original != name else ""
        mark, first = mark_of(salt, reference), firsts.get(guest_id)
        words = other_words(name, second)
        listed.append(Listed(mark, number, name, second, form_id, refusals[state], first, words))
    return listed


def other_words(name: str, second_name: str) -> tuple[str, ...]:
    """How the name is typed otherwise: in pinyin, without umlauts. What a device finds by itself is left out."""
    if name.isascii() and second_name.isascii():
        return ()
    shown = f"{name} {second_name}".casefold()
    return tuple(sorted(each for each in words_of([second_name, name]) if each not in shown))


def news_for(device: GateDevice, after: int) -> tuple[list[Arrival], int]:
    """Who came in since the scan with that id as far as it concerns the gate, and the id to ask after next time."""
    gate = device.gate
    scans = gate_queries.list_news(gate.event_id, after)
    news = [
        each
        for each in scans
        if (each.kind, each.outcome, each.activity_id) == (ScanKind.IN, ScanOutcome.COUNTS, gate.activity_id)
    ]
    return news, scans[-1].id if scans else after


def version_of(device: GateDevice) -> str:
    """What names the present state of the list: it changes with every guest and every scan."""
    count, changed_at, last = gate_queries.list_changed(device.gate.event_id)
    moment: datetime | str = changed_at or ""
    return sha256(f"{device.reference} {count} {moment} {last}".encode()).hexdigest()[:16]
