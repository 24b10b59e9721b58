"""The table plan on paper: one sheet for the drawing, then everybody by number, with the rules and their sources."""

from __future__ import annotations

import pytest
from flask import Flask

from coopevents.documents.typesetting import set_anew
from coopevents.papers.ceremony_plans import plan_paper_of
from coopevents.papers.ceremony_values import PaperChoice
from tests.documents.pdfs import bare, pages_of, reader
from tests.papers.ceremonies import LONG_HAN, LONG_INSTITUTION, ceremony

SHEETS = {"a4": (842, 595), "a3": (1191, 842)}
PLANS = [(2, ("en", "zh_Hans_CN"), "a4"), (3, ("fr", "zh_Hans_CN"), "a4"), (5, ("fr", "zh_Hans_CN"), "a3")]


@pytest.mark.parametrize(("parties", "languages", "size"), PLANS)
def test_the_plan_fills_one_sheet_and_lists_everybody(
    app: Flask, parties: int, languages: tuple[str, ...], size: str
) -> None:
    with app.test_request_context("/"):
        pdf = set_anew(plan_paper_of(ceremony(parties), PaperChoice(languages, size=size)))
    assert {(round(float(p.mediabox.width)), round(float(p.mediabox.height))) for p in reader(pdf).pages} == {
        SHEETS[size]
    }
    drawing, *lists = pages_of(pdf)
    assert 1 <= len(lists) <= 2
    for said in ("李明华", "全球合作伙伴周签约仪式", "DE", "《关于涉外升挂和使用国旗的规定》", "位次图（俯视）"):
        assert bare(said) in drawing, said
    everybody = "".join(lists)
    for said in (LONG_HAN, LONG_INSTITUTION, "ZHANG Wei", "莱茵河畔奥斯特瓦尔德工业大学"):
        assert bare(said) in everybody, said
    last = parties * 6
    assert str(last) in everybody
