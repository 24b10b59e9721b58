"""The booklet says everything readers may know, in both languages, and stays text whatever was typed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from flask import Flask

from coopevents.documents.typesetting import set_anew
from coopevents.events.states import EventState
from coopevents.papers.booklet import BookletChoice, booklet_of
from coopevents.schedule.releases import ReleasedProgramme
from coopevents.text import LocalizedText
from tests.documents.pdfs import bare, pages_of, reader, text_of
from tests.papers.programmes import BOTH, DAI, HALL, IMPRINT, LAYLA, activity, event, nine, page, programme

HOSTILE = (
    '#eval(read("/etc/passwd"))',
    "*bold* _em_ $x^2$",
    "<script>alert(1)</script>",
    "back\\slash \\u{41} \\",
    "@label <label> = Heading",
    "`raw` [link](https://elsewhere.example)",
    "Wolfeschlegelsteinhausenbergerdorff" * 4,
)


@pytest.fixture
def asked(app: Flask) -> Iterator[None]:
    """Within a request, as the doors call it."""
    with app.test_request_context("/"):
        yield


def printed(released: ReleasedProgramme, about: object = None, **choice: object) -> bytes:
    """The booklet in both languages unless the choice says otherwise."""
    wanted = BookletChoice(**{"languages": BOTH, **choice})  # type: ignore[arg-type]
    return set_anew(booklet_of(about or event(time_zone=released.time_zone), released, wanted, IMPRINT))  # type: ignore[arg-type]


@pytest.mark.usefixtures("asked")
def test_it_holds_the_whole_programme_in_both_languages() -> None:
    text = LocalizedText(en="About *batteries*.", zh_Hans_CN="关于电池。")
    released = programme(
        activity("a", nine(), text=text, people=(DAI, LAYLA)),
        activity("b", nine(), place=None, audience="invited"),
        activity("c", nine(days=1), is_dropped=True, is_cancelled=True),
    )
    pdf = printed(released)
    pages, whole = pages_of(pdf), text_of(pdf)
    assert all(bare(each) in pages[0] for each in ("Partnership Week", "合作伙伴周", "Main Campus", "主校区"))
    assert bare("As of release 7, 22 November 2026, 22:05") in pages[0]
    for said in ("Lecture a", "讲座a", "Lecture b", "讲座b", "Grand Hall", "大礼堂", "About batteries.", "关于电池。"):
        assert bare(said) in whole
    for said in ("戴若琳", "Northern Polytechnic", "金海路2360号", "Bring the letter.", "请携带邀请函。谢谢"):
        assert bare(said) in whole
    assert bare("Lecture c") not in whole
    people = next(each for each in pages if bare("People") in each[:200] and "Haddad" in each)
    assert people.index("Dai") < people.index("Haddad")
    assert IMPRINT.address in whole


@pytest.mark.usefixtures("asked")
def test_the_file_is_accessible_and_tells_who_made_it() -> None:
    made = reader(printed(programme(activity("a", nine()))))
    assert made.metadata is not None
    assert made.metadata.title == "Partnership Week – Programme"
    assert made.metadata.author == "Cooperation Office"
    assert made.metadata.creation_date == datetime(2026, 11, 22, 14, 5, 9, tzinfo=UTC)
    assert made.trailer["/Root"]["/Lang"] == "en"
    assert made.trailer["/Root"]["/MarkInfo"]["/Marked"]
    xmp = made.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert "pdfuaid:part" in xmp
    assert [round(float(side)) for side in made.pages[0].mediabox[2:]] == [420, 595]


@pytest.mark.usefixtures("asked")
def test_the_same_release_gives_the_same_bytes() -> None:
    released = programme(activity("a", nine()), activity("b", nine(hours=1)))
    assert printed(released) == printed(released)
    assert printed(released) != printed(replace(released, number=8))


@pytest.mark.usefixtures("asked")
@pytest.mark.parametrize("arrangement", ["stacked", "beside"])
def test_what_was_typed_stays_text(arrangement: str) -> None:
    typed = [
        activity(
            f"h{number}",
            nine(hours=number),
            title=LocalizedText(en=text, zh_Hans_CN=f"中{text}"),
            place=replace(HALL, id=number + 10, name=LocalizedText(en=text), address=LocalizedText(en=text)),
            people=(replace(DAI, name=text, original_name="", institution=text, position=text),),
            is_cancelled=number == 0,
            cancellation_reason=text,
        )
        for number, text in enumerate(HOSTILE)
    ]
    pdf = printed(programme(*typed), arrangement=arrangement)
    found = text_of(pdf)
    for text in HOSTILE:
        assert bare(text) in found, text
    assert "root:" not in found
    assert all("elsewhere" not in str(each) for page in reader(pdf).pages for each in page.get("/Annots", []))


@pytest.mark.usefixtures("asked")
def test_names_of_many_scripts_are_drawn_and_none_breaks_the_paper() -> None:
    names = (
        "ليلى حداد",
        "ליאורה כהן",
        "권태양",
        "สมชาย ใจดี",
        "अमित शर्मा",
        "Стоян Димитров",
        "田中さくら",
        "ễ Đặng",
        "😀",
        "গিরি",
        "தமிழ்",
        "ខ្មែរ",
        "မြန်မာ",
        "ລາວ",
        "አማርኛ",
        "გიორგი",
        "Արամ",
    )
    people = tuple(
        replace(DAI, id=number, name=f"Person {number}", original_name=name) for number, name in enumerate(names)
    )
    known = printed(programme(activity("a", nine(), people=people)))
    fonts = str([page["/Resources"]["/Font"] for page in reader(known).pages if "/Font" in page["/Resources"]])
    assert "pdfuaid:part" in reader(known).trailer["/Root"]["/Metadata"].get_object().get_data().decode(), fonts
    assert bare("권태양") in text_of(known)
    strange = replace(DAI, name="Sonam ꡀꡁ", original_name="\x00\u202e\ud800")
    assert bare("Sonam") in text_of(printed(programme(activity("a", nine(), people=(strange,)))))


@pytest.mark.usefixtures("asked")
def test_summer_time_midnight_and_cancellation_are_told() -> None:
    berlin = {"time_zone": "Europe/Berlin"}
    overlap = datetime(2026, 10, 25, 0, 30, tzinfo=UTC)  # 02:30, the first time
    gap = datetime(2027, 3, 28, 0, 30, tzinfo=UTC)  # 01:30; an hour later it is 03:30
    released = programme(
        activity("first", overlap, 20),
        activity("second", overlap.replace(hour=1), 20),
        activity("across", gap, 60),
        activity("night", datetime(2027, 3, 29, 21, tzinfo=UTC), 180),
        activity("off", gap.replace(hour=9), is_cancelled=True, cancellation_reason="The boiler burst."),
        activity("on-again", gap.replace(hour=12)),
        **berlin,
    )
    pages = pages_of(printed(released, event(**berlin), languages=("en",)))
    whole = "".join(pages)
    october = next(each for each in pages[2:] if bare("Lecture first") in each)
    assert bare("The clocks change on this day: at 03:00 they are put to 02:00.") in october
    assert [october.count(said) for said in ("02:30", "–02:50", "UTC+02:00", "UTC+01:00")] == [2, 2, 1, 1]
    assert october.index("UTC+02:00") < october.index("UTC+01:00")
    march = next(each for each in pages if bare("Lecture across") in each)
    assert bare("The clocks change on this day: at 02:00 they are put to 03:00.") in march
    assert ("01:30" in march, "–03:30" in march) == (True, True)
    assert "–02:00(+1)" in whole
    assert bare("(+1) after a time means the day after.") in whole
    assert bare("Cancelled: The boiler burst.") in march
    assert whole.count("Cancelled") == 1


@pytest.mark.usefixtures("asked")
def test_a_reader_chooses_language_paper_and_parts() -> None:
    text = LocalizedText(en="A description.")
    released = programme(activity("a", nine(), text=text))
    chinese = printed(released, languages=("zh_Hans_CN",), size="a4", has_texts=False, has_pages=False)
    found = text_of(chinese)
    assert bare("讲座a") in found
    assert bare("Lecture a") not in found
    assert bare("A description.") not in found
    assert bare("签证") not in found
    assert bare("戴若琳") in found
    assert [round(float(side)) for side in reader(chinese).pages[0].mediabox[2:]] == [595, 842]
    assert reader(chinese).trailer["/Root"]["/Lang"].startswith("zh")


@pytest.mark.usefixtures("asked")
def test_a_cancelled_event_and_an_empty_programme_say_so() -> None:
    about = event(
        state=EventState.CANCELLED,
        cancellation_reason="No flights.",
        pages=[page("Visa", "签证", "x", is_published=False)],
    )
    pages = pages_of(printed(programme(), about))
    assert bare("This event is cancelled") in pages[0]
    assert bare("No flights.") in pages[0]
    assert bare("The programme is being prepared") in "".join(pages)
    assert bare("签证") not in "".join(pages)
