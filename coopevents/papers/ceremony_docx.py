"""Papers an office edits further, as Word documents: the script, the programme and the press note.

Made by code, without any template file. One language or two, side by side in a table or one below the other; every text
carries its language, so that Word spells and breaks it rightly.
"""

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import Any
from unicodedata import bidirectional

from docx import Document
from docx.document import Document as WordDocument
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from coopevents.documents.printable import printable
from coopevents.documents.typesetting import Paper
from coopevents.papers.ceremony_press import press_note_of
from coopevents.papers.ceremony_programmes import programme_of, script_of
from coopevents.papers.ceremony_values import CeremonyValues, PaperChoice

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
LATIN, CHINESE, ARABIC = "Calibri", "Microsoft YaHei", "Arial"
LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "zh": "zh-CN"}
SOFT = RGBColor(0x48, 0x44, 0x3D)
_ISOLATES = str.maketrans("", "", "\u2068\u2069")

Place = WordDocument | _Cell
Pieces = Sequence[Mapping[str, str]]


def script_document(ceremony: CeremonyValues, choice: PaperChoice) -> bytes:
    """The script, a block for each line."""
    paper = script_of(ceremony, choice)
    word = _begun(paper, paper.values["words"]["script"])
    for cue in paper.values["cues"]:
        head = word.add_paragraph()
        head.paragraph_format.space_before = Pt(14)
        head.paragraph_format.keep_with_next = True
        _run(head, f"{cue['time']}  ", "en", is_strong=True)
        _run(head, " · ".join(each["text"] for each in cue["length"]), cue["length"][0]["lang"], is_soft=True)
        _both(word, cue["title"], choice, is_strong=True)
        _both(word, cue["who"], choice, is_soft=True)
        if cue["media"]:
            _line(word, [{"lang": "en", "text": f"▸ {cue['media']}"}], is_soft=True)
        _both(word, cue["text"], choice, size=13)
    return _bytes(word)


def programme_document(ceremony: CeremonyValues, choice: PaperChoice) -> bytes:
    """The programme as its PDF says it."""
    paper = programme_of(ceremony, choice)
    words = paper.values["words"]
    word = _begun(paper, words["programme"])
    _heading(word, words["agreements"])
    for agreement in paper.values["agreements"]:
        _both(word, agreement["title"], choice, is_strong=True)
        for party in agreement["parties"]:
            _line(word, party, is_soft=True)
    _heading(word, words["order"])
    for cue in paper.values["cues"]:
        line = word.add_paragraph()
        line.paragraph_format.keep_with_next = True
        _run(line, cue["time"], "en", is_soft=True)
        _both(word, cue["title"], choice)
        _both(word, cue["who"], choice, is_soft=True)
    _heading(word, words["signatories"])
    for person in paper.values["signatories"]:
        _both(word, person["name"], choice, is_strong=True)
        if person["original"]:
            _line(word, [{"lang": "en", "text": person["original"]}])
        for texts in (person["office"], person["institution"]):
            _both(word, texts, choice)
    return _bytes(word)


def press_document(ceremony: CeremonyValues, choice: PaperChoice) -> bytes:
    """The press note, language after language or side by side."""
    paper = press_note_of(ceremony, choice)
    word = _blank(paper)
    notes = paper.values["notes"]
    places: Sequence[Place] = [word] * len(notes)
    if paper.values["is_beside"]:
        places = word.add_table(rows=1, cols=len(notes)).rows[0].cells
    for place, note in zip(places, notes, strict=True):
        _note(place, note)
    return _bytes(word)


def _note(place: Place, note: Mapping[str, Any]) -> None:
    lang = note["lang"]
    _line(place, [{"lang": lang, "text": note["kicker"]}], is_soft=True)
    _line(place, [{"lang": lang, "text": note["headline"]}], is_strong=True, size=16)
    for text in note["paragraphs"]:
        _line(place, [{"lang": lang, "text": text}])
    for text in note["items"]:
        _line(place, [{"lang": lang, "text": f"– {text}"}])
    for text in note["closing"]:
        _line(place, [{"lang": lang, "text": text}])


