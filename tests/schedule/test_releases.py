"""How a release follows from the last one."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from coopevents.schedule.releases import (
    ReleasedActivity,
    ReleasedPerson,
    ReleasedPlace,
    ReleasedProgramme,
    ReleasedTrack,
    from_json,
    next_programme,
    to_json,
)
from coopevents.text import LocalizedText

NOON = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)
HALL = ReleasedPlace(1, LocalizedText(en="Hall 1"), LocalizedText(), LocalizedText(), 31.2, 121.4, True)
GARDEN = replace(HALL, id=2, name=LocalizedText(en="Garden"), latitude=None, longitude=None)
FIRST_TRACK = ReleasedTrack("robots", LocalizedText(en="Robots", fr="Robots"))
SECOND_TRACK = replace(FIRST_TRACK, name=LocalizedText(en="Robotics"))
SPEAKER = ReleasedPerson(7, "Amélie Laurent", "", "speaker", "Dean", "École Exemple")


def activity(uid: str = "a", **values: object) -> ReleasedActivity:
    said: dict[str, object] = {
        "uid": uid,
        "kind": "salon",
        "track": None,
        "title": LocalizedText(en="Salon", zh_Hans_CN="沙龙"),
        "text": LocalizedText(),
        "starts_at": NOON,
        "ends_at": NOON + timedelta(hours=1),
        "place": HALL,
        "people": (SPEAKER,),
        "audience": "public",
        "capacity": None,
        "takes_sign_ups": False,
        "languages": ("en", "zh"),
        "is_cancelled": False,
        "cancellation_reason": "",
        "sequence": 0,
        "changed_at": NOON,
        "cancelled_at": None,
    }
    return ReleasedActivity(**{**said, **values})  # type: ignore[arg-type]


def release(
    previous: ReleasedProgramme | None, *current: ReleasedActivity, now: datetime = NOON
) -> ReleasedProgramme | None:
    return next_programme(previous, current, schedule_id=7, time_zone="Asia/Shanghai", now=now)


def released(previous: ReleasedProgramme | None, *current: ReleasedActivity, now: datetime = NOON) -> ReleasedProgramme:
    programme = release(previous, *current, now=now)
    assert programme is not None
    return programme


def later(days: float) -> datetime:
    return NOON + timedelta(days=days)


def entry(programme: ReleasedProgramme, uid: str = "a") -> ReleasedActivity:
    found = programme.find(uid)
    assert found is not None
    return found


def test_the_first_release_is_made_even_of_nothing() -> None:
    programme = released(None)

    assert programme.number == 1
    assert programme.activities == ()


def test_nothing_changed_is_no_release() -> None:
    first = released(None, activity())

    assert release(first, activity(sequence=9, changed_at=later(1)), now=later(1)) is None


def test_a_move_raises_the_sequence_of_what_moved_alone() -> None:
    first = released(None, activity("a"), activity("b"))
    second = released(first, activity("a", starts_at=NOON + timedelta(minutes=5)), activity("b"), now=later(1))

    assert second.number == 2
    assert (entry(second, "a").sequence, entry(second, "a").changed_at) == (1, later(1))
    assert entry(second, "b") == entry(first, "b")


def test_another_place_and_another_end_raise_the_sequence() -> None:
    first = released(None, activity("a"), activity("b"))
    second = released(first, activity("a", place=GARDEN), activity("b", ends_at=NOON + timedelta(hours=3)))

    assert [each.sequence for each in second.activities] == [1, 1]


def test_another_text_is_a_change_but_no_new_sequence() -> None:
    first = released(None, activity())
    second = released(first, activity(text=LocalizedText(en="With tea")), now=later(1))

    assert (entry(second).sequence, entry(second).changed_at) == (0, later(1))


def test_a_place_with_a_new_name_is_the_same_place() -> None:
    first = released(None, activity())
    second = released(first, activity(place=replace(HALL, name=LocalizedText(en="Aula"))), now=later(1))

    assert (entry(second).sequence, entry(second).changed_at) == (0, later(1))


def test_cancelling_and_reopening_both_raise_the_sequence() -> None:
    first = released(None, activity())
    second = released(first, activity(is_cancelled=True, cancellation_reason="Storm"), now=later(1))
    third = released(second, activity(is_cancelled=True, cancellation_reason="Typhoon"), now=later(2))
    fourth = released(third, activity(), now=later(3))

    assert [entry(each).sequence for each in (second, third, fourth)] == [1, 1, 2]
    assert [entry(each).cancelled_at for each in (second, third, fourth)] == [later(1), later(1), None]


def test_what_leaves_the_programme_stays_as_cancelled_for_thirty_days() -> None:
    first = released(None, activity("a"), activity("b"))
    second = released(first, activity("b"), now=later(1))
    third = released(second, activity("b", track=FIRST_TRACK), now=later(31))
    fourth = released(third, activity("b", track=SECOND_TRACK), now=later(31.5))

    gone = entry(second, "a")
    assert (gone.is_cancelled, gone.is_dropped, gone.sequence, gone.cancelled_at) == (True, True, 1, later(1))
    assert second.shown == (entry(second, "b"),)
    assert entry(third, "a") == gone
    assert fourth.find("a") is None


def test_a_tombstone_that_falls_due_is_no_release_by_itself() -> None:
    second = released(released(None, activity()), now=later(1))

    assert release(second, now=later(90)) is None


def test_what_comes_back_after_it_was_forgotten_counts_on() -> None:
    second = released(released(None, activity("a"), activity("b")), activity("b"), now=later(1))
    third = released(second, activity("b", track=FIRST_TRACK), now=later(60))
    fourth = released(third, activity("a"), activity("b", track=FIRST_TRACK), now=later(61))

    assert third.forgotten == (("a", 1),)
    assert (entry(fourth, "a").sequence, entry(fourth, "a").is_dropped) == (2, False)
    assert fourth.forgotten == ()


def test_what_comes_back_in_time_takes_place_again() -> None:
    second = released(released(None, activity()), now=later(1))
    third = released(second, activity(), now=later(2))

    assert (entry(third).sequence, entry(third).is_cancelled, entry(third).is_dropped) == (2, False, False)


def test_a_cancelled_activity_that_is_dropped_counts_no_further() -> None:
    second = released(released(None, activity()), activity(is_cancelled=True), now=later(1))
    third = released(second, now=later(2))

    assert (entry(third).sequence, entry(third).cancelled_at, entry(third).is_dropped) == (1, later(1), True)


def test_another_zone_is_a_release() -> None:
    first = released(None, activity())
    second = next_programme(first, [activity()], schedule_id=7, time_zone="Europe/Paris", now=NOON)

    assert second is not None
    assert second.activities == first.activities


def test_a_programme_survives_being_written_as_json() -> None:
    first = released(None, activity("a"), activity("b", place=GARDEN, people=()), activity("c", place=None))
    second = released(first, activity("b", place=replace(GARDEN, name=LocalizedText(en="Park"))), now=later(1))

    assert from_json(json.loads(json.dumps(to_json(second)))) == second
