"""Tours in figures, by route, by language and by the country of who booked. Pure; nobody is named."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from coopevents.tours.figure_queries import Came, Led


class By(StrEnum):
    """What the figures are told apart by."""

    ROUTE = "route"
    LANGUAGE = "language"
    COUNTRY = "country"


@dataclass(frozen=True, slots=True)
class Line:
    """One route, language or country: tours that were led, parties and guests who booked, guests who were counted."""

    value: str
    tours: int
    parties: int
    heads: int
    counted: int


def figures(led: Sequence[Led], came: Iterable[Came], by: By) -> list[Line]:
    """A line for each, the most guests first; what is not known has the empty value and stands last.

    A tour led in two languages, or with guests of two countries, counts in both lines.
    """
    routes = {each.departure_id: str(each.route_id) for each in led}
    value_of: Callable[[Came], str] = {
        By.ROUTE: lambda each: routes.get(each.departure_id, ""),
        By.LANGUAGE: lambda each: each.language,
        By.COUNTRY: lambda each: each.country,
    }[by]
    tours: dict[str, set[int]] = {}
    for each in led:
        own = {By.ROUTE: (str(each.route_id),), By.LANGUAGE: each.languages, By.COUNTRY: ()}[by]
        for value in own:
            tours.setdefault(value, set()).add(each.departure_id)
    parties: dict[str, list[Came]] = {}
    for party in came:
        parties.setdefault(value_of(party), []).append(party)
        if by is not By.LANGUAGE:
            tours.setdefault(value_of(party), set()).add(party.departure_id)
    lines = [_line(value, tours.get(value, set()), parties.get(value, [])) for value in {**tours, **parties}]
    return sorted(lines, key=lambda each: (not each.value, -each.heads, -each.counted, each.value))


def total(led: Sequence[Led], came: Sequence[Came]) -> Line:
    """All of it together."""
    return _line("", {each.departure_id for each in led}, came)


def _line(value: str, tours: set[int], parties: Sequence[Came]) -> Line:
    return Line(
        value,
        len(tours),
        sum(each.heads > 0 for each in parties),
        sum(each.heads for each in parties),
        sum(each.counted or 0 for each in parties),
    )
