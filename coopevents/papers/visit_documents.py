"""Papers about a visit that are read at a desk, in one shape: facts, then sections of items. As PDF and for Word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument

from coopevents.documents.typesetting import Paper
from coopevents.papers.booklet import Imprint
from coopevents.papers.pieces import Piece, piece
from coopevents.papers.portraits import photograph_in
from coopevents.papers.visit_values import VisitChoice, VisitValues, visit_paper
from coopevents.papers.visit_words import days_words, texts
from coopevents.papers.word import blank_document, document_bytes, write_heading, write_line, write_picture

TEMPLATE = "visit_document/document.typ"
PICTURE_MM, PHOTOGRAPH_MM = 24, 110


@dataclass(frozen=True)
class Item:
    """Something told in a section: what or who, a line about it, and paragraphs; ``picture`` is a drawing of whom."""

    title: Sequence[Piece] = ()
    about: Sequence[Piece] = ()
    paragraphs: tuple[str, ...] = ()
    picture: str = ""


@dataclass(frozen=True)
class Photograph:
    """A photo in a section: a drawing that carries it, what it shows, and a line about it."""

    drawing: str
    title: Sequence[Piece] = ()
    about: Sequence[Piece] = ()


@dataclass(frozen=True)
class Section:
    """A part of a document; one without items and photographs is left out."""

    heading: list[Piece]
    items: tuple[Item, ...] = ()
    photographs: tuple[Photograph, ...] = ()


Fact = tuple[list[Piece], str]
"""A word in the languages of the paper, and what it is."""


def document_of(
    heading: list[Piece],
    facts: Sequence[Fact],
    sections: Sequence[Section],
    visit: VisitValues,
    choice: VisitChoice,
    imprint: Imprint,
) -> Paper:
    """The document; facts without a text and sections without anything are left out."""
    languages = choice.languages
    values = {
        **head_of(heading, visit, languages),
        "facts": [{"word": word, "said": paragraphs_of(said)} for word, said in facts if said.strip()],
        "sections": [_section(each) for each in sections if each.items or each.photographs],
    }
    author = imprint.office.in_language(languages[0])
    return visit_paper(TEMPLATE, heading[0]["text"], values, visit, choice, author=author)


def head_of(heading: list[Piece], visit: VisitValues, languages: Sequence[str]) -> dict[str, Any]:
    """What stands above every document about a visit: what it is, about whom, which visit, when, and of whom."""
    return {
        "heading": heading,
        "title": texts(visit.organisation, languages),
        "number": visit.number,
        "dates": days_words(visit.first_day, visit.last_day, languages),
        "host": texts(visit.host, languages),
    }


def word_file(paper: Paper) -> bytes:
    """The same document for an office to edit."""
    word, values = blank_document(paper), paper.values
    write_line(word, values["heading"], is_soft=True)
    for place, title in enumerate(values["title"]):
        write_line(word, [title], is_strong=place == 0, size=18 if place == 0 else 13)
    write_line(word, [*values["dates"], {"lang": "en", "text": values["number"]}], is_soft=True)
    for fact in values["facts"]:
        write_line(word, fact["word"], is_soft=True)
        for text in fact["said"]:
            write_line(word, [text])
    for section in values["sections"]:
        write_heading(word, section["heading"])
        _write_items(word, section["items"])
        for each in section["photographs"]:
            write_picture(word, photograph_in(each["drawing"]), PHOTOGRAPH_MM, said=each["alt"])
            write_line(word, [*each["title"], *each["about"]], is_soft=True)
    return document_bytes(word)


def _write_items(word: WordDocument, items: Sequence[Mapping[str, Any]]) -> None:
    for item in items:
        if item["picture"]:
            write_picture(word, photograph_in(item["picture"]), PICTURE_MM)
        if item["title"]:
            write_line(word, item["title"], is_strong=True)
        if item["about"]:
            write_line(word, item["about"], is_soft=True)
        for text in item["paragraphs"]:
            write_line(word, [text])


def paragraphs_of(text: str) -> list[Piece]:
    """A text as it was typed, by its lines."""
    return [piece("zh_Hans_CN", line.strip()) for line in text.splitlines() if line.strip()]


def _section(section: Section) -> dict[str, Any]:
    items = [
        {
            "title": list(each.title),
            "about": list(each.about),
            "paragraphs": [line for text in each.paragraphs for line in paragraphs_of(text)],
            "picture": each.picture,
        }
        for each in section.items
    ]
    photographs = [
        {
            "drawing": each.drawing,
            "title": list(each.title),
            "about": list(each.about),
            "alt": " ".join(one["text"] for one in each.title),
        }
        for each in section.photographs
    ]
    return {"heading": section.heading, "items": items, "photographs": photographs}
