"""A released programme as calendar entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from coopevents.calendars.entries import CalendarEntry, Status
from coopevents.schedule.calendar import entries_for
from coopevents.schedule.releases import ReleasedProgramme, ReleasedTrack
from coopevents.text import LocalizedText
from tests.schedule.test_releases import GARDEN, HALL, NOON, activity

ROBOTICS = ReleasedTrack("robotics", LocalizedText(en="Robotics", zh_Hans_CN="机器人"))
CANCELLED = activity("c", is_cancelled=True, cancellation_reason="Storm", cancelled_at=NOON, sequence=3)
PROGRAMME = ReleasedProgramme(
    schedule_id=7,
    number=1,
    released_at=NOON,
    time_zone="Asia/Shanghai",
    activities=(
        activity("a", text=LocalizedText(en="With tea"), track=ROBOTICS),
        activity("b", kind="tour", place=replace(GARDEN, building=LocalizedText(en="Campus"))),
        CANCELLED,
        activity("d", place=None, people=()),
    ),
)


def entries(language: str = "en", **narrowed: object) -> list[CalendarEntry]:
    return entries_for(
        PROGRAMME,
        language=language,
        host="week.example",
        address_of_activity=lambda uid: f"https://week.example/{uid}",
        **narrowed,  # type: ignore[arg-type]
    )


@pytest.fixture(autouse=True)
def _words(context: Flask) -> None:
    """Words are chosen in a language."""


def test_an_entry_says_everything_a_guest_needs() -> None:
    entry = entries()[0]

    assert (entry.uid, entry.url, entry.summary) == ("a@week.example", "https://week.example/a", "Salon")
    assert (entry.starts_at, entry.ends_at, entry.last_modified) == (NOON, NOON + timedelta(hours=1), NOON)
    assert entry.description == "With tea\n\nSpeaker: Amélie Laurent, Dean, École Exemple"
    assert (entry.location, entry.geo, entry.categories) == ("Hall 1", (31.2, 121.4), ("Salon", "Robotics"))


def test_titles_are_in_the_language_asked_for() -> None:
    assert entries("zh_Hans_CN")[0].summary == "沙龙"
    assert entries("zh_Hans_CN")[0].categories[-1] == "机器人"
    assert [entries(language)[0].language for language in ("en", "fr", "zh_Hans_CN")] == ["en", "fr", "zh-Hans"]


def test_cancelled_entries_stay_and_say_why() -> None:
    entry = entries()[2]

    assert (entry.status, entry.sequence) == (Status.CANCELLED, 3)
    assert entry.description.startswith("Storm")


def test_a_place_without_a_position_has_none() -> None:
    second, last = entries()[1], entries()[3]

    assert (second.location, second.geo) == ("Garden, Campus", None)
    assert (last.location, last.geo) == ("", None)


@pytest.mark.parametrize(
    ("narrowed", "uids"),
    [
        ({"kind": "tour"}, ["b"]),
        ({"track": "robotics"}, ["a"]),
        ({"place_id": HALL.id}, ["a", "c"]),
        ({"picked": frozenset({"b", "d"})}, ["b", "d"]),
        ({"kind": "none"}, []),
    ],
)
def test_a_feed_may_be_narrowed(narrowed: dict[str, object], uids: list[str]) -> None:
    assert [entry.uid.split("@")[0] for entry in entries(**narrowed)] == uids


def test_the_same_programme_gives_the_same_entries() -> None:
    assert entries() == entries()
