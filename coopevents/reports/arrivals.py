"""How many have come: at the event, at each gate, in each hour."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coopevents.events.models import Event
from coopevents.registration import gate_queries, queries
from coopevents.registration.gate_models import Arrival, Gate
from coopevents.registration.states import RegistrationState as S
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule.states import SignUpState

EXPECTED = (S.APPROVED, S.CHECKED_IN, S.NO_SHOW)
FEWEST_HOURS = 6


@dataclass(frozen=True)
class GateFigures:
    """How many came through a gate; at the door of an activity also how many booked it (None: nobody books)."""

    gate: Gate
    arrived: int
    booked: int | None = None


@dataclass(frozen=True)
class ArrivalFigures:
    """``arrived`` of ``expected`` guests; ``hours`` are those of the last day on which somebody came, with numbers."""

    arrived: int
    expected: int
    gates: tuple[GateFigures, ...]
    hours: tuple[tuple[datetime, int], ...]
    by_desk: int = 0

    @property
    def share(self) -> int:
        """How many of a hundred have come."""
        return round(100 * self.arrived / self.expected) if self.expected else 0

    @property
    def most_in_an_hour(self) -> int:
        """The busiest hour's number."""
        return max((number for _hour, number in self.hours), default=0)


def figures_of(event: Event, *, now: datetime) -> ArrivalFigures:
    """The figures of an event's gates, each guest counted once, in a fixed number of selects."""
    counts = queries.count_by_state(event.id)
    gates = gate_queries.list_gates(event.id)
    firsts = list(gate_queries.first_arrivals(event.id, None).values())
    by_gate = Counter(each.gate_id for each in firsts)
    at_doors = [gate.activity_id for gate in gates if gate.activity_id is not None]
    present = sign_ups.count_present(at_doors) if at_doors else {}
    booked = sign_ups.count_by_activity(at_doors, SignUpState.BOOKED) if at_doors else {}
    return ArrivalFigures(
        arrived=counts.get(S.CHECKED_IN, 0),
        expected=sum(counts.get(each, 0) for each in EXPECTED),
        gates=tuple(
            GateFigures(gate, by_gate.get(gate.id, 0))
            if gate.activity_id is None
            else GateFigures(gate, present.get(gate.activity_id, 0), booked.get(gate.activity_id))
            for gate in gates
            if not gate.is_exit
        ),
        hours=_by_hour(firsts, ZoneInfo(event.time_zone), now),
        by_desk=by_gate.get(None, 0),
    )


def progress_of(gate: Gate) -> tuple[int, int]:
    """How many have come of how many: at the event, or in the activity whose door the gate is."""
    if gate.activity_id is not None:
        present = sign_ups.count_present([gate.activity_id]).get(gate.activity_id, 0)
        return present, sign_ups.count_by_activity([gate.activity_id], SignUpState.BOOKED).get(gate.activity_id, 0)
    counts = queries.count_by_state(gate.event_id)
    return counts.get(S.CHECKED_IN, 0), sum(counts.get(each, 0) for each in EXPECTED)


def _by_hour(firsts: Sequence[Arrival], zone: ZoneInfo, now: datetime) -> tuple[tuple[datetime, int], ...]:
    if not firsts:
        return ()
    local = [each.scanned_at.astimezone(zone).replace(minute=0, second=0, microsecond=0) for each in firsts]
    day = max(each.date() for each in local)
    of_day = Counter(each for each in local if each.date() == day)
    first, last = min(of_day), max(of_day)
    if now.astimezone(zone).date() == day:
        last = max(last, now.astimezone(zone).replace(minute=0, second=0, microsecond=0))
    first = min(first, max(last - timedelta(hours=FEWEST_HOURS - 1), last.replace(hour=0)))
    hours = int((last - first) / timedelta(hours=1)) + 1
    return tuple((moment, of_day.get(moment, 0)) for moment in (first + timedelta(hours=n) for n in range(hours)))
