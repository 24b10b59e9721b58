"""The table plan on paper: the drawing on one sheet, and on the next everybody by number."""

from collections.abc import Sequence
from dataclasses import asdict, replace
from typing import Any

from coopevents.ceremonies.plan import Drawing, PlanPerson, Scene, drawn
from coopevents.ceremonies.plan_boxes import Box, BoxKind
from coopevents.ceremonies.plates import name_in
from coopevents.ceremonies.protocol_words import rule_sources, rule_words
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _, country_name, force_locale
from coopevents.papers.ceremony_pieces import ceremony_paper, institutions, names, offices, title_of
from coopevents.papers.ceremony_places import change_in_words, each_change
from coopevents.papers.ceremony_values import (
    AgreementToSign,
    Attendant,
    CeremonyRole,
    CeremonyValues,
    PaperChoice,
    PlacedPart,
)
from coopevents.papers.pieces import Piece, pieces, words

TEMPLATE = "ceremony_plan/plan.typ"
PLAN_SIZES = ("a4", "a3")


def plan_of(ceremony: CeremonyValues, languages: Sequence[str]) -> Drawing:
    """The drawing, its words in the first language and names in the other one too; needs a request or forced locale."""
    return drawn(scene_of(ceremony, languages))


def scene_of(ceremony: CeremonyValues, languages: Sequence[str]) -> Scene:
    """The ceremony as the plan sees it."""
    placed, first = ceremony.placements, languages[0]
    with force_locale(first):
        audience = str(_("Audience (in front)"))
        flags = {each.country: country_name(each.country) for each in ceremony.parties if each.country}
    return Scene(
        seats=placed.seats,
        people={each.key: _plan_person(each, languages) for each in ceremony.people},
        signatories={each.key: each.signatory for each in ceremony.parties},
        aides=placed.aides,
        helping={each.party: each.key for each in ceremony.people if each.role is CeremonyRole.AIDE and each.party},
        standing=placed.standing,
        flags_behind=placed.flags_behind,
        flags_on_table={each.key: each.country for each in ceremony.parties},
        flags=flags,
        moved=placed.moved,
        audience=audience,
    )


def _plan_person(person: Attendant, languages: Sequence[str]) -> PlanPerson:
    named, first = person.named, languages[0]
    plain = replace(named, title="")
    forms = (name_in(plain, languages[-1]), named.original_name)
    return PlanPerson(
        key=person.key,
        name=name_in(named, first),
        second_name=next((each for each in forms if each != name_in(plain, first)), ""),
        office=named.offices.get(first) or next(iter(named.offices.values()), ""),
        institution=named.institutions.get(first) or next(iter(named.institutions.values()), ""),
    )


def plan_paper_of(ceremony: CeremonyValues, choice: PaperChoice, of: AgreementToSign | None = None) -> Paper:
    """The table plan, landscape on A4 or A3, with the rules that were applied and a list of everybody.

    ``of`` is the agreement it shows the signing of, when it is not that of all at one table.
    """
    drawing = plan_of(ceremony, choice.languages)
    values = {
        "drawing": asdict(drawing),
        "rules": [
            {"words": words(lambda rule=rule: rule_words(rule), choice.languages), "sources": rule_sources(rule)}  # type: ignore[misc]
            for rule in ceremony.placements.rules
        ],
        "of": pieces(of.title, choice.languages) if of else [],
        "changes": [_change(ceremony, *each, choice) for each in each_change(ceremony)],
        "people": [_line(ceremony, box, choice) for box in _people(drawing)],
        "words": {
            "heading": words(lambda: _("Plan of places, seen from above"), choice.languages),
            "rules": words(lambda: _("Rules applied"), choice.languages),
            "moved": words(lambda: _("Placed by hand"), choice.languages) if ceremony.placements.moved else [],
            "by_hand": words(lambda: _("Changed by hand"), choice.languages),
            "everybody": words(lambda: _("Everybody by number"), choice.languages),
            "head": [words(say, choice.languages) for say in HEAD],
        },
    }
    return ceremony_paper(TEMPLATE, title_of(lambda: _("Table plan"), choice), values, ceremony, choice)


def _change(ceremony: CeremonyValues, name: str, part: PlacedPart, number: int, choice: PaperChoice) -> list[Piece]:
    """A swap that took effect, the rule it sets aside and why, in the languages of the paper."""

    def say() -> str:
        said = change_in_words(ceremony, name, part, number)
        about = {"one": said.one, "other": said.other, "rule": rule_words(part.rules[0])}
        why = _("Why: %(reason)s", reason=said.reason) if said.reason else ""
        return f"{_('%(one)s and %(other)s have changed places. Set aside: “%(rule)s”', **about)} {why}".strip()

    return words(say, choice.languages)


HEAD = (
    lambda: _("Full name"),
    lambda: _("Office held"),
    lambda: _("Institution"),
    lambda: _("Where they are"),
)


def _people(drawing: Drawing) -> list[Box]:
    return sorted((box for box in drawing.boxes if box.number), key=lambda box: box.number)


def _line(ceremony: CeremonyValues, box: Box, choice: PaperChoice) -> dict[str, Any]:
    person, languages = ceremony.person(box.key), choice.languages
    return {
        "number": box.number,
        "name": names(person, languages),
        "office": offices(person, languages),
        "institution": institutions(person, languages),
        "place": place_words(ceremony, box, languages),
        "is_moved": box.is_moved,
    }


def place_words(ceremony: CeremonyValues, box: Box, languages: Sequence[str]) -> list[Piece]:
    """Where somebody is, in words: at the table, beside it, or in which row, counted as the audience sees it."""
    if box.kind is not BoxKind.STANDING or ceremony.placements.standing is None:
        return words(lambda: _("At the table") if box.kind is BoxKind.SEAT else _("Aide"), languages)
    spot = ceremony.placements.standing.place_of(box.key)
    row = ceremony.placements.standing.row_from_audience(spot.row)
    return words(
        lambda: _("Row %(row)s, %(place)s from the left", row=spot.row + 1, place=row.index(box.key) + 1), languages
    )
