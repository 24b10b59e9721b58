"""One entry's lines: its times, texts and links."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from coopevents.calendars.components import event_block
from coopevents.calendars.entries import Status
from tests.calendars.samples import OFFICE, REVISED, entry, names, unfolded, value


def lines(time_zone: str = "Europe/Paris", **changes: Any) -> list[str]:
    return unfolded(event_block(entry(**changes), time_zone, None))


def times(time_zone: str = "Europe/Paris", **changes: Any) -> list[str]:
    return [line for line in lines(time_zone, **changes) if line.startswith(("DTSTART", "DTEND"))]


def test_a_plain_entry_is_these_lines() -> None:
    assert sorted(lines(created_at=REVISED - timedelta(days=1))) == [
        "",
        "BEGIN:VEVENT",
        "CREATED:20270114T093000Z",
        "DTEND;TZID=Europe/Paris:20270326T100000",
        "DTSTAMP:20270115T093000Z",
        "DTSTART;TZID=Europe/Paris:20270326T090000",
        "END:VEVENT",
        "LAST-MODIFIED:20270115T093000Z",
        "SEQUENCE:0",
        "STATUS:CONFIRMED",
        "SUMMARY:Signing ceremony",
        "TRANSP:OPAQUE",
        "UID:signing@polytechnic.example",
    ]


@pytest.mark.parametrize(
    ("time_zone", "starts_at", "hours", "written"),
    [
        ("Europe/Paris", datetime(2027, 3, 28, 0, 30, tzinfo=UTC), 1, ("20270328T013000", "20270328T033000")),
        ("America/New_York", datetime(2027, 3, 14, 6, 30, tzinfo=UTC), 1, ("20270314T013000", "20270314T033000")),
        ("Asia/Shanghai", datetime(2027, 3, 28, 15, 0, tzinfo=UTC), 2, ("20270328T230000", "20270329T010000")),
        ("Asia/Shanghai", datetime(2028, 2, 28, 22, 0, tzinfo=UTC), 24, ("20280229T060000", "20280301T060000")),
    ],
)
def test_times_stand_on_the_wall_clock_of_the_zone(
    time_zone: str, starts_at: datetime, hours: int, written: tuple[str, str]
) -> None:
    found = times(time_zone, starts_at=starts_at, ends_at=starts_at + timedelta(hours=hours))
    assert found == [f"DTSTART;TZID={time_zone}:{written[0]}", f"DTEND;TZID={time_zone}:{written[1]}"]


def test_an_hour_that_happens_twice_is_written_in_utc() -> None:
    before = datetime(2027, 10, 30, 23, 30, tzinfo=UTC)
    assert times(starts_at=before) == ["DTSTART:20271030T233000Z", "DTEND:20271031T003000Z"]
    after = datetime(2027, 10, 31, 2, 0, tzinfo=UTC)
    assert times(starts_at=after) == [
        "DTSTART;TZID=Europe/Paris:20271031T030000",
        "DTEND;TZID=Europe/Paris:20271031T040000",
    ]


def test_a_calendar_in_utc_needs_no_zone() -> None:
    assert times("Etc/UTC") == ["DTSTART:20270326T080000Z", "DTEND:20270326T090000Z"]


def test_what_takes_no_time_has_no_end() -> None:
    noon = datetime(2027, 3, 26, 11, tzinfo=UTC)
    assert times(starts_at=noon, ends_at=noon) == ["DTSTART;TZID=Europe/Paris:20270326T120000"]


@pytest.mark.parametrize(
    ("hours", "after"), [(24, "20270330"), (25, "20270331"), (3, "20270330"), (48, "20270331"), (0, "20270330")]
)
def test_all_day_ends_with_the_last_day_it_takes(hours: int, after: str) -> None:
    midnight = datetime(2027, 3, 28, 22, tzinfo=UTC)
    found = times(starts_at=midnight, ends_at=midnight + timedelta(hours=hours), all_day=True)
    assert found == ["DTSTART;VALUE=DATE:20270329", f"DTEND;VALUE=DATE:{after}"]


def test_cancelled_is_said_and_takes_nobodys_time() -> None:
    found = lines(status=Status.CANCELLED, sequence=4)
    assert {"STATUS:CANCELLED", "TRANSP:TRANSPARENT", "SEQUENCE:4"} <= set(found)


def test_texts_say_their_language() -> None:
    found = lines(summary="签约仪式", description="请带护照", location="礼堂", language="zh-Hans")
    assert "SUMMARY;LANGUAGE=zh-Hans:签约仪式" in found
    assert "DESCRIPTION;LANGUAGE=zh-Hans:请带护照" in found
    assert "LOCATION;LANGUAGE=zh-Hans:礼堂" in found


def test_links_place_color_and_categories_are_written() -> None:
    found = lines(
        geo=(31.2304, -0.0),
        url="https://x.example/签",
        image_url="https://x.example/a.png",
        color="#40e0d1",
        categories=("Signing, ceremony", " ", "Hall; A"),
    )
    assert "GEO:31.2304;0.0" in found
    assert "URL:https://x.example/%E7%AD%BE" in found
    assert "IMAGE;DISPLAY=BADGE;VALUE=URI:https://x.example/a.png" in found
    assert "COLOR:turquoise" in found
    assert "CATEGORIES:Signing\\, ceremony,Hall\\; A" in found


def test_empty_texts_leave_no_lines() -> None:
    block = event_block(entry(description=" \n ", location="", categories=("",)), "Europe/Paris", None)
    assert not {"DESCRIPTION", "LOCATION", "CATEGORIES", "GEO", "URL", "IMAGE", "COLOR"} & set(names(block))


def test_hostile_text_stays_text() -> None:
    hostile = 'BEGIN:VEVENT\r\nUID:evil\r\nEND:VEVENT\x00, "a"; \\N \\n: b\r\n X'
    block = event_block(entry(summary=hostile, description=hostile, location=hostile), "Europe/Paris", OFFICE)
    found = unfolded(block)
    assert names(block).count("BEGIN") == names(block).count("UID") == 1
    assert value(block, "SUMMARY") == 'BEGIN:VEVENT UID:evil END:VEVENT\\, "a"\\; \\\\N \\\\n: b X'
    assert value(block, "DESCRIPTION") == 'BEGIN:VEVENT\\nUID:evil\\nEND:VEVENT\\, "a"\\; \\\\N \\\\n: b\\n X'
    assert 'ORGANIZER;CN="International Office":mailto:office@polytechnic.example' in found


def test_lines_are_folded_within_75_octets_between_characters() -> None:
    block = event_block(entry(summary="签约仪式👩‍🏫🖋 " * 40, description="é" * 500), "Europe/Paris", None)
    assert max(len(line) for line in block.split(b"\r\n")) <= 75
    for line in block.split(b"\r\n"):
        line.decode()
    assert value(block, "SUMMARY") == ("签约仪式👩‍🏫🖋 " * 40).strip()


def test_microseconds_are_left_out() -> None:
    found = lines(last_modified=REVISED.replace(microsecond=987654))
    assert "LAST-MODIFIED:20270115T093000Z" in found
