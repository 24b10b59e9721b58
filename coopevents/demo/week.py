"""The demo week: its places, its event, its programme of all six kinds of activity."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.calendars.zones import resolve_wall_time
from coopevents.demo.later_changes import change_week
from coopevents.demo.office import DemoDesk
from coopevents.demo.partners import DemoAcquaintances
from coopevents.demo.provisions import WEEK, ask_when_they_can, lay_in_resources, open_campuses
from coopevents.events import pages
from coopevents.events import service as events
from coopevents.events.details import EventDetails, PageDetails
from coopevents.events.models import Event
from coopevents.events.states import EventKind
from coopevents.places import service as places
from coopevents.places.details import PlaceDetails
from coopevents.places.models import Place, PlaceKind
from coopevents.places.opening import read_hours
from coopevents.registration import service as registrations
from coopevents.registration.details import TermsDetails
from coopevents.schedule import service as schedules
from coopevents.schedule import tracks
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.details import ResourceDetails as ResourceUseDetails
from coopevents.schedule.settings import change_settings, settings_of
from coopevents.schedule.states import ActivityKind, Audience, ParticipantRole
from coopevents.text import LocalizedText

ZONE = "Asia/Shanghai"
CAPACITY = 62
DemoPlaces = dict[str, Place]


def monday_of_next_week(now: datetime) -> date:
    """The first day of the demo week: the Monday after the present week, in Shanghai."""
    today = now.astimezone(ZoneInfo(ZONE)).date()
    return today + timedelta(days=7 - today.weekday())


def open_places(desk: DemoDesk, *, now: datetime) -> DemoPlaces:
    """Seven rooms and halls on two campuses, two outdoor places and the city, with the minutes between them."""
    sites = open_campuses(desk, now=now)
    opened = {
        key: places.add_place(
            desk.university.id,
            PlaceDetails(
                kind=PlaceKind(row["kind"]),
                name=LocalizedText(row["name"]),
                building=LocalizedText(row.get("building", {})),
                campus_id=sites.get(row.get("campus", "")),
                capacity=row.get("capacity"),
                turnover_minutes=row.get("turnover", 0),
                opening=tuple(
                    one for day in range(5) for one in read_hours(row.get("hours", ""), day, field=f"hours_{day}")
                ),
                allows_parallel=row.get("parallel", False),
            ),
            now=now,
            actor=desk.actor,
        )
        for key, row in WEEK["places"].items()
    }
    minutes: dict[tuple[int, int], int | None] = {}
    for walk in WEEK["walk"]:
        for key, walked in (each.split() for each in walk["to"]):
            minutes[opened[walk["from"]].id, opened[key].id] = int(walked)
    places.set_walking_times(desk.university.id, minutes, now=now, actor=desk.actor)
    return opened


def plan_week(desk: DemoDesk, known: DemoAcquaintances, opened: DemoPlaces, *, now: datetime) -> Event:
    """The Global Partnership Week of next week, published and changed once since."""
    monday = monday_of_next_week(now)
    ask_when_they_can(desk, known, monday, ZONE, now=now)
    resource_ids = lay_in_resources(desk, now=now)
    event = events.create_event(_event_details(monday), unit_id=desk.office.id, now=now, actor=desk.actor)
    wanted = replace(settings_of(event.schedule), holidays_of="CN")
    change_settings(event.schedule, wanted, now=now, actor=desk.actor)
    terms = TermsDetails(
        opens_at=now - timedelta(days=40),
        closes_at=at(monday + timedelta(days=4), "12:00"),
        capacity=CAPACITY,
        needs_approval=True,
    )
    registrations.open_registration(event, terms, now=now, actor=desk.actor)
    opened_tracks = {
        key: tracks.open_track(event.schedule, LocalizedText(name), now=now, actor=desk.actor).id
        for key, name in WEEK["tracks"].items()
    }
    for row in WEEK["activity"]:
        details = _activity_details(row, monday, known, opened, opened_tracks, resource_ids)
        schedules.plan_activity(event.schedule, details, now=now, actor=desk.actor)
    for row in WEEK["page"]:
        page = PageDetails(title=LocalizedText(row["title"]), text=LocalizedText(row["text"]), slug=row["slug"])
        pages.add_page(event, page, now=now, actor=desk.actor)
    events.publish_event(event, now=now, actor=desk.actor)
    change_week(desk, event, now=now)
    return event


def at(day: date, clock: str) -> datetime:
    """A wall-clock time in Shanghai as a moment."""
    return resolve_wall_time(datetime.combine(day, time.fromisoformat(clock)), ZONE).astimezone(UTC)


def _event_details(monday: date) -> EventDetails:
    row = WEEK["event"]
    year = monday.year
    title = LocalizedText({language: f"{text} {year}" for language, text in row["title"].items()})
    return EventDetails(
        kind=EventKind.PARTNERSHIP_WEEK,
        title=title.with_text("zh_Hans_CN", f"{year}{row['title']['zh_Hans_CN']}"),
        slug="partnership-week",
        summary=LocalizedText(row["summary"]),
        text=LocalizedText(row["text"]),
        venue=LocalizedText(row["venue"]),
        contact_email="week@office.example",
        languages=("en", "zh_Hans_CN", "fr"),
        accent="crimson",
        time_zone=ZONE,
        starts_on=monday,
        ends_on=monday + timedelta(days=4),
    )


def _activity_details(
    row: dict[str, Any],
    monday: date,
    known: DemoAcquaintances,
    opened: DemoPlaces,
    track_ids: dict[str, int],
    resource_ids: dict[str, int],
) -> ActivityDetails:
    day = monday + timedelta(days=row["day"] - 1)
    starts, ends = row["time"].split("-")
    pairs = (each.split(":") for each in row.get("people", ()))
    uses = (each.split(":") for each in row.get("uses", ()))
    return ActivityDetails(
        kind=ActivityKind(row["kind"]),
        title=LocalizedText(row["title"]),
        text=LocalizedText(row.get("text", {})),
        starts_at=at(day, starts),
        ends_at=at(day, ends),
        place_id=opened[row["place"]].id,
        people=tuple(ParticipantDetails(known.people[key].id, ParticipantRole(role)) for key, role in pairs),
        resources=tuple(ResourceUseDetails(resource_ids[key], int(quantity)) for key, quantity in uses),
        audience=Audience(row.get("audience", "public")),
        capacity=row.get("capacity"),
        takes_sign_ups=row["kind"] == "tour" and "capacity" in row,
        track_id=track_ids[row["track"]] if "track" in row else None,
        languages=tuple(row.get("languages", "en").replace(",", " ").split()),
    )
