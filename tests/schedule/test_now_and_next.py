"""What runs at a moment and what comes next, as a pure question."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coopevents.schedule.comparing import compare
from coopevents.schedule.now_and_next import MOST, Phase, left_behind, outlook
from coopevents.schedule.releases import ReleasedActivity, ReleasedPlace, ReleasedProgramme
from coopevents.text import LocalizedText

START = datetime(2027, 3, 1, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
HALL, ROOM = (
    ReleasedPlace(number, LocalizedText(en=name), LocalizedText(), LocalizedText(), None, None, False)
    for number, name in ((1, "Hall"), (2, "Room"))
)


def entry(uid: str, hours: float, length: float = 1, place: ReleasedPlace | None = HALL) -> ReleasedActivity:
    """An entry that begins so many hours after the start."""
    return ReleasedActivity(
        uid=uid, kind="lecture", track=None, title=LocalizedText(en=uid), text=LocalizedText(),
        starts_at=START + hours * HOUR, ends_at=START + (hours + length) * HOUR, place=place, people=(),
        audience="public", capacity=None, takes_sign_ups=False, languages=(), is_cancelled=False,
        cancellation_reason="", sequence=0, changed_at=START, cancelled_at=None,
    )  # fmt: skip


def programme(*entries: ReleasedActivity) -> ReleasedProgramme:
    return ReleasedProgramme(schedule_id=1, number=1, released_at=START, time_zone="UTC", activities=entries)


def test_boundaries_belong_to_what_begins() -> None:
    found = outlook([entry("a", 0), entry("b", 1)], START + HOUR)
    assert found is not None
    assert ([each.uid for each in found.running], found.coming, found.phase) == (["b"], (), Phase.UNDER_WAY)
    over = outlook([entry("a", 0)], START + HOUR)
    assert over is not None
    assert (over.phase, over.next_count) == (Phase.OVER, 0)
    assert outlook([], START) is None


def test_next_is_what_begins_together_even_days_later() -> None:
    entries = [entry("a", 0), entry("b", 100), entry("c", 100.5), entry("d", 101)]
    found = outlook(entries, START + HOUR / 2)
    assert found is not None
    assert ([each.uid for each in found.coming], found.next_count) == (["b", "c"], 2)


def test_a_cancelled_entry_does_not_stretch_the_programme() -> None:
    cancelled = replace(entry("z", 50), is_cancelled=True)
    found = outlook([entry("a", 0), cancelled], START + 2 * HOUR)
    assert found is not None
    assert (found.phase, [each.uid for each in found.coming]) == (Phase.OVER, [])


def test_no_page_carries_more_than_it_can() -> None:
    found = outlook([entry(str(number), 1 + number / 1000) for number in range(500)], START)
    assert found is not None
    assert len(found.coming) == MOST


def test_who_stands_before_the_old_door_is_told() -> None:
    before = programme(entry("moved", 0), entry("gone", 2), entry("stays", 4))
    after = programme(entry("moved", 0, place=ROOM), replace(entry("stays", 5)))
    changes = compare(before, after)
    assert [each.uid for each, _change in left_behind(changes, HALL.id)] == ["moved", "gone"]
    assert [each.uid for each, _change in left_behind(changes, ROOM.id)] == []
    assert [each.uid for each, _change in left_behind(changes, None)] == ["gone"]