def _begun(paper: Paper, what: Pieces) -> WordDocument:
    """A document with its head: what it is, the title, the day, the time and the place."""
    word = _blank(paper)
    values = paper.values
    _line(word, what, is_soft=True)
    for place, title in enumerate(values["title"]):
        _line(word, [title], is_strong=place == 0, size=18 if place == 0 else 13)
    _line(word, [*values["day"], {"lang": "en", "text": values["time"]}])
    _line(word, values["where"], is_soft=True)
    return word


def _blank(paper: Paper) -> WordDocument:
    word = Document()
    page = word.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = Mm(22)
    page.top_margin = page.bottom_margin = Mm(20)
    normal = word.styles["Normal"]
    normal.font.size = Pt(11)
    _fonts(normal.element.get_or_add_rPr())
    about = word.core_properties
    about.title, about.author = _plain(paper.title), _plain(paper.author)
    about.language, about.comments = paper.language, ""
    about.created = about.modified = paper.written_at.replace(tzinfo=None)
    return word


def _bytes(word: WordDocument) -> bytes:
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _plain(text: str) -> str:
    return printable(text).translate(_ISOLATES)


def _heading(word: WordDocument, pieces: Pieces) -> None:
    line = _line(word, pieces, is_strong=True, size=12)
    line.paragraph_format.space_before = Pt(16)
    line.paragraph_format.keep_with_next = True


def _both(
    word: WordDocument,
    texts: Pieces,
    choice: PaperChoice,
    *,
    is_strong: bool = False,
    is_soft: bool = False,
    size: int = 11,
) -> None:
    """Texts in both languages: cells of a row without lines, or one paragraph each, none twice."""
    if not texts:
        return
    if choice.is_side_by_side and len(texts) > 1:
        cells = word.add_table(rows=1, cols=len(texts)).rows[0].cells
        for cell, each in zip(cells, texts, strict=True):
            _line(cell, [each], is_strong=is_strong, is_soft=is_soft, size=size)
        return
    for each in {each["text"]: each for each in texts}.values():
        _line(word, [each], is_strong=is_strong, is_soft=is_soft, size=size)


def _line(place: Place, pieces: Pieces, *, is_strong: bool = False, is_soft: bool = False, size: int = 11) -> Paragraph:
    """A paragraph; the empty one with which a cell begins is used first."""
    is_new_cell = isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0].runs
    paragraph = place.paragraphs[0] if is_new_cell else place.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    for number, each in enumerate(pieces):
        if number:
            _run(paragraph, " · ", each["lang"], is_soft=is_soft, size=size)
        _run(paragraph, each["text"], each["lang"], is_strong=is_strong, is_soft=is_soft, size=size)
    return paragraph


def _run(
    paragraph: Paragraph, text: str, lang: str, *, is_strong: bool = False, is_soft: bool = False, size: int = 11
) -> Run:
    run = paragraph.add_run(_plain(text))
    run.bold, run.font.size = is_strong or None, Pt(size)
    if is_soft:
        run.font.color.rgb = SOFT
    properties = run._element.get_or_add_rPr()  # noqa: SLF001 - python-docx has no other way to a run's language
    _fonts(properties)
    if _is_right_to_left(text):
        properties.append(OxmlElement("w:rtl"))
    said = OxmlElement("w:lang")
    said.set(qn("w:val"), LANGUAGES.get("en" if lang == "zh" else lang, "en-GB"))
    said.set(qn("w:eastAsia"), LANGUAGES["zh"])
    properties.append(said)
    return run


def _is_right_to_left(text: str) -> bool:
    letters = [bidirectional(sign) for sign in text if sign.isalpha()]
    return bool(letters) and set(letters) <= {"R", "AL"}


def _fonts(properties: Any) -> None:
    fonts = properties.get_or_add_rFonts()
    for name, face in (("ascii", LATIN), ("hAnsi", LATIN), ("eastAsia", CHINESE), ("cs", ARABIC)):
        fonts.set(qn(f"w:{name}"), face)
