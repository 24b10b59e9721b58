"""The tabs and chips above a programme, each saying how many entries it would leave."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from coopevents.blueprints.public.programme_cards import Cards
from coopevents.blueprints.public.programme_choice import ProgrammeChoice, Selection
from coopevents.i18n import _, ngettext, short_day_text
from coopevents.schedule.releases import ReleasedActivity


@dataclass(frozen=True, slots=True)
class FilterGroup:
    """Chips of one facet."""

    facet: str
    label: str
    chips: list[dict[str, Any]]
    is_chosen: bool


def day_tabs(choice: ProgrammeChoice, selection: Selection, values: Mapping[str, set[str]]) -> list[dict[str, Any]]:
    """One tab for all days and one for each; none when there is only one day."""
    days = sorted(values["day"])
    if len(days) < 2:
        return []
    counts = selection.counts["day"]
    tabs = [_tab(_("All days"), choice, "", selection.all_of("day"))]
    return tabs + [_tab(short_day_text(date.fromisoformat(day)), choice, day, counts[day]) for day in days]


def _tab(label: str, choice: ProgrammeChoice, day: str, count: int) -> dict[str, Any]:
    return {
        "label": label,
        "date": ngettext("%(num)s activity", "%(num)s activities", count),
        "url": choice.url(day=day),
        "is_current": choice.day == day,
    }


def filter_groups(
    choice: ProgrammeChoice,
    selection: Selection,
    values: Mapping[str, set[str]],
    activities: Sequence[ReleasedActivity],
    cards: Cards,
) -> list[FilterGroup]:
    """The chips of every facet that has at least two values."""
    tracks = {each.track.slug: each.track.name.in_language(cards.language) for each in activities if each.track}
    rooms = {str(each.place.id): each.place.name.in_language(cards.language) for each in activities if each.place}
    words: list[tuple[str, str, dict[str, str]]] = [
        ("kind", _("Kind"), cards.kinds),
        ("track", _("Track"), tracks),
        ("place", _("Place"), rooms),
        ("language", _("Language"), {code: cards.language_names[code] for code in values["language"]}),
        ("audience", _("For"), cards.audiences),
    ]
    return [
        FilterGroup(facet, label, _chips(choice, selection, facet, values[facet], names), bool(getattr(choice, facet)))
        for facet, label, names in words
        if len(values[facet]) > 1
    ]


def _chips(
    choice: ProgrammeChoice, selection: Selection, facet: str, values: set[str], names: dict[str, str]
) -> list[dict[str, Any]]:
    counts, chosen = selection.counts[facet], getattr(choice, facet)
    named = sorted((names.get(value, value), value) for value in values)
    chips = [{"label": _("All"), "url": choice.url(**{facet: ""}), "is_current": not chosen}]
    for label, value in named:
        if counts[value] or value == chosen:
            url = choice.url(**{facet: "" if value == chosen else value})
            chips.append({"label": label, "url": url, "is_current": value == chosen, "count": counts[value]})
    return chips
