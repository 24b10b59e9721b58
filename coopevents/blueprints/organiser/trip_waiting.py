"""The trips that wait for the present colleague, and how the desk's first page says it."""

from collections.abc import Callable
from datetime import datetime, time, timedelta

from flask import url_for

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access
from coopevents.blueprints.organiser.trip_door import host_of, zone_of_office
from coopevents.i18n import _, date_range_text, ngettext
from coopevents.mobility import queries, waiting_queries
from coopevents.mobility.recording import day_of

MOST_LINES = 5
Line = tuple[datetime, dict[str, object]]


def trip_lines(when: Callable[[datetime], str], now: datetime) -> list[Line]:
    """(when it hurts, the line as the component takes it): decisions, then trips of which reports are late."""
    return [*_decisions(when, now), *_late(now)]


def _decisions(when: Callable[[datetime], str], now: datetime) -> list[Line]:
    units = {each: access().units(each) for each in waiting_queries.DECIDES}
    found = waiting_queries.list_waiting(access().user_id, units) if any(units.values()) else []
    return [
        (
            each.due_at or now,
            {
                "what": str(_("Decide about the trip: %(title)s", title=each.trip.title)),
                "why": f"{each.trip.number} · {host_of(each.trip)} · "
                f"{date_range_text(each.trip.starts_on, each.trip.ends_on)}",
                "url": url_for("organiser_trips.show", trip_id=each.trip.id),
                "when": when(each.due_at) if each.due_at else None,
                "tone": "trouble" if each.due_at and each.due_at < now else None,
            },
        )
        for each in found[:MOST_LINES]
    ]


def _late(now: datetime) -> list[Line]:
    mine = access().units(Permission.EDIT_TRIPS) | access().units(Permission.APPROVE_FOR_UNIT)
    found = queries.list_late(mine, day_of(now)) if mine else []
    lines: list[Line] = []
    for trip, count in found[:MOST_LINES]:
        oldest = min(each.report_due_on for each in trip.travellers if each.report_due_on and not each.reported_at)
        said = ngettext("%(num)s report of a trip is late", "%(num)s reports of a trip are late", count)
        lines.append(
            (
                datetime.combine(oldest + timedelta(days=1), time(), zone_of_office()),
                {
                    "what": said,
                    "why": f"{trip.title} · {trip.number}",
                    "url": url_for("organiser_trips.show", trip_id=trip.id),
                    "when": str(_("late")),
                    "tone": "trouble",
                },
            )
        )
    return lines
