"""A day of the programme as a grid for the component ``time_grid``: places across, time down, five minutes a step."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any

from coopevents.blueprints.public.programme_cards import Cards
from coopevents.i18n import _
from coopevents.schedule.releases import ReleasedActivity

STEP = timedelta(minutes=5)
HOUR = timedelta(hours=1)
LONGEST = 24


@dataclass(frozen=True, slots=True)
class Grid:
    """A day's columns, hours and activities, and where the present stands."""

    places: tuple[str, ...]
    hours: tuple[dict[str, Any], ...]
    items: tuple[dict[str, Any], ...]
    now_step: int | None


def grid_of(on: date, activities: Sequence[ReleasedActivity], cards: Cards) -> Grid:
    """The grid of one day; what runs past midnight ends with the day."""
    spans = [(each, *_span(each, on, cards.zone)) for each in activities]
    first = min(starts for _each, starts, _ends in spans).replace(minute=0, second=0, microsecond=0)
    last = max(ends for _each, _starts, ends in spans)
    names = {each.uid: _place(each, cards.language) for each in activities}
    columns = sorted(set(names.values()), key=lambda name: (name == "", name.casefold()))
    items = []
    busy: dict[str, datetime] = {}
    for each, starts, ends in spans:
        name = names[each.uid]
        is_second = name in busy and starts < busy[name]
        busy[name] = max(ends, busy.get(name, ends))
        items.append(_item(each, columns.index(name) + 1, starts - first, ends - starts, is_second, cards))
    return Grid(
        places=tuple(name or _("Elsewhere") for name in columns),
        hours=tuple(_hours(first, last)),
        items=tuple(items),
        now_step=_steps(cards.now - first) if first <= cards.now < last else None,
    )


def _span(each: ReleasedActivity, on: date, zone: tzinfo) -> tuple[datetime, datetime]:
    midnight = datetime.combine(on + timedelta(days=1), time(), zone)
    return each.starts_at.astimezone(zone), min(each.ends_at, midnight).astimezone(zone)


def _hours(first: datetime, last: datetime) -> list[dict[str, Any]]:
    count = min(-((first - last) // HOUR), LONGEST)
    return [{"label": f"{first + number * HOUR:%H:%M}", "step": number * (HOUR // STEP)} for number in range(count)]


def _item(
    each: ReleasedActivity, place: int, offset: timedelta, length: timedelta, is_second: bool, cards: Cards
) -> dict[str, Any]:
    card = cards.card(each)
    return {
        "title": card["title"],
        "place": place,
        "step": _steps(offset),
        "steps": _steps(length),
        "url": card["url"],
        "kind": each.kind,
        "time": f"{card['starts']}–{card['ends']}",
        "more": card["people"],
        "is_cancelled": each.is_cancelled,
        "is_second": is_second,
    }


def _steps(span: timedelta) -> int:
    return span // STEP


def _place(each: ReleasedActivity, language: str) -> str:
    return each.place.name.in_language(language) if each.place else ""
