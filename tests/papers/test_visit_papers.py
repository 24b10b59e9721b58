"""Papers of a visit in three pairs of languages: everything is said, in both, and names of every script are drawn."""

from __future__ import annotations

import io
import zipfile
from decimal import Decimal

import pytest

from coopevents.delegations.budget import Total
from coopevents.delegations.budget_models import Payer
from coopevents.delegations.feedback_models import Aspect
from coopevents.delegations.feedback_summing import Average
from coopevents.documents.typesetting import set_anew
from coopevents.papers.booklet import Imprint
from coopevents.papers.visit_booklet import booklet_of
from coopevents.papers.visit_briefing import Briefed, briefing_of
from coopevents.papers.visit_cards import ours_of, plates_of, sign_of
from coopevents.papers.visit_documents import word_file
from coopevents.papers.visit_report import Reported, report_of
from coopevents.papers.visit_tables import Seats, seated_lines, seats_of, table_plan_of
from coopevents.papers.visit_values import VisitChoice, VisitValues, names_of, values_of
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText
from tests.delegations.conftest import Reception
from tests.delegations.conftest import reception as reception
from tests.delegations.planted import Planted
from tests.documents.pdfs import bare, reader, text_of
from tests.storage.test_images import picture

IMPRINT = Imprint(
    LocalizedText(en="Cooperation Office", zh_Hans_CN="国际交流处", fr="Bureau de coopération"),
    "https://visits.example/itinerary/secret/",
    "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 1 1'/>",
)
A4 = "a4"


@pytest.fixture
def planted(reception: Reception) -> Planted:
    return Planted(reception)


def dublin(planted: Planted) -> VisitValues:
    return values_of(planted.dublin.delegation, time_zone="Asia/Shanghai")


def amman(planted: Planted) -> VisitValues:
    return values_of(planted.amman.delegation, time_zone="Asia/Shanghai")


@pytest.mark.parametrize(
    ("languages", "said"),
    [
        (
            ("en", "zh_Hans_CN"),
            ("Programme of the visit", "访问日程", "Monday, 14 June 2027", "2027年6月14日星期一", "接待人"),
        ),
        (("fr", "zh_Hans_CN"), ("Programme de la visite", "访问日程", "lundi 14 juin 2027", "计算机学院院长")),
    ],
)
def test_the_booklet_is_in_both_languages(planted: Planted, languages: tuple[str, ...], said: tuple[str, ...]) -> None:
    pdf = set_anew(booklet_of(dublin(planted), VisitChoice(languages, "a5"), IMPRINT))
    text = text_of(pdf)
    for each in (
        *said,
        "Headaoife Ní Bhraonáin-O’Shaughnessy",
        "Hostmei Lin",
        "林美",
        "Minibus 沪A·D1234",
        "officer@",
        "FLIGHTALL",
        "Dublin → Shanghai",
    ):
        assert bare(each) in text, each
    assert [round(float(side)) for side in reader(pdf).pages[0].mediabox[2:]] == [420, 595]
    assert pdf == set_anew(booklet_of(dublin(planted), VisitChoice(languages, "a5"), IMPRINT))


def test_arabic_runs_from_right_to_left_and_its_names_are_drawn(planted: Planted) -> None:
    """A PDF that is accessible has drawn every sign; in which order Arabic is drawn, readers of text do not agree."""
    paper = booklet_of(amman(planted), VisitChoice(("ar", "en"), A4), IMPRINT)
    for each in ("برنامج الزيارة", "ضيوفنا", "المضيف", "ليلى الحداد", "عمر عبد الرحمن الخصاونة", "Our guests", "Host"):
        assert each in paper.data, each
    pdf = set_anew(paper)
    assert reader(pdf).trailer["/Root"]["/Lang"] == "ar"
    assert "pdfuaid:part" in reader(pdf).trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert bare("Jordan University of Applied Sciences") in text_of(pdf)


def test_plates_and_sign_name_whoever_sits_or_comes(planted: Planted) -> None:
    visit = amman(planted)
    assert [each.name for each in ours_of(visit)] == ["Hostbo Zhao", "Interping Sun", "Hostmei Lin"]
    plates = set_anew(plates_of(visit, VisitChoice(("ar", "en")), IMPRINT))
    assert len(reader(plates).pages) == 5
    assert all(bare(each) in text_of(plates) for each in ("Prof. Headlayla Al-Haddad", "孙萍", "President"))
    sign = set_anew(sign_of(visit, VisitChoice(("ar", "en"), "a3"), IMPRINT))
    assert all(bare(each) in text_of(sign) for each in ("Welcome", "Jordan University of Applied Sciences"))
    assert [round(float(side)) for side in reader(sign).pages[0].mediabox[2:]] == [1191, 842]


