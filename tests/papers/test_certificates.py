"""Certificates: names of any script and length are whole, and the code leads an independent reader to the page."""

from __future__ import annotations

import io
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from flask import Flask
from PIL import Image, ImageDraw

from coopevents.documents.typesetting import set_anew
from coopevents.papers.certificates import Certificate, certificates_of, hours_text
from coopevents.papers.signed import Verification
from coopevents.storage.uploads import Upload
from tests.documents.pdfs import bare, pages_of
from tests.papers.test_badges import ARABIC, LONG_GERMAN, pictures

LONG_CHINESE = "阿卜杜热西提·买买提吐尔逊·阿布都克里木"
LONG_LATIN = "Abd ar-Rahman bin Abd al-Aziz ibn Muhammad al-Qahtani al-Hashimi"
AT = datetime(2026, 12, 5, 9, 0, tzinfo=UTC)


def certificate(number: int, names: dict[str, str], institution: str, **instead: Any) -> Certificate:
    """A certificate as it is kept, with a code of its own."""
    content = {
        "names": {"title": "", "latin": "", "original": "", **names},
        "institution": institution,
        "country": "CN",
        "event": {"en": "Global Partnership Week", "zh_Hans_CN": "全球合作伙伴周"},
        "venue": {"en": "Main Campus"},
        "starts_on": "2026-11-30",
        "ends_on": "2026-12-04",
        "accent": "jade",
        "minutes": 450,
        "office": {"name": {"en": "Cooperation Office"}, "signatory": {"en": "Li Minghua", "zh_Hans_CN": "李明华"}},
        "signature_key": "signature",
        **instead,
    }
    code = f"abcdefgh2345{number:04d}"
    verification = Verification(f"CA-2026-{number:04d}", code, f"https://events.example.edu/verify/{code}")
    return Certificate(content, verification, ("en", "zh_Hans_CN"), AT, "Asia/Shanghai")


CERTIFICATES = [
    certificate(1, {"latin": "Anna-Katharina Müller"}, LONG_GERMAN),
    certificate(2, {"original": LONG_CHINESE}, "新疆维吾尔自治区大学国际合作与交流处"),
    certificate(3, {"title": "Prof.", "latin": LONG_LATIN, "original": ARABIC}, "جامعة القمر للعلوم والتكنولوجيا"),
]


def signature() -> Upload:
    """A picture of something like a signature."""
    drawn, out = Image.new("RGBA", (300, 100), (0, 0, 0, 0)), io.BytesIO()
    ImageDraw.Draw(drawn).line([(5, 80), (100, 10), (150, 90), (290, 20)], fill=(10, 10, 90, 255), width=6)
    drawn.save(out, "WEBP")
    return Upload(out.getvalue(), "image/webp")


@pytest.fixture
def made(app: Flask) -> bytes:
    """The certificates as one file."""
    with app.test_request_context("/"):
        return set_anew(certificates_of(CERTIFICATES, {"signature": signature()}))


def test_each_has_a_page_with_the_whole_name_in_each_script(made: bytes) -> None:
    pages = pages_of(made)
    assert len(pages) == len(CERTIFICATES)
    for page, said in zip(pages, [LONG_GERMAN, LONG_CHINESE, f"Prof. {LONG_LATIN}"], strict=True):
        assert bare(said) in page
    assert all(bare("全球合作伙伴周") in page and "CA-2026-000" in page for page in pages)


def test_the_code_leads_to_the_page_that_verifies_it(made: bytes, tmp_path: Path) -> None:
    read = [each.text for page in pictures(made, tmp_path) for each in zxingcpp.read_barcodes(page)]
    assert read == [each.verification.address for each in CERTIFICATES]


def test_nothing_runs_over_the_frame(made: bytes, tmp_path: Path) -> None:
    for picture in pictures(made, tmp_path):
        width, height = picture.size
        margin = picture.convert("L").crop((width - width // 40, 0, width, height))
        assert margin.histogram()[:200] == [0] * 200


@pytest.mark.parametrize(("minutes", "said"), [(450, "7.5"), (60, "1"), (95, "1.58"), (6000, "100")])
def test_hours_are_written_without_noughts_that_say_nothing(app: Flask, minutes: int, said: str) -> None:
    with app.test_request_context("/"):
        assert hours_text(minutes) == f"Hours attended: {said}"
