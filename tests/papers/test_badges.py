"""Badges: names of any script and length are whole, and the code is read by an independent reader."""

from __future__ import annotations

import io
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from flask import Flask
from PIL import Image

from coopevents.documents.typesetting import set_anew
from coopevents.papers.badges import SHEETS, BadgeLayout, Wearer, badges_of, sample_wearer
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText
from tests.documents.pdfs import bare, pages_of, reader
from tests.papers.programmes import BOTH, IMPRINT, event
from tests.provisioning import ensure

AT = datetime(2027, 2, 1, 9, 0, tzinfo=UTC)
SPEAKER = LocalizedText(en="Speaker", zh_Hans_CN="主讲嘉宾")
LONG_CHINESE = "阿卜杜热西提·买买提吐尔逊"
LONG_GERMAN = (
    "Rheinisch-Westfälische Technische Hochschule für Donaudampfschifffahrtsgesellschaftswissenschaften Aachen"
)
ARABIC = "عبد الرحمن بن عبد العزيز"


def wearer(number: int, **instead: str) -> Wearer:
    code = f"abcdefghijklmnopqrstuvwxy{'abcdefghijklmnopqrstuvwxyz234567'[number]}"
    said = {"given_name": "Wei", "family_name": "Zhang", "original_name": "张伟", "institution_name": "Tongji"}
    return Wearer(**{**said, **instead}, country="CN", role=SPEAKER, ribbon="good", code=code)


WEARERS = [
    wearer(0),
    wearer(1, given_name="", family_name="", original_name=LONG_CHINESE, institution_name=LONG_GERMAN),
    wearer(2, given_name="Abd ar-Rahman", family_name="bin Abd al-Aziz", original_name=ARABIC),
]


def pictures(pdf: bytes, folder: Path) -> list[Image.Image]:
    """Each page as poppler draws it."""
    ensure("poppler-utils")
    subprocess.run(["pdftoppm", "-r", "200", "-png", "-", str(folder / "page")], input=pdf, check=True)
    return [Image.open(io.BytesIO(path.read_bytes())) for path in sorted(folder.glob("page*.png"))]


@pytest.mark.parametrize("layout", BadgeLayout)
def test_every_badge_has_its_name_and_a_code_that_is_read(app: Flask, tmp_path: Path, layout: BadgeLayout) -> None:
    with app.test_request_context("/"):
        pdf = set_anew(badges_of(event(), WEARERS, BOTH, IMPRINT.office, layout=layout, printed_at=AT))
    per_page = SHEETS[layout].columns * SHEETS[layout].rows
    assert len(reader(pdf).pages) == -(-len(WEARERS) // per_page)
    text = "".join(pages_of(pdf))
    for said in ("Zhang", "张伟", LONG_CHINESE, LONG_GERMAN, "主讲嘉宾", "bin Abd al-Aziz"):
        assert bare(said) in text, said
    read = [each.text for page in pictures(pdf, tmp_path) for each in zxingcpp.read_barcodes(page)]
    assert sorted(read) == [each.code.upper() for each in WEARERS]
    width, height = (float(side) for side in reader(pdf).pages[0].mediabox[2:])
    assert [round(side / 72 * 25.4) for side in (width, height)] == list(SHEETS[layout].page)


def test_nothing_runs_over_the_edge_of_a_badge(app: Flask, tmp_path: Path) -> None:
    with app.test_request_context("/"):
        pdf = set_anew(badges_of(event(), WEARERS, BOTH, IMPRINT.office, layout=BadgeLayout.A7, printed_at=AT))
    for picture in pictures(pdf, tmp_path):
        width, height = picture.size
        margin = picture.convert("L").crop((width - width // 60, 0, width, height * 2 // 3))
        assert margin.histogram()[:200] == [0] * 200


def test_a_preview_is_a_picture(app: Flask) -> None:
    sample = [sample_wearer(SPEAKER, "accent")]
    with app.test_request_context("/"):
        paper = badges_of(event(), sample, BOTH, IMPRINT.office, layout=BadgeLayout.A6, printed_at=AT, is_preview=True)
        picture = Image.open(io.BytesIO(set_anew(paper)))
    assert picture.format == "PNG"
    assert picture.size[0] < picture.size[1]


def test_a_photograph_stands_above_the_name_where_there_is_room(app: Flask, tmp_path: Path) -> None:
    drawn, out = Image.new("RGB", (900, 600), (200, 30, 30)), io.BytesIO()
    drawn.save(out, "WEBP")
    shown = replace(WEARERS[2], photo=Upload(out.getvalue(), "image/webp"))
    with app.test_request_context("/"):
        pdf = set_anew(badges_of(event(), [shown], BOTH, IMPRINT.office, layout=BadgeLayout.A6, printed_at=AT))
    [picture] = pictures(pdf, tmp_path)
    counts = picture.convert("RGB").getcolors(picture.width * picture.height) or []
    red = sum(number for number, (red, green, blue) in counts if red > 180 and green < 60 and blue < 60)
    assert 0.05 < red / (picture.width * picture.height) < 0.08  # 27 × 34 mm of 105 × 148
    assert [each.text for each in zxingcpp.read_barcodes(picture)] == [shown.code.upper()]
    assert bare("bin Abd al-Aziz") in pages_of(pdf)[0]
