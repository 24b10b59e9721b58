"""Calendar programs that are not ours read our feeds over a summer-time change, as subscribers do."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from types import ModuleType
from zoneinfo import ZoneInfo

import pytest

from coopevents.calendars.entries import CalendarDetails, CalendarEntry, Status
from coopevents.calendars.feed import feed
from tests.calendars.samples import CHANGES, OFFICE, details, entries_over_the_changes, entry
from tests.readers import ReadEvent, icaljs, libical, vobject_reader
from tests.readers.http_feed import serving
from tests.readers.khal import Shown, Subscription

CEREMONY = "Signing ceremony 签约仪式 🖋"


def known(time_zone: str) -> CalendarDetails:
    """A calendar that has everything a calendar can have."""
    return details(
        time_zone=time_zone,
        description="A week, 一周; with\nlines",
        url="https://x.example/week",
        source_url="https://x.example/week.ics",
        language="en",
        organizer=OFFICE,
        color="#1d4ed8",
    )


def expected(made: CalendarEntry, time_zone: str) -> ReadEvent:
    """What a reader must understand."""
    starts_at: datetime | date = made.starts_at
    ends_at: datetime | date = made.ends_at
    if made.all_day:
        starts_at, ends_at = (
            moment.astimezone(ZoneInfo(time_zone)).date() for moment in (made.starts_at, made.ends_at)
        )
    return ReadEvent(made.uid, made.sequence, made.status.value, made.summary, starts_at, ends_at)


@pytest.mark.parametrize("time_zone", CHANGES)
def test_libical_finds_nothing_to_complain_of(time_zone: str) -> None:
    body = feed(known(time_zone), entries_over_the_changes(time_zone))
    verdict = libical.check(body)
    assert verdict.complaints == ()
    assert verdict.keeps_restrictions
    assert libical.check(feed(details(time_zone=time_zone), entries_over_the_changes(time_zone))).is_clean


def test_libical_would_complain_of_a_publication_without_organizer() -> None:
    body = feed(details(), [entry()]).replace(b"VERSION:2.0\r\n", b"VERSION:2.0\r\nMETHOD:PUBLISH\r\n")
    assert not libical.check(body).is_clean


@pytest.mark.parametrize("reader", [libical, icaljs, vobject_reader], ids=["libical", "ical.js", "vobject"])
@pytest.mark.parametrize("time_zone", CHANGES)
def test_readers_understand_every_moment_around_the_change(reader: ModuleType, time_zone: str) -> None:
    entries = entries_over_the_changes(time_zone)
    read = {event.uid: event for event in reader.events(feed(known(time_zone), entries))}
    assert read == {made.uid: expected(made, time_zone) for made in entries}


@pytest.mark.parametrize("time_zone", CHANGES)
def test_khal_subscribes_over_http_and_shows_the_right_hours(time_zone: str, tmp_path: Path) -> None:
    entries = entries_over_the_changes(time_zone)
    with serving(feed(known(time_zone), entries)) as served:
        subscription = Subscription(served.url, tmp_path, time_zone=time_zone)
        subscription.sync()
    assert len(subscription.files()) == len(entries)
    first, last = (day.date() for day in CHANGES[time_zone])
    shown = subscription.shows(first - timedelta(days=2), last + timedelta(days=3))
    assert {(line.title, line.start, line.end, line.status) for line in shown} == {
        (made.summary, *as_shown(made, time_zone), made.status.value) for made in entries
    }


def as_shown(made: CalendarEntry, time_zone: str) -> tuple[str, str]:
    """Start and end as the subscriber's clock shows them; khal names the last day of what takes whole days."""
    starts_at, ends_at = (moment.astimezone(ZoneInfo(time_zone)) for moment in (made.starts_at, made.ends_at))
    if made.all_day:
        return str(starts_at.date()), str(ends_at.date() - timedelta(days=1))
    return f"{starts_at:%Y-%m-%d %H:%M}", f"{ends_at:%Y-%m-%d %H:%M}"


def test_a_subscribed_calendar_moves_and_shows_what_is_cancelled(tmp_path: Path) -> None:
    signing = entry(summary=CEREMONY, location="Hall A", starts_at=datetime(2027, 3, 29, 7, tzinfo=UTC))
    with serving(feed(known("Europe/Paris"), [signing])) as served:
        subscription = Subscription(served.url, tmp_path, time_zone="Asia/Shanghai")

        def sees(made: CalendarEntry) -> Shown:
            served.body = feed(known("Europe/Paris"), [made])
            subscription.sync()
            [shown] = subscription.shows(date(2027, 3, 28), date(2027, 4, 2))
            return shown

        assert (sees(signing).title, sees(signing).start) == (CEREMONY, "2027-03-29 15:00")
        day = timedelta(days=1)
        moved = replace(signing, sequence=1, starts_at=signing.starts_at + day, ends_at=signing.ends_at + day)
        assert (sees(moved).start, sees(moved).is_cancelled) == ("2027-03-30 15:00", False)
        assert sees(replace(moved, sequence=2, status=Status.CANCELLED)).is_cancelled
