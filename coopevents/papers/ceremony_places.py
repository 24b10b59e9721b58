"""The plan of a ceremony in words, part by part: each place, who is there, by which rule, and what was changed by hand.

What the page shows beside the drawing; needs a request or a forced locale, whose language it speaks.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from babel import Locale

from coopevents.ceremonies.plan import Drawing
from coopevents.ceremonies.plates import name_in
from coopevents.ceremonies.protocol_rules import Rule
from coopevents.ceremonies.protocol_words import rule_sources, rule_words
from coopevents.ceremonies.standing import Standing
from coopevents.i18n import _, country_name, current_language, list_text
from coopevents.papers.ceremony_sheets import originals_for
from coopevents.papers.ceremony_values import Attendant, CeremonyValues, PlacedPart
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class PlaceLine:
    """One place: its number on the drawing (0 for a flag), where it is, who is there, and where the rule has them."""

    key: str
    number: int
    where: str
    name: str
    second_name: str
    about: str
    by_rule: str
    is_moved: bool


@dataclass(frozen=True)
class ChangeByHand:
    """A swap: who changed places and why; ``number`` counts them within their part, from 1."""

    number: int
    one: str
    other: str
    reason: str
    has_effect: bool
    is_last: bool


@dataclass(frozen=True)
class PartInWords:
    """A part of the plan: pairs of (what a rule says, its sources), places as the audience sees them, changes."""

    part: str
    rules: Sequence[tuple[str, str]]
    lines: Sequence[PlaceLine]
    changes: Sequence[ChangeByHand]
    imbalance: int = 0


@dataclass(frozen=True)
class OriginalInWords:
    """An original: who keeps it, who is named and signs in what order, in which languages."""

    number: int
    keeper: str
    parties: Sequence[str]
    languages: str


@dataclass(frozen=True)
class OriginalsInWords:
    """The originals of one agreement and the rule of the alternat."""

    number: str
    title: str
    rule: tuple[str, str]
    copies: Sequence[OriginalInWords]


def parts_in_words(ceremony: CeremonyValues, drawing: Drawing) -> list[PartInWords]:
    """Every part that has places."""
    numbers = {box.key: box.number for box in drawing.boxes if box.number}
    found = []
    for name, part in ceremony.placements.parts.items():
        placement = part.adjusted.placement
        found.append(
            PartInWords(
                name,
                [_rule(each) for each in part.rules],
                list(_lines(ceremony, name, part, numbers)),
                [change_in_words(ceremony, name, part, number + 1) for number in range(len(part.swaps))],
                placement.imbalance if isinstance(placement, Standing) and len(ceremony.parties) == 2 else 0,
            )
        )
    return found


def originals_in_words(ceremony: CeremonyValues) -> list[OriginalsInWords]:
    """The originals of every agreement all of whose parties are on this plan."""
    known = {each.key for each in ceremony.parties}
    found = []
    for agreement in (each for each in ceremony.agreements if known.issuperset(each.parties)):
        originals = originals_for(ceremony, agreement)
        copies = [
            OriginalInWords(
                copy.number,
                _institution(ceremony, copy.keeper) if copy.keeper else str(_("the depositary")),
                [_institution(ceremony, key) for key in copy.parties],
                list_text([_language(each) for each in copy.languages]),
            )
            for copy in originals.copies
        ]
        title = agreement.title.in_language(current_language())
        found.append(OriginalsInWords(agreement.number, title, _rule(originals.rule), copies))
    return found


def _rule(rule: Rule) -> tuple[str, str]:
    return rule_words(rule), rule_sources(rule)


def _language(language: str) -> str:
    return str(Locale.parse(language).get_language_name(current_language()) or language)


def _institution(ceremony: CeremonyValues, key: str) -> str:
    return str(ceremony.party(key).institution.in_language(current_language()))


def _lines(ceremony: CeremonyValues, name: str, part: PlacedPart, numbers: dict[str, int]) -> Iterator[PlaceLine]:
    moved = set(part.adjusted.moved)
    for key in _in_sight(part.adjusted.placement):
        person = _who(ceremony, name, key)
        said = name_in(person.named, current_language()) if person else country_name(key)
        original = person.named.original_name if person else ""
        yield PlaceLine(
            key=key,
            number=numbers.get(person.key, 0) if person else 0,
            where=_where(name, part.adjusted.placement, key),
            name=said,
            second_name=original if original != said else "",
            about=_about(person) if person else "",
            by_rule=_where(name, part.adjusted.by_rule, key) if key in moved else "",
            is_moved=key in moved,
        )


def _in_sight(placement: object) -> list[str]:
    """The keys as the audience sees them: from its left to its right, the front row first."""
    if isinstance(placement, Standing):
        return [key for row in range(placement.row_count) for key in placement.row_from_audience(row)]
    return list(placement.from_audience)  # type: ignore[attr-defined]


def _where(name: str, placement: object, key: str) -> str:
    if isinstance(placement, Standing):
        row = placement.place_of(key).row
        place = placement.row_from_audience(row).index(key) + 1
        return str(_("Row %(row)s, %(place)s from the left", row=row + 1, place=place))
    place = placement.from_audience.index(key) + 1  # type: ignore[attr-defined]
    return str(_("Flag %(place)s", place=place) if name == "flags" else _("Seat %(place)s", place=place))


def _who(ceremony: CeremonyValues, name: str, key: str) -> Attendant | None:
    if name == "flags":
        return None
    return ceremony.person(ceremony.party(key).signatory if name == "seating" else key)


def _about(person: Attendant) -> str:
    language = current_language()
    texts = (LocalizedText(dict(person.named.offices)), LocalizedText(dict(person.named.institutions)))
    return " · ".join(filter(None, (str(each.in_language(language)) for each in texts)))


def each_change(ceremony: CeremonyValues) -> Iterator[tuple[str, PlacedPart, int]]:
    """Every swap that takes effect: its part by name and itself, and the swap's number in it."""
    for name, part in ceremony.placements.parts.items():
        for number, (one, other, *_why) in enumerate(part.swaps, start=1):
            if {one, other} <= set(part.adjusted.by_rule.keys):
                yield name, part, number


def change_in_words(ceremony: CeremonyValues, name: str, part: PlacedPart, number: int) -> ChangeByHand:
    """A swap of a part by its number, from 1."""
    one, other, *why = part.swaps[number - 1]
    return ChangeByHand(
        number,
        _name_of(ceremony, name, one),
        _name_of(ceremony, name, other),
        why[0] if why else "",
        {one, other} <= set(part.adjusted.by_rule.keys),
        number == len(part.swaps),
    )


def _name_of(ceremony: CeremonyValues, name: str, key: str) -> str:
    """Who a key stands for, or words for somebody who is no longer there."""
    if name == "flags":
        return country_name(key)
    people = {each.key: each for each in ceremony.people}
    parties = {each.key: each.signatory for each in ceremony.parties}
    person = people.get(parties.get(key, "") if name == "seating" else key)
    return name_in(person.named, current_language()) if person else str(_("somebody who is no longer there"))
