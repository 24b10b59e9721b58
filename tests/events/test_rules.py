"""What must hold of an event, as tables."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from coopevents.events import rules
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind, EventState
from coopevents.text import LocalizedText

WEEK = EventDetails(
    kind=EventKind.PARTNERSHIP_WEEK,
    title=LocalizedText(en="Global Partnership Week"),
    starts_on=date(2026, 11, 30),
    ends_on=date(2026, 12, 4),
    time_zone="Asia/Shanghai",
)


def test_a_week_holds() -> None:
    rules.ensure_details_hold(WEEK)


@pytest.mark.parametrize(
    ("change", "refusal", "field"),
    [
        ({"title": LocalizedText()}, rules.TitleIsMissing, "title"),
        ({"ends_on": date(2026, 11, 29)}, rules.LastDayIsBeforeFirst, "ends_on"),
        ({"ends_on": date(2028, 11, 29)}, rules.EventIsTooLong, "ends_on"),
        ({"starts_on": date(1, 1, 1)}, rules.DayIsOutOfReach, "starts_on"),
        ({"ends_on": date(9999, 12, 31)}, rules.DayIsOutOfReach, "ends_on"),
        ({"time_zone": "Asia/Atlantis"}, rules.ZoneIsUnknown, "time_zone"),
        ({"time_zone": "../../etc/passwd"}, rules.ZoneIsUnknown, "time_zone"),
        ({"languages": ()}, rules.LanguageIsUnknown, "languages"),
        ({"languages": ("en", "xx")}, rules.LanguageIsUnknown, "languages"),
        ({"accent": "neon"}, rules.AccentIsUnknown, "accent"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(change: dict, refusal: type[Exception], field: str) -> None:
    with pytest.raises(refusal) as refused:
        rules.ensure_details_hold(replace(WEEK, **change))
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        (LocalizedText(en="Global Partnership Week"), "global-partnership-week-2026"),
        (LocalizedText(en="Global Partnership Week 2026"), "global-partnership-week-2026"),
        (LocalizedText(fr="École d’été à Genève"), "ecole-d-ete-a-geneve-2026"),
        (LocalizedText(zh_Hans_CN="国际合作周"), "partnership-week-2026"),
        (LocalizedText(en="x" * 300), "x" * 55 + "-2026"),
    ],
)
def test_an_address_is_made_of_the_title_and_the_year(title: LocalizedText, slug: str) -> None:
    assert rules.suggested_slug(title, EventKind.PARTNERSHIP_WEEK, date(2026, 11, 30)) == slug


@pytest.mark.parametrize(
    ("wanted", "taken", "free"),
    [
        ("week", set(), "week"),
        ("week", {"week"}, "week-2"),
        ("week", {"week", "week-2", "week-3"}, "week-4"),
        ("new", set(), "new-2"),
        ("a" * 60, {"a" * 60}, "a" * 58 + "-2"),
    ],
)
def test_a_taken_address_leads_to_the_next_free_one(wanted: str, taken: set[str], free: str) -> None:
    assert rules.next_free_slug(wanted, taken) == free


def test_a_taken_address_is_refused_with_the_next_free_one() -> None:
    with pytest.raises(rules.AddressIsTaken) as refused:
        rules.ensure_address_is_free("week", {"week", "week-2"})
    assert "week-3" in repr(refused.value.message._kwargs)


@pytest.mark.parametrize("slug", ["", "Week", "a b", "-week", "week-", "a--b", "国际", "a/b", "a" * 61])
def test_an_unreadable_address_is_refused(slug: str) -> None:
    with pytest.raises(rules.AddressIsUnreadable):
        rules.ensure_address_is_free(slug, set())


@pytest.mark.parametrize(
    ("verb", "allowed"),
    [
        (rules.ensure_may_publish, {EventState.DRAFT}),
        (rules.ensure_may_unpublish, {EventState.PUBLISHED}),
        (lambda state: rules.ensure_may_cancel(state, "Typhoon"), {EventState.DRAFT, EventState.PUBLISHED}),
    ],
)
def test_an_event_moves_only_along_its_life(verb, allowed: set[EventState]) -> None:
    refused = set()
    for state in EventState:
        try:
            verb(state)
        except rules.Refusal:
            refused.add(state)
    assert refused == set(EventState) - allowed


def test_cancelling_needs_a_reason() -> None:
    with pytest.raises(rules.ReasonIsMissing):
        rules.ensure_may_cancel(EventState.PUBLISHED, "  ")
