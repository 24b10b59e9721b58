"""What the demo week stands on besides its rooms: two campuses, coaches, an interpreter booth, people's own times."""

import tomllib
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from typing import Any

from coopevents.calendars.zones import resolve_wall_time
from coopevents.demo.office import DemoDesk
from coopevents.demo.partners import DemoAcquaintances
from coopevents.people.availability import state_availability
from coopevents.places import campuses, resources
from coopevents.places.details import ResourceDetails
from coopevents.places.models import ResourceKind
from coopevents.text import LocalizedText

with (Path(__file__).parent / "week.toml").open("rb") as file:
    WEEK: dict[str, Any] = tomllib.load(file)


def open_campuses(desk: DemoDesk, *, now: datetime) -> dict[str, int]:
    """The two campuses, and the minutes by car between them."""
    sites = {
        key: campuses.add_campus(desk.university.id, LocalizedText(name), now=now, actor=desk.actor).id
        for key, name in WEEK["campuses"].items()
    }
    minutes: dict[tuple[int, int], int | None] = {
        (sites[each["from"]], sites[each["to"]]): each["minutes"] for each in WEEK["drive"]
    }
    campuses.set_driving_times(desk.university.id, minutes, now=now, actor=desk.actor)
    return sites


def lay_in_resources(desk: DemoDesk, *, now: datetime) -> dict[str, int]:
    """Coaches, vans and the one interpreter booth that everybody wants."""
    return {key: _lay_in(desk, row, now=now) for key, row in WEEK["resources"].items()}


def ask_when_they_can(desk: DemoDesk, known: DemoAcquaintances, monday: date, zone: str, *, now: datetime) -> None:
    """Three of the speakers said when they can be there; one of them arrives too late for her salon."""
    for row in WEEK["available"]:
        moments = []
        for said in (row["from"], row["until"]):
            day, clock = said.split()
            wall = datetime.combine(monday + timedelta(days=int(day) - 1), time.fromisoformat(clock))
            moments.append(resolve_wall_time(wall, zone).astimezone(UTC))
        state_availability(known.people[row["person"]], *moments, now=now, actor=desk.actor)


def _lay_in(desk: DemoDesk, row: dict[str, Any], *, now: datetime) -> int:
    details = ResourceDetails(
        kind=ResourceKind(row["kind"]),
        name=LocalizedText(row["name"]),
        quantity=row["quantity"],
        turnover_minutes=row["turnover"],
        note=row["note"],
    )
    return resources.add_resource(desk.university.id, details, now=now, actor=desk.actor).id
