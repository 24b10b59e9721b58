"""Subscriptions: what stands above the entries, their order, and bytes that only a change changes."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coopevents.calendars.cleaning import clean_line, clean_text
from coopevents.calendars.components import event_block
from coopevents.calendars.feed import etag_for, etag_of, feed
from coopevents.calendars.vtimezone import vtimezone_block
from tests.calendars.samples import CHANGES, OFFICE, details, entries_over_the_changes, entry, names, unfolded, value
from tests.readers import libical

START = datetime(2027, 3, 26, 8, tzinfo=UTC)


def test_the_calendar_says_all_about_itself() -> None:
    known = details(
        description="A week,\nat home",
        url="https://x.example/week",
        source_url="https://x.example/week.ics",
        image_url="https://x.example/week.png",
        language="en",
        organizer=OFFICE,
        color="#40e0d0",
    )
    lines = unfolded(feed(known, [entry()]))
    assert lines[:5] == [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//coopevents//calendars//EN",
        "CALSCALE:GREGORIAN",
        "METHOD:PUBLISH",
    ]
    assert set(lines[5 : lines.index("BEGIN:VTIMEZONE")]) == {
        "NAME;LANGUAGE=en:Global Partnership Week",
        "X-WR-CALNAME:Global Partnership Week",
        "DESCRIPTION;LANGUAGE=en:A week\\,\\nat home",
        "X-WR-CALDESC:A week\\,\\nat home",
        "X-WR-TIMEZONE:Europe/Paris",
        "URL:https://x.example/week",
        "SOURCE;VALUE=URI:https://x.example/week.ics",
        "IMAGE;DISPLAY=BADGE;VALUE=URI:https://x.example/week.png",
        "COLOR:turquoise",
        "X-APPLE-CALENDAR-COLOR:#40e0d0",
        "LAST-MODIFIED:20270115T093000Z",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
        "X-PUBLISHED-TTL:PT1H",
    }
    assert lines[-2:] == ["END:VCALENDAR", ""]


def test_the_calendar_itself_has_no_uid() -> None:
    body = feed(details(), [entry()])
    assert names(body).count("UID") == 1
    assert b"UID" not in body[: body.index(b"BEGIN:VTIMEZONE")]


def test_a_method_is_named_only_with_an_organizer_in_every_entry() -> None:
    entries = [entry(uid=f"{number}@x.example") for number in range(3)]
    published = names(feed(details(organizer=OFFICE), entries))
    assert (published.count("METHOD"), published.count("ORGANIZER")) == (1, 3)
    plain = names(feed(details(), entries))
    assert (plain.count("METHOD"), plain.count("ORGANIZER")) == (0, 0)


def test_a_file_is_never_empty() -> None:
    assert "BEGIN:VTIMEZONE" in unfolded(feed(details(), []))
    assert "TZID:Etc/UTC" in unfolded(feed(details(time_zone="Etc/UTC"), []))
    assert "BEGIN:VTIMEZONE" not in unfolded(feed(details(time_zone="Etc/UTC"), [entry()]))


def test_two_entries_of_one_uid_are_refused() -> None:
    with pytest.raises(ValueError, match=r"more than one entry has the UID a@x\.example"):
        feed(details(), [entry(uid="a@x.example"), entry(uid="a@x.example", sequence=1)])


@pytest.mark.parametrize("time_zone", CHANGES)
def test_the_same_entries_in_any_order_are_the_same_bytes(time_zone: str) -> None:
    entries = entries_over_the_changes(time_zone)
    known = details(time_zone=time_zone, organizer=OFFICE)
    once = feed(known, entries)
    event_block.cache_clear()
    vtimezone_block.cache_clear()
    shuffled = Random(5).sample(entries, len(entries))
    assert feed(known, shuffled) == once
    starts = [START + timedelta(days=number) for number in (2, 0, 1)]
    listed = feed(details(), [entry(uid=f"{number}@x", starts_at=at) for number, at in enumerate(starts)])
    assert [line for line in unfolded(listed) if line.startswith("UID")] == ["UID:1@x", "UID:2@x", "UID:0@x"]


def test_a_change_changes_only_its_own_entry() -> None:
    entries = [entry(uid=f"{number}@x", starts_at=START + timedelta(hours=number)) for number in range(5)]
    moved = replace(entries[2], starts_at=START + timedelta(hours=2, minutes=5), sequence=1)
    before, after = feed(details(), entries), feed(details(), [*entries[:2], moved, *entries[3:]])
    assert set(unfolded(after)) - set(unfolded(before)) == {
        "SEQUENCE:1",
        "DTSTART;TZID=Europe/Paris:20270326T110500",
    }


def test_equal_numbers_of_another_type_are_the_same_bytes() -> None:
    whole, broken = entry(geo=(31, 121)), entry(geo=(31.0, 121.0))
    first = event_block(whole, "Europe/Paris", None)
    event_block.cache_clear()
    assert event_block(broken, "Europe/Paris", None) == first


def test_an_etag_changes_with_every_part() -> None:
    assert etag_of("week", 7, "en") == etag_of("week", 7, "en")
    told = [etag_of("week", 7), etag_of("week", 8), etag_of("week", "7"), etag_of("week", 7, None), etag_of("week7")]
    assert len(set(told)) == len(told)
    assert etag_of(START) != etag_of(START + timedelta(seconds=1))
    assert etag_for(b"a") == etag_for(b"a") != etag_for(b"b")
    assert all(len(tag) == 32 and tag.isalnum() for tag in (*told, etag_for(b"a")))


@given(summary=st.text(), description=st.text(), location=st.text(), category=st.text())
def test_any_text_comes_back_as_it_went_in(summary: str, description: str, location: str, category: str) -> None:
    made = entry(summary=summary, description=description, location=location, categories=(category,))
    body = feed(details(name=summary, description=description, organizer=OFFICE), [made])
    assert max(len(line) for line in body.split(b"\r\n")) <= 75
    assert libical.check(body).is_clean
    [read] = libical.events(body)
    assert read.summary == (clean_line(summary) or "—")
    assert read.description == clean_text(description).strip()
    assert read.location == clean_line(location)


@given(
    starts_at=st.datetimes(datetime(2000, 1, 1), datetime(2060, 1, 1), timezones=st.just(UTC)),
    lasts=st.timedeltas(timedelta(seconds=1), timedelta(days=40)),
    time_zone=st.sampled_from([*CHANGES, "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Kathmandu", "Etc/GMT+12"]),
)
def test_any_time_comes_back_as_it_went_in(starts_at: datetime, lasts: timedelta, time_zone: str) -> None:
    starts_at = starts_at.replace(microsecond=0)
    ends_at = (starts_at + lasts).replace(microsecond=0)
    body = feed(details(time_zone=time_zone), [entry(starts_at=starts_at, ends_at=ends_at)])
    [read] = libical.events(body)
    assert (read.starts_at, read.ends_at) == (starts_at, ends_at)


def test_value_of_a_long_name_is_whole() -> None:
    name = "全球合作周 " * 30
    assert value(feed(details(name=name), [entry()]), "X-WR-CALNAME") == name.strip()
