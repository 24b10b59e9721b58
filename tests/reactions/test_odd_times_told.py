"""What clocks and organisers do to a programme is told right in messages, in words and for the calendar."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from coopevents import clock, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.places import queries as places
from coopevents.places import service as place_service
from coopevents.schedule import service as schedules
from coopevents.schedule.queries import find_latest_release
from coopevents.schedule.releases import programme_of
from tests.reactions.week import Week, calendars_of, week
from tests.readers import libical

HOUR = timedelta(hours=1)
MIDNIGHT = datetime(2027, 3, 1, 21, 30, tzinfo=UTC)
GAP = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)
OVERLAP = datetime(2027, 10, 31, 0, 30, tzinfo=UTC)
GUEST = "anna@example.org"

__all__ = ["week"]


@pytest.fixture
def paris(week: Week) -> Week:
    """The week in Paris; Anna picked the lecture on photons."""
    week.event.time_zone = week.schedule.time_zone = "Europe/Paris"
    week.guest(GUEST, "Photons")
    week.release(tells=False)
    return week


def put(week: Week, starts_at: datetime, ends_at: datetime) -> None:
    """The lecture is at that time from now on."""
    activity = week.activity("Photons")
    now, place_id = clock.now(), activity.place_id
    schedules.move_activity(activity, starts_at=starts_at, ends_at=ends_at, place_id=place_id, now=now, actor=THE_HOUSE)
    unit_of_work.commit()


def told(week: Week) -> OutboxMessage:
    """The message that goes out after the quiet period."""
    week.let_quiet_time_pass()
    return week.messages()[GUEST]


@pytest.mark.parametrize(
    ("starts_at", "ends_at", "moved_by", "before", "after"),
    [
        (MIDNIGHT - HOUR, MIDNIGHT + HOUR, HOUR, "21:30–23:30", "22:30–00:30"),
        (GAP, GAP + HOUR, HOUR / 2, "01:30–03:30", "03:00–04:00"),
        (OVERLAP, OVERLAP + HOUR / 4, HOUR, "02:30 (UTC+02:00)", "02:30 (UTC+01:00)"),
    ],
    ids=["over midnight", "over the gap", "within the overlap"],
)
def test_a_move_is_told_by_the_clock_on_the_wall(
    paris: Week, starts_at: datetime, ends_at: datetime, moved_by: timedelta, before: str, after: str
) -> None:
    put(paris, starts_at, ends_at)
    paris.release(tells=False)
    put(paris, starts_at + moved_by, ends_at + moved_by)
    paris.release()
    message = told(paris)
    assert before in message.text_body
    assert after in message.text_body
    [(method, body)] = calendars_of(message)
    [entry] = libical.events(body)
    assert (method, entry.starts_at, entry.ends_at) == ("REQUEST", starts_at + moved_by, ends_at + moved_by)


def test_what_is_cancelled_and_reopened_within_the_quiet_period_is_no_message(paris: Week) -> None:
    paris.cancel("Photons")
    paris.release()
    schedules.reopen_activity(paris.activity("Photons"), now=clock.now(), actor=THE_HOUSE)
    unit_of_work.commit()
    paris.release()
    paris.let_quiet_time_pass()
    assert paris.messages() == {}


def test_what_is_cancelled_and_later_reopened_is_told_twice_and_counts_up(paris: Week) -> None:
    paris.cancel("Photons")
    paris.release()
    [(method, cancelled)] = calendars_of(told(paris))
    assert (method, libical.events(cancelled)[0].status) == ("CANCEL", "CANCELLED")
    schedules.reopen_activity(paris.activity("Photons"), now=clock.now(), actor=THE_HOUSE)
    unit_of_work.commit()
    paris.release()
    paris.let_quiet_time_pass()
    release = find_latest_release(paris.schedule.id)
    assert release is not None
    entry = programme_of(release).find(paris.activity("Photons").uid)
    assert entry is not None
    assert (entry.is_cancelled, entry.sequence >= 2) == (False, True)


def test_a_retired_place_is_still_named_as_where_it_was(paris: Week) -> None:
    hall = places.get_place(paris.activity("Photons").place_id or 0)
    place_service.retire_place(hall, now=clock.now(), actor=THE_HOUSE)
    unit_of_work.commit()
    activity = paris.activity("Photons")
    now, times = clock.now(), {"starts_at": activity.starts_at, "ends_at": activity.ends_at}
    schedules.move_activity(activity, **times, place_id=None, now=now, actor=THE_HOUSE)
    unit_of_work.commit()
    paris.release()
    assert "Grand Hall" in told(paris).text_body
