"""What stands on tables and at doors: name plates, and the sign that welcomes a delegation."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from coopevents.ceremonies.plates import Face, Named, face_of, plate_of
from coopevents.delegations.kit_counts import AT_TABLE
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _
from coopevents.papers.booklet import Imprint
from coopevents.papers.pieces import piece
from coopevents.papers.visit_values import VisitChoice, VisitGuest, VisitValues, names_of, visit_paper
from coopevents.papers.visit_words import ARABIC, days_words, texts, words
from coopevents.schedule.releases import ReleasedPerson
from coopevents.text import LocalizedText, has_han

PLATES, SIGN = "ceremony_cards/cards.typ", "visit_sign/sign.typ"
SIGN_SIZES = ("a4", "a3")


def plates_of(visit: VisitValues, choice: VisitChoice, imprint: Imprint) -> Paper:
    """A plate for every guest in their order, then for ours as they come on the programme; one to a sheet."""
    named = [
        *(_guest(each, visit.organisation) for each in visit.guests),
        *(_ours(each, visit) for each in ours_of(visit)),
    ]
    heading = words(lambda: _("Name plates"), choice.languages)
    values = {
        "kind": "plate",
        "cards": [_card(each, choice.languages) for each in named],
        "fold": words(lambda: _("fold here"), choice.languages),
    }
    author = imprint.office.in_language(choice.languages[0])
    return visit_paper(PLATES, heading[0]["text"], values, visit, choice, author=author)


def ours_of(visit: VisitValues) -> list[ReleasedPerson]:
    """Hosts, attendants and interpreters of ours, each once, as they come on the programme."""
    found: dict[int, ReleasedPerson] = {}
    for line in visit.lines:
        for each in line.activity.people if not line.activity.is_cancelled and not line.is_shared else ():
            if each.role in AT_TABLE:
                found.setdefault(each.id, each)
    return list(found.values())


def sign_of(visit: VisitValues, choice: VisitChoice, imprint: Imprint) -> Paper:
    """The sign at the door: welcome, whom, when; as large as the names allow."""
    languages = choice.languages
    values = sign_values(visit, languages)
    heading, author = values["welcome"][0]["text"], imprint.office.in_language(languages[0])
    return visit_paper(
        SIGN, heading, {**values, "office": texts(imprint.office, languages)}, visit, choice, author=author
    )


def sign_values(visit: VisitValues, languages: tuple[str, ...]) -> dict[str, Any]:
    """What sign and screen say."""
    head = visit.head
    return {
        "welcome": words(lambda: _("Welcome"), languages),
        "organisation": texts(visit.organisation, languages),
        "head": names_of(head.latin, head.original_name, languages) if head is not None else [],
        "head_office": texts(head.office, languages) if head is not None else [],
        "dates": days_words(visit.first_day, visit.last_day, languages),
        "host": texts(visit.host, languages),
    }


def _card(named: Named, languages: Sequence[str]) -> dict[str, Any]:
    if ARABIC not in languages or not named.original_name or has_han(named.original_name):
        plate = plate_of(named, languages)
        return {"front": _lines(plate.front), "back": _lines(plate.back)}
    front, back = (_arabic_face(named, each) for each in (languages[0], languages[-1]))
    return {"front": _lines(front), "back": _lines(back)}


def _arabic_face(named: Named, language: str) -> Face:
    """One side of the plate of somebody whose own script is Arabic: that name alone, or the one in Latin letters."""
    if language == ARABIC:
        named = replace(named, given_name=named.original_name, family_name="", title="")
    return face_of(replace(named, original_name=""), language)


def _lines(face: Face) -> list[dict[str, Any]]:
    return [{**piece(_language_of(face, line.text), line.text), "kind": line.kind.value} for line in face.lines]


def _language_of(face: Face, text: str) -> str:
    return "en" if face.language == ARABIC and text.isascii() else face.language


def _guest(guest: VisitGuest, organisation: LocalizedText) -> Named:
    return Named(
        f"g{guest.delegate_id}",
        guest.given_name,
        guest.family_name,
        original_name=guest.original_name,
        title=guest.title,
        offices=dict(guest.office),
        institutions=dict(organisation),
    )


def _ours(person: ReleasedPerson, visit: VisitValues) -> Named:
    is_chinese = has_han(person.position)
    return Named(
        f"p{person.id}",
        person.name,
        "",
        original_name=person.original_name,
        offices={"zh_Hans_CN" if is_chinese else "en": person.position} if person.position else {},
        institutions=dict(visit.host),
    )