def test_tables_follow_the_rules_of_protocol(planted: Planted) -> None:
    visit = dublin(planted)
    talks, dinner = seated_lines(visit)
    guests = {name: f"g{each.person_id}" for name, each in planted.dublin.guests.items()}
    ours = {name: f"p{each.id}" for name, each in planted.ours.items()}
    assert seats_of(talks, [ours["interpreter"]]) == Seats(
        (guests["second"], guests["head"], guests["third"]), (ours["dean"], ours["interpreter"])
    )
    assert seats_of(dinner, [ours["interpreter"]]) == Seats(
        (guests["third"], guests["head"], ours["vice"], guests["second"]), (ours["interpreter"],)
    )
    plan = text_of(set_anew(table_plan_of(visit, talks, VisitChoice(("en", "zh_Hans_CN")), IMPRINT)))
    assert [
        each
        for each in ("Table plan", "位次图", "Lecture hall 3", "第三报告厅", "Thirdniamh Walsh")
        if bare(each) not in plan
    ] == []


def test_the_briefing_tells_what_was_and_what_to_say_as_pdf_and_for_word(planted: Planted) -> None:
    briefed = Briefed(
        planted.dublin.delegation,
        earlier=[planted.amman.delegation],
        points={dublin(planted).lines[0].activity.uid: "Ask for the double degree."},
        minutes=[("Talks of 2025", "Both sides draft a text.")],
        still_open=[("Name a coordinator", "Ms Lin, 1 October")],
        photos={planted.dublin.head.id: Upload(picture(size=(60, 80)), "image/jpeg")},
    )
    paper = briefing_of(dublin(planted), briefed, VisitChoice(("fr", "zh_Hans_CN")), IMPRINT)
    text = text_of(set_anew(paper))
    with zipfile.ZipFile(io.BytesIO(word_file(paper))) as parts:
        word = bare(parts.read("word/document.xml").decode())
        assert len([each for each in parts.namelist() if each.startswith("word/media/")]) == 1
    for each in (
        *("Dossier de préparation", "接待手册", "BIOGRAPHYOFHeadaoife", "Ask for the double degree."),
        *("Both sides draft a text.", "Visites précédentes", "Name a coordinator", "Ms Lin"),
        "Sign the agreement on joint student training",
    ):
        assert (bare(each) in text, bare(each) in word.replace("</w:t>", "")) == (True, True), each


def test_the_report_tells_what_took_place_who_came_and_what_follows(planted: Planted) -> None:
    visit, head = dublin(planted), planted.dublin.head
    uid = visit.lines[0].activity.uid
    reported = Reported(
        planted.dublin.delegation,
        attended={uid: frozenset({head.id})},
        minutes={uid: "A draft by October."},
        outcomes=[("Double degree", "Both want it.")],
        follow_ups=[("Send the draft", "Ms Lin, 1 October")],
        averages=[Average(Aspect.OVERALL, 2, 4.5)],
        quotes=[("Lunch with students", "")],
        costs=[Total(Payer.US, "CNY", Decimal(2400), Decimal(2000))],
    )
    paper = report_of(visit, reported, VisitChoice(("en", "zh_Hans_CN")), IMPRINT)
    text = text_of(set_anew(paper))
    with zipfile.ZipFile(io.BytesIO(word_file(paper))) as parts:
        word = bare(parts.read("word/document.xml").decode())
    for each in (
        *("Report on the visit", "访问总结报告", "Came: Prof. Headaoife", "A draft by October.", "Both want it."),
        *("Send the draft", "spent CN¥2,000.00", "What follows", "What took place"),
        *("4.5 of 5 (2 answers)", "Lunch with students", "一位来宾"),
    ):
        assert (bare(each) in text, bare(each) in word) == (True, True), each


def test_a_name_stands_in_the_script_of_the_paper_first() -> None:
    def shown(latin: str, original: str, *languages: str) -> list[str]:
        return [each["text"] for each in names_of(latin, original, languages)]

    assert shown("Lin Mei", "林美", "en", "zh_Hans_CN") == ["Lin Mei", "林美"]
    assert shown("Lin Mei", "林美", "zh_Hans_CN", "en") == ["林美", "Lin Mei"]
    assert shown("Lin Mei", "林美", "zh_Hans_CN") == ["林美"]
    assert shown("Layla Al-Haddad", "ليلى الحداد", "ar", "en") == ["ليلى الحداد", "Layla Al-Haddad"]
    assert shown("Layla Al-Haddad", "ليلى الحداد", "zh_Hans_CN") == ["Layla Al-Haddad", "ليلى الحداد"]
    assert shown("Anna Keller", "", "fr", "zh_Hans_CN") == ["Anna Keller"]
