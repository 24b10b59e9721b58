"""Word documents made by code, without any template file.

Every text carries its language, so that Word spells and breaks it rightly; Arabic runs from right to left.
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

LATIN, CHINESE, ARABIC = "Calibri", "Microsoft YaHei", "Arial"
LANGUAGES = {"en": "en-GB", "fr": "fr-FR", "zh": "zh-CN"}
SOFT = RGBColor(0x48, 0x44, 0x3D)
_ISOLATES = str.maketrans("", "", "\u2068\u2069")

Place = WordDocument | _Cell
Pieces = Sequence[Mapping[str, str]]


def blank_document(paper: Paper) -> WordDocument:
    """An empty document with the title, author and language of a paper."""
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


def document_bytes(word: WordDocument) -> bytes:
    """The document as a file."""
    out = BytesIO()
    word.save(out)
    return out.getvalue()


def _plain(text: str) -> str:
    return printable(text).translate(_ISOLATES)


def write_picture(word: WordDocument, data: bytes, width_mm: int, *, said: str = "") -> None:
    """A picture (JPEG or PNG) of that width, alone on its line with what follows; ``said`` is what it shows."""
    word.add_picture(BytesIO(data), width=Mm(width_mm))
    if said:
        word.paragraphs[-1].paragraph_format.keep_with_next = True
        word.inline_shapes[-1]._inline.docPr.set("descr", _plain(said))  # noqa: SLF001 - there is no other way to it


def write_heading(word: WordDocument, pieces: Pieces) -> None:
    """The heading of a part, kept with what follows."""
    line = write_line(word, pieces, is_strong=True, size=12)
    line.paragraph_format.space_before = Pt(16)
    line.paragraph_format.keep_with_next = True


def write_both(
    word: WordDocument,
    texts: Pieces,
    is_side_by_side: bool,
    *,
    is_strong: bool = False,
    is_soft: bool = False,
    size: int = 11,
) -> None:
    """Texts in both languages: cells of a row without lines, or one paragraph each, none twice."""
    if not texts:
        return
    if is_side_by_side and len(texts) > 1:
        cells = word.add_table(rows=1, cols=len(texts)).rows[0].cells
        for cell, each in zip(cells, texts, strict=True):
            write_line(cell, [each], is_strong=is_strong, is_soft=is_soft, size=size)
        return
    for each in {each["text"]: each for each in texts}.values():
        write_line(word, [each], is_strong=is_strong, is_soft=is_soft, size=size)


def write_line(
    place: Place, pieces: Pieces, *, is_strong: bool = False, is_soft: bool = False, size: int = 11
) -> Paragraph:
    """A paragraph; the empty one with which a cell begins is used first."""
    is_new_cell = isinstance(place, _Cell) and len(place.paragraphs) == 1 and not place.paragraphs[0].runs
    paragraph = place.paragraphs[0] if is_new_cell else place.add_paragraph()
    paragraph.paragraph_format.space_after = Pt(4)
    for number, each in enumerate(pieces):
        if number:
            write_run(paragraph, " · ", each["lang"], is_soft=is_soft, size=size)
        write_run(paragraph, each["text"], each["lang"], is_strong=is_strong, is_soft=is_soft, size=size)
    return paragraph


def write_run(
    paragraph: Paragraph, text: str, lang: str, *, is_strong: bool = False, is_soft: bool = False, size: int = 11
) -> Run:
    """A run of text in its language, from right to left where its letters are written so."""
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
