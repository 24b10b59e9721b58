"""Every fact becomes an entry of the audit trail."""

from dataclasses import replace

from coopevents.audit import service as audit
from coopevents.events import queries as events
from coopevents.facts import Fact
from coopevents.schedule.facts import ScheduleFact


def write_down(fact: Fact) -> None:
    """Add the fact to the audit trail; what happened to a schedule is told under the event it belongs to."""
    if isinstance(fact, ScheduleFact) and fact.event_id is None:
        event = events.find_event_by_schedule(fact.schedule_id)
        fact = replace(fact, event_id=event.id) if event is not None else fact
    audit.write_down(fact)
