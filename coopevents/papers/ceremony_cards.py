"""Plates for the signing table and place cards, folded so that both sides can be read."""

from typing import Any

from coopevents.ceremonies.plates import Face, plate_of
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _
from coopevents.papers.ceremony_pieces import ceremony_paper, title_of
from coopevents.papers.ceremony_values import Attendant, CeremonyRole, CeremonyValues, PaperChoice
from coopevents.papers.pieces import piece, words

TEMPLATE = "ceremony_cards/cards.typ"
CARDS_A_SHEET = 4
PLATED = frozenset({CeremonyRole.SIGNATORY})
UNSEATED = frozenset({CeremonyRole.PHOTOGRAPHER, CeremonyRole.PRESS})


def plates_of(ceremony: CeremonyValues, choice: PaperChoice) -> Paper:
    """Plates for those who sit at the signing table, one to an A4 sheet, in the order of the seats."""
    signing = {each.key: each for each in ceremony.people}
    seated = [signing[ceremony.party(key).signatory] for key in ceremony.placements.seats.from_audience]
    others = [each for each in ceremony.people if each.role in PLATED and each not in seated]
    values = _values("plate", [*seated, *others], choice)
    return ceremony_paper(TEMPLATE, title_of(lambda: _("Name plates"), choice), values, ceremony, choice)


def cards_of(ceremony: CeremonyValues, choice: PaperChoice) -> Paper:
    """Place cards for everybody who sits down to a meal, four to an A4 sheet."""
    seated = [each for each in ceremony.people if each.role not in UNSEATED]
    values = _values("card", seated, choice)
    return ceremony_paper(TEMPLATE, title_of(lambda: _("Place cards"), choice), values, ceremony, choice)


def _values(kind: str, people: list[Attendant], choice: PaperChoice) -> dict[str, Any]:
    found = []
    for each in people:
        plate = plate_of(each.named, choice.languages)
        found.append({"front": _lines(plate.front), "back": _lines(plate.back)})
    return {"kind": kind, "cards": found, "fold": words(lambda: _("fold here"), choice.languages)}


def _lines(face: Face) -> list[dict[str, Any]]:
    return [{**piece(face.language, line.text), "kind": line.kind.value} for line in face.lines]
