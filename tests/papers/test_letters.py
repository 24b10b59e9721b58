"""Letters: the same text in two languages, names of any script and length whole, a code that is read."""

from __future__ import annotations

import io
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from flask import Flask
from PIL import Image

from coopevents.documents.typesetting import set_anew
from coopevents.issuing.letter_texts import MASK, USUAL
from coopevents.papers.letters import Invited, LetterSheet, letter_of, masked
from coopevents.papers.signed import Verification
from coopevents.text import LocalizedText
from tests.documents.pdfs import bare, pages_of
from tests.papers.test_badges import ARABIC, LONG_GERMAN, pictures
from tests.papers.test_certificates import LONG_CHINESE, signature

ADDRESS = "https://events.example.edu/verify/abcdefgh234567ij"
PASSPORT = {"passport_number": "C01X00T47", "nationality": "DE", "born_on": "1980-02-28"}
OFFICE = {
    "name": {"en": "Cooperation Office", "zh_Hans_CN": "国际合作处"},
    "address": {"en": "2360 Jinhai Road, Shanghai"},
    "signatory": {"en": "Professor Li Minghua", "zh_Hans_CN": "李明华教授"},
}


def invited(name: str, **instead: Any) -> Invited:
    values: dict[str, Any] = {
        "name": name,
        "passport": {"passport_name": name, **PASSPORT},
        "institution": LONG_GERMAN,
        "position": "Professor",
        "event": LocalizedText(en="Global Partnership Week", zh_Hans_CN="全球合作伙伴周", fr="Semaine mondiale"),
        "starts_on": date(2026, 11, 30),
        "ends_on": date(2026, 12, 4),
        "venue": LocalizedText(en="Main Campus", zh_Hans_CN="主校区"),
        "addressee": "Generalkonsulat der Volksrepublik China in Düsseldorf",
        "stay_from": date(2026, 11, 29),
        "stay_until": date(2026, 12, 6),
    }
    return Invited(**{**values, **instead})


def sheet(*languages: str, is_side_by_side: bool = True) -> LetterSheet:
    return LetterSheet(
        wording=USUAL,
        languages=languages,
        is_side_by_side=is_side_by_side,
        office=OFFICE,
        signature=signature(),
        verification=Verification("IL-2026-0001", "abcdefgh234567ij", ADDRESS),
        written_at=datetime(2026, 11, 22, 9, 0, tzinfo=UTC),
        time_zone="Asia/Shanghai",
        accent="indigo",
    )


@pytest.mark.parametrize("name", [LONG_CHINESE, "Anna-Katharina Müller", ARABIC])
def test_a_letter_says_everything_in_both_languages_and_its_code_is_read(app: Flask, tmp_path: Path, name: str) -> None:
    with app.test_request_context("/"):
        pdf = set_anew(letter_of(invited(name), sheet("en", "zh_Hans_CN")))
    [page] = pages_of(pdf)
    for said in ("C01X00T47", "IL-2026-0001", "28 February 1980", "1980年2月28日", "全球合作伙伴周", "Germany", "德国"):
        assert bare(said) in page, said
    if name != ARABIC:  # poppler gives right-to-left letters in the order they are drawn
        assert page.count(bare(name)) >= 4
    [picture] = pictures(pdf, tmp_path)
    assert [each.text for each in zxingcpp.read_barcodes(picture)] == [ADDRESS]
    width, height = picture.size
    assert picture.convert("L").crop((width - width // 15, 0, width, height)).histogram()[:200] == [0] * 200


def test_languages_may_stand_one_below_the_other(app: Flask) -> None:
    with app.test_request_context("/"):
        page = "".join(pages_of(set_anew(letter_of(invited("Anna Müller"), sheet("fr", "en", is_side_by_side=False)))))
    assert page.index(bare("À qui de droit")) < page.index(bare("To whom it may concern"))


def test_a_preview_shows_nothing_of_the_passport(app: Flask) -> None:
    with app.test_request_context("/"):
        hidden = invited("Anna Müller", passport=masked())
        paper = letter_of(hidden, sheet("en"), is_preview=True)
        assert ("C01X00T47" in paper.data, MASK in paper.data) == (False, True)
        assert Image.open(io.BytesIO(set_anew(paper))).format == "PNG"
