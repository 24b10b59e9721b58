"""Word documents of a ceremony, read as another program reads them: their XML, their languages, their tables."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from io import BytesIO

import pytest
from docx import Document
from flask import Flask
from lxml import etree

from coopevents.papers.ceremony_docx import press_document, programme_document, script_document
from coopevents.papers.ceremony_values import CeremonyValues, PaperChoice
from coopevents.text import LocalizedText
from tests.papers.ceremonies import ARABIC, LONG_INSTITUTION, ceremony

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BESIDE = PaperChoice(("en", "zh_Hans_CN"))
STACKED = PaperChoice(("fr", "zh_Hans_CN"), is_side_by_side=False)
Make = Callable[[CeremonyValues, PaperChoice], bytes]


def body(document: bytes) -> etree._Element:
    with zipfile.ZipFile(BytesIO(document)) as word:
        assert word.testzip() is None
        return etree.fromstring(word.read("word/document.xml"))


def text_of(document: bytes) -> str:
    return "\n".join("".join(each.itertext(f"{W}t")) for each in body(document).iter(f"{W}p"))


CASES = [
    (
        script_document,
        BESIDE,
        ("I now invite the signatories", "现在请各位签字代表入座", "14:15", "Camera on the table"),
    ),
    (script_document, STACKED, ("J’invite les signataires", "尊敬的各位来宾")),
    (programme_document, BESIDE, ("What is signed", "仪式流程", ARABIC, LONG_INSTITUTION)),
    (programme_document, STACKED, ("Déroulement de la cérémonie", "李明华")),
    (press_document, BESIDE, ("sign an agreement", "签署协议")),
    (press_document, STACKED, ("signent un accord", "媒体联系")),
]


@pytest.mark.parametrize(("make", "choice", "said"), CASES)
def test_a_document_says_both_languages(app: Flask, make: Make, choice: PaperChoice, said: tuple[str, ...]) -> None:
    with app.test_request_context("/"):
        made = make(ceremony(3), choice)
    text = text_of(made)
    assert [each for each in said if each not in text] == []
    tables = list(body(made).iter(f"{W}tbl"))
    assert bool(tables) is choice.is_side_by_side
    assert all(cell[-1].tag == f"{W}p" for cell in body(made).iter(f"{W}tc"))


def test_every_text_carries_its_language_and_arabic_its_direction(app: Flask) -> None:
    with app.test_request_context("/"):
        made = programme_document(ceremony(3), STACKED)
    runs = list(body(made).iter(f"{W}r"))
    assert all(run.find(f"{W}rPr/{W}lang") is not None for run in runs)
    turned = ["".join(run.itertext(f"{W}t")) for run in runs if run.find(f"{W}rPr/{W}rtl") is not None]
    assert turned == [ARABIC]
    about = Document(BytesIO(made)).core_properties
    assert (about.title, about.language) == (
        "Programme – Cérémonie de signature de la Semaine mondiale des partenariats",
        "fr",
    )


def test_signs_that_would_break_a_document_stay_text(app: Flask) -> None:
    strange = LocalizedText(en="<w:p/> & {{ 7*7 }} \x00\u202e end")
    values = CeremonyValues(**{**vars(ceremony(2)), "title": strange})
    with app.test_request_context("/"):
        assert "<w:p/> & {{ 7*7 }}  end" in text_of(script_document(values, PaperChoice(("en",))))
