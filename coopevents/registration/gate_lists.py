"""What a device at a gate keeps so that it can answer without a network: as little of each guest as that takes.

Codes are kept hashed, with a salt of the device's own, so a lost phone gives nobody a badge; whoever is not coming any
more is listed without a name.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from coopevents.registration import gate_queries
from coopevents.registration.finding import words_of
from coopevents.registration.gate_models import Arrival, GateDevice
from coopevents.registration.gate_rules import NotLetIn, why_not
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S

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
    return [_listed(each, salt, firsts) for each in gate_queries.list_of_event(gate.event_id)]


def version_of(device: GateDevice) -> str:
    """What names the present state of the list: it changes with every guest and every scan."""
    count, changed_at, last = gate_queries.list_changed(device.gate.event_id)
    moment: datetime | str = changed_at or ""
    return sha256(f"{device.reference} {count} {moment} {last}".encode()).hexdigest()[:16]


def _listed(registration: Registration, salt: str, firsts: Mapping[int, Arrival]) -> Listed:
    is_named = registration.state in NAMED
    second = registration.original_name if registration.original_name != registration.name else ""
    spelt = words_of([registration.original_name, registration.name]) if is_named else frozenset()
    shown = f"{registration.name} {second}".casefold()
    return Listed(
        mark=mark_of(salt, registration.reference),
        number=registration.number,
        name=registration.name if is_named else "",
        second_name=second if is_named else "",
        form_id=registration.form_id,
        refusal=why_not(registration.state),
        first=firsts.get(registration.id),
        words=tuple(sorted(each for each in spelt if each not in shown)),
    )
