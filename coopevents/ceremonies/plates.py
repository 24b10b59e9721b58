"""Name plates: what stands on both sides, in which language, in which order of lines and of names.

Pure. A Chinese plate goes from the general to the particular (institution, office, name, the family name first); a
Western one from the particular to the general (name, office, institution).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from coopevents.ceremonies.protocol_rules import PLATE_CHINESE, PLATE_WESTERN, Rule
from coopevents.text import has_han


class LineKind(StrEnum):
    """What a line of a plate says."""

    NAME = "name"
    ORIGINAL = "original"
    OFFICE = "office"
    INSTITUTION = "institution"


@dataclass(frozen=True)
class Named:
    """A person as plates see one; office and institution by language.

    ``original_name`` is the name in its own script; ``family_first`` says that the own custom puts the family name
    first in Latin letters too (Chinese, Korean, Vietnamese, Hungarian names), which capitals then mark. ``title`` is an
    academic title or a form of address, put before a Latin name.
    """

    key: str
    given_name: str
    family_name: str
    original_name: str = ""
    title: str = ""
    family_first: bool = False
    offices: Mapping[str, str] = field(default_factory=dict)
    institutions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Line:
    """One line of a plate."""

    kind: LineKind
    text: str


@dataclass(frozen=True)
class Face:
    """One side of a plate, from top to bottom, with the rule for that language."""

    language: str
    rule: Rule
    lines: tuple[Line, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The lines as texts."""
        return tuple(each.text for each in self.lines)


@dataclass(frozen=True)
class Plate:
    """A plate or a folded card: the face towards the audience, and the one towards the person."""

    key: str
    front: Face
    back: Face


def plate_of(person: Named, languages: Sequence[str]) -> Plate:
    """The plate: the first language in front, the second at the back; with one language both sides say the same.

    A name in a script of neither language stands below the other one on both sides.
    """
    faces = [face_of(person, language) for language in (languages[0], languages[-1])]
    original = person.original_name
    if original and not any(original in face.texts for face in faces):
        faces = [_with_original(face, original) for face in faces]
    return Plate(person.key, *faces)


def _with_original(face: Face, original: str) -> Face:
    place = next(number for number, line in enumerate(face.lines) if line.kind is LineKind.NAME) + 1
    lines = (*face.lines[:place], Line(LineKind.ORIGINAL, original), *face.lines[place:])
    return replace(face, lines=lines)


def face_of(person: Named, language: str) -> Face:
    """One side in one language; lines without a text are left out."""
    is_chinese = language.startswith("zh")
    order = (
        (LineKind.INSTITUTION, LineKind.OFFICE, LineKind.NAME)
        if is_chinese
        else (LineKind.NAME, LineKind.OFFICE, LineKind.INSTITUTION)
    )
    texts = {
        LineKind.NAME: name_in(person, language),
        LineKind.OFFICE: _in_language(person.offices, language),
        LineKind.INSTITUTION: _in_language(person.institutions, language),
    }
    lines = tuple(Line(kind, texts[kind]) for kind in order if texts[kind])
    return Face(language, PLATE_CHINESE if is_chinese else PLATE_WESTERN, lines)


def name_in(person: Named, language: str) -> str:
    """The name as that language writes it: ``李明华`` in Chinese; ``LI Minghua``, ``Prof. Anna Müller`` in Latin.

    In Chinese a name without Chinese signs stays as it is; in a Latin language one without Latin letters does.
    """
    if language.startswith("zh") and has_han(person.original_name):
        return person.original_name
    if person.family_first and person.family_name:
        latin = " ".join(filter(None, (person.family_name.upper(), person.given_name)))
    else:
        latin = " ".join(filter(None, (person.given_name, person.family_name)))
    if not latin:
        return person.original_name
    return f"{person.title} {latin}" if person.title and not language.startswith("zh") else latin


def _in_language(texts: Mapping[str, str], language: str) -> str:
    return texts.get(language) or next(iter(texts.values()), "")
