"""Papers of a ceremony: whole names of every script, both languages, as many pages as there should be."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from coopevents.documents.typesetting import Paper, set_anew
from coopevents.papers.ceremony_cards import cards_of, plates_of
from coopevents.papers.ceremony_press import note_in, press_note_of
from coopevents.papers.ceremony_programmes import kit_of, programme_of, script_of
from coopevents.papers.ceremony_sheets import sheets_of
from coopevents.papers.ceremony_values import CeremonyValues, PaperChoice
from tests.documents.pdfs import bare, pages_of
from tests.papers.ceremonies import LONG_HAN, LONG_INSTITUTION, LONG_LATIN, ceremony

EN_ZH, FR_ZH = PaperChoice(("en", "zh_Hans_CN")), PaperChoice(("fr", "zh_Hans_CN"), is_side_by_side=False)
Make = Callable[[CeremonyValues, PaperChoice], Paper]

TITLES = {
    EN_ZH: "Signing ceremony of the Global Partnership Week",
    FR_ZH: "Cérémonie de signature de la Semaine mondiale",
}
PAPERS: list[tuple[Make, PaperChoice, int, tuple[str, ...]]] = [
    (programme_of, EN_ZH, 1, ("What is signed", "签署文件", "14:05", "Monday, 30 November 2026", LONG_INSTITUTION)),
    (programme_of, FR_ZH, 2, ("Déroulement de la cérémonie", "仪式流程", "lundi 30 novembre 2026", LONG_LATIN)),
    (
        script_of,
        EN_ZH,
        1,
        ("I now invite the signatories", "现在请各位签字代表入座", "Camera on the table"),
    ),
    (script_of, FR_ZH, 1, ("J’invite les signataires", "尊敬的各位来宾", "10分钟", "Stage light")),
    (kit_of, EN_ZH, 1, ("Originals, bound", "协议正本（已装订）", "nobody yet", "尚未指定", "29 November 2026")),
    (kit_of, FR_ZH, 1, ("Stylos de signature", "签字笔", "Store room B 12", "Responsable")),
    (press_note_of, EN_ZH, 1, ("sign an agreement", "签署协议", "press@donghai.example", "东海理工大学校长李明华")),
    (
        press_note_of,
        FR_ZH,
        1,
        ("signent un accord", "新闻稿", "Le 30 novembre 2026", "媒体联系：press@"),
    ),
]


@pytest.mark.parametrize(("make", "choice", "pages", "said"), PAPERS)
def test_a_paper_says_everything_in_both_languages(
    app: Flask, make: Make, choice: PaperChoice, pages: int, said: tuple[str, ...]
) -> None:
    with app.test_request_context("/"):
        found = pages_of(set_anew(make(ceremony(3), choice)))
    assert len(found) == pages
    text = "".join(found)
    for each in said:
        assert bare(each) in text, each
    if make is not press_note_of:
        assert bare(TITLES[choice]) in text
        assert "全球合作伙伴周签约仪式" in text


def test_what_is_not_public_stands_in_the_script_only(app: Flask) -> None:
    with app.test_request_context("/"):
        programme, script = (str(make(ceremony(), EN_ZH).values) for make in (programme_of, script_of))
    assert ("来宾就位" in programme, "来宾就位" in script) == (False, True)


def test_each_signatory_has_a_plate_to_be_read_from_both_sides(app: Flask) -> None:
    with app.test_request_context("/"):
        plates = pages_of(set_anew(plates_of(ceremony(3), EN_ZH)))
    assert len(plates) == 3
    guest, host, _other = plates
    for said in (LONG_LATIN, LONG_INSTITUTION, "莱茵河畔奥斯特瓦尔德工业大学"):
        assert bare(said) in guest, said
    for said in ("LI Minghua", "李明华", "President", "校长", "东海理工大学"):
        assert bare(said) in host, said


def test_place_cards_stand_four_to_a_sheet(app: Flask) -> None:
    values = ceremony(3)
    with app.test_request_context("/"):
        paper = cards_of(values, FR_ZH)
        sheets = pages_of(set_anew(paper))
    cards = paper.values["cards"]
    assert len(cards) == len(values.people) - 1  # the photographer does not sit down
    assert len(sheets) == -(-len(cards) // 4)
    assert "".join(sheets).count(LONG_HAN) >= 2
    salim = next(card for card in cards if "al-Harithi" in str(card))
    assert [line["kind"] for line in salim["front"]] == ["name", "original", "office", "institution"]


def test_each_original_has_a_sheet_on_which_its_keeper_comes_first(app: Flask) -> None:
    with app.test_request_context("/"):
        sheets = pages_of(set_anew(sheets_of(ceremony(3), EN_ZH)))
    assert len(sheets) == 3
    places = [[page.index(bare(name)) for name in ("LI Minghua", LONG_LATIN, "al-Harithi")] for page in sheets]
    assert [sorted(range(3), key=found.__getitem__) for found in places] == [[0, 1, 2], [1, 0, 2], [2, 0, 1]]
    assert bare("This original is kept by Donghai Polytechnic University.") in sheets[0]
    assert bare("Texts in this order: Chinese and English.") in sheets[0]
    assert bare("Texts in this order: English and Chinese.") in sheets[1]
    assert bare("正本 3 / 3") in sheets[2]


def test_a_press_note_names_all_who_sign_as_each_language_does(app: Flask) -> None:
    with app.test_request_context("/"):
        english, chinese = (note_in(ceremony(2), language) for language in ("en", "zh_Hans_CN"))
    assert english.headline == f"Donghai Polytechnic University and {LONG_INSTITUTION} sign an agreement"
    assert english.items == ["Agreement on cooperation in research and the exchange of students"]
    assert english.closing[-2].startswith("Signed by Prof. LI Minghua (President) and Prof. Maximiliane")
    assert chinese.paragraphs == [
        "2026年11月30日，东海理工大学和莱茵河畔奥斯特瓦尔德工业大学应用多瑙河航运科学研究所在A 座主礼堂签署了以下文件："
    ]


def test_papers_of_one_language_and_of_an_empty_ceremony_can_be_set(app: Flask) -> None:
    bareness = CeremonyValues(**{**vars(ceremony(2)), "cues": [], "kit": [], "agreements": [], "press_contact": ""})
    with app.test_request_context("/"):
        for make in (programme_of, kit_of, press_note_of):
            assert len(pages_of(set_anew(make(bareness, PaperChoice(("zh_Hans_CN",)))))) == 1
