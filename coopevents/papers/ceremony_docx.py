"""Papers an office edits further, as Word documents: the script, the programme and the press note.

Made by code, without any template file. One language or two, side by side in a table or one below the other; every text
carries its language, so that Word spells and breaks it rightly.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from docx.document import Document as WordDocument
from docx.shared import Pt

from coopevents.documents.typesetting import Paper
from coopevents.papers.ceremony_press import press_note_of
from coopevents.papers.ceremony_programmes import programme_of, script_of
from coopevents.papers.ceremony_values import CeremonyValues, PaperChoice
from coopevents.papers.word import (
    Pieces,
    Place,
    blank_document,
    document_bytes,
    write_both,
    write_heading,
    write_line,
    write_run,
)

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def script_document(ceremony: CeremonyValues, choice: PaperChoice) -> bytes:
    """The script, a block for each line."""
    paper = script_of(ceremony, choice)
    word = _begun(paper, paper.values["words"]["script"])
    for cue in paper.values["cues"]:
        head = word.add_paragraph()
        head.paragraph_format.space_before = Pt(14)
        head.paragraph_format.keep_with_next = True
        write_run(head, f"{cue['time']}  ", "en", is_strong=True)
        write_run(head, " · ".join(each["text"] for each in cue["length"]), cue["length"][0]["lang"], is_soft=True)
        write_both(word, cue["title"], choice.is_side_by_side, is_strong=True)
        write_both(word, cue["who"], choice.is_side_by_side, is_soft=True)
        if cue["media"]:
            write_line(word, [{"lang": "en", "text": f"▸ {cue['media']}"}], is_soft=True)
        write_both(word, cue["text"], choice.is_side_by_side, size=13)
    return document_bytes(word)


def programme_document(ceremony: CeremonyValues, choice: PaperChoice) -> bytes:
    """The programme as its PDF says it."""
    paper = programme_of(ceremony, choice)
    words = paper.values["words"]
    word = _begun(paper, words["programme"])
    write_heading(word, words["agreements"])
    for agreement in paper.values["agreements"]:
        write_both(word, agreement["title"], choice.is_side_by_side, is_strong=True)
        for party in agreement["parties"]:
            write_line(word, party, is_soft=True)
    write_heading(word, words["order"])
    for cue in paper.values["cues"]:
        line = word.add_paragraph()
        line.paragraph_format.keep_with_next = True
        write_run(line, cue["time"], "en", is_soft=True)
        write_both(word, cue["title"], choice.is_side_by_side)
        write_both(word, cue["who"], choice.is_side_by_side, is_soft=True)
    write_heading(word, words["signatories"])
    for person in paper.values["signatories"]:
        write_both(word, person["name"], choice.is_side_by_side, is_strong=True)
        if person["original"]:
            write_line(word, [{"lang": "en", "text": person["original"]}])
        for texts in (person["office"], person["institution"]):
            write_both(word, texts, choice.is_side_by_side)
    return document_bytes(word)


def press_document(ceremony: CeremonyValues, choice: PaperChoice) -> bytes:
    """The press note, language after language or side by side."""
    paper = press_note_of(ceremony, choice)
    word = blank_document(paper)
    notes = paper.values["notes"]
    places: Sequence[Place] = [word] * len(notes)
    if paper.values["is_beside"]:
        places = word.add_table(rows=1, cols=len(notes)).rows[0].cells
    for place, note in zip(places, notes, strict=True):
        _note(place, note)
    return document_bytes(word)


def _note(place: Place, note: Mapping[str, Any]) -> None:
    lang = note["lang"]
    write_line(place, [{"lang": lang, "text": note["kicker"]}], is_soft=True)
    write_line(place, [{"lang": lang, "text": note["headline"]}], is_strong=True, size=16)
    for text in note["paragraphs"]:
        write_line(place, [{"lang": lang, "text": text}])
    for text in note["items"]:
        write_line(place, [{"lang": lang, "text": f"– {text}"}])
    for text in note["closing"]:
        write_line(place, [{"lang": lang, "text": text}])


def _begun(paper: Paper, what: Pieces) -> WordDocument:
    """A document with its head: what it is, the title, the day, the time and the place."""
    word = blank_document(paper)
    values = paper.values
    write_line(word, what, is_soft=True)
    for place, title in enumerate(values["title"]):
        write_line(word, [title], is_strong=place == 0, size=18 if place == 0 else 13)
    write_line(word, [*values["day"], {"lang": "en", "text": values["time"]}])
    write_line(word, values["where"], is_soft=True)
    return word
