"""What readers see differently from one release to another."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from coopevents.schedule.comparing import ChangeKind as K
from coopevents.schedule.comparing import compare
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme
from coopevents.text import LocalizedText
from tests.schedule.test_releases import FIRST_TRACK, GARDEN, HALL, NOON, SPEAKER, activity, later, released

RENAMED_HALL = replace(HALL, name=LocalizedText(en="Great hall"))

DIFFERENCES: list[tuple[str, dict[str, Any], dict[str, Any], set[K], tuple[str, ...]]] = [
    ("the same", {}, {}, set(), ()),
    ("another start", {}, {"starts_at": NOON - timedelta(minutes=5)}, {K.MOVED}, ("starts_at",)),
    ("another end", {}, {"ends_at": NOON + timedelta(hours=2)}, {K.MOVED}, ("ends_at",)),
    ("another place", {}, {"place": GARDEN}, {K.MOVED}, ("place",)),
    ("no place any more", {}, {"place": None}, {K.MOVED}, ("place",)),
    ("a place at last", {"place": None}, {"place": HALL}, {K.MOVED}, ("place",)),
    ("the place has a new name", {}, {"place": RENAMED_HALL}, {K.CHANGED}, ("place",)),
    ("another title", {}, {"title": LocalizedText(en="Soirée")}, {K.CHANGED}, ("title",)),
    ("another text", {}, {"text": LocalizedText(en="With tea")}, {K.CHANGED}, ("text",)),
    ("nobody in it", {}, {"people": ()}, {K.CHANGED}, ("people",)),
    ("a person's post", {}, {"people": (replace(SPEAKER, position="Rector"),)}, {K.CHANGED}, ("people",)),
    ("another kind and track", {}, {"kind": "tour", "track": FIRST_TRACK}, {K.CHANGED}, ("kind", "track")),
    ("places to book", {}, {"capacity": 9, "takes_sign_ups": True}, {K.CHANGED}, ("capacity", "takes_sign_ups")),
    ("for whom, in what", {}, {"audience": "invited", "languages": ()}, {K.CHANGED}, ("audience", "languages")),
    ("moved and told anew", {}, {"place": GARDEN, "kind": "tour"}, {K.MOVED, K.CHANGED}, ("place", "kind")),
    ("cancelled", {}, {"is_cancelled": True, "cancellation_reason": "Rain"}, {K.CANCELLED}, ()),
    ("reopened", {"is_cancelled": True, "cancellation_reason": "Rain"}, {}, {K.REOPENED}, ()),
    ("reopened elsewhere", {"is_cancelled": True}, {"place": GARDEN}, {K.REOPENED, K.MOVED}, ("place",)),
    (
        "explained anew",
        {"is_cancelled": True, "cancellation_reason": "Rain"},
        {"is_cancelled": True, "cancellation_reason": "Storm"},
        {K.CHANGED},
        ("cancellation_reason",),
    ),
]


@pytest.mark.parametrize(("what", "old", "new", "kinds", "fields"), DIFFERENCES, ids=[each[0] for each in DIFFERENCES])
def test_each_difference_has_its_kinds_and_names_its_fields(
    what: str, old: dict[str, Any], new: dict[str, Any], kinds: set[K], fields: tuple[str, ...]
) -> None:
    first = released(None, activity(**old), activity("other"))
    changed = replace(first, number=2, activities=(activity(**new), activity("other", sequence=4)))

    changes = compare(first, changed)

    assert [(each.uid, set(each.kinds), each.fields) for each in changes] == ([("a", kinds, fields)] if kinds else [])
    assert [(each.before, each.after) for each in changes] == ([(first.find("a"), changed.find("a"))] if kinds else [])


def test_before_the_first_release_everything_is_new_in_the_order_of_time() -> None:
    first = released(None, activity("late", starts_at=NOON + timedelta(minutes=9)), activity("early"), gone("off"))

    changes = compare(None, first)

    assert [(each.uid, set(each.kinds)) for each in changes] == [
        ("early", {K.NEW}),
        ("off", {K.NEW, K.CANCELLED}),
        ("late", {K.NEW}),
    ]


def test_what_leaves_is_dropped_once_and_new_when_it_comes_back() -> None:
    first = released(None, activity("a"), activity("b"))
    second = released(first, activity("a"), now=later(1))
    third = released(second, activity("a", place=GARDEN), now=later(2))
    forgotten = released(third, activity("a"), now=later(60))
    back = released(forgotten, activity("a"), activity("b"), now=later(61))

    dropped = compare(first, second)[0]
    assert (dropped.uid, set(dropped.kinds)) == ("b", {K.DROPPED})
    assert dropped.shown == first.find("b")
    assert dropped.after is not None
    assert dropped.after.sequence == 1
    assert kinds(second, third) == {"a": {K.MOVED}}
    assert kinds(second, forgotten) == {}
    assert kinds(first, forgotten) == {"b": {K.DROPPED}}
    assert kinds(forgotten, back) == {"b": {K.NEW}}
    assert kinds(third, back) == {"a": {K.MOVED}, "b": {K.NEW}}


def test_two_releases_compare_backwards_as_well() -> None:
    first = released(None, activity("a"))
    second = released(first, activity("a", place=GARDEN), activity("b"), now=later(1))

    assert kinds(second, first) == {"a": {K.MOVED}, "b": {K.DROPPED}}


def kinds(before: ReleasedProgramme, after: ReleasedProgramme) -> dict[str, set[K]]:
    return {each.uid: set(each.kinds) for each in compare(before, after)}


def gone(uid: str) -> ReleasedActivity:
    return activity(uid, is_cancelled=True)
