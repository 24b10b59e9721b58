"""Files of many programs: what is understood of each, and what is said where something is not."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from coopevents.schedule.exchange.bounds import FileIsUnreadable
from coopevents.schedule.exchange.calendar_reading import conference_from_calendar
from coopevents.schedule.exchange.from_records import plan_of_records
from coopevents.schedule.exchange.from_tables import plan_of_table
from coopevents.schedule.exchange.guesses import kind_meant, language_meant, spoken
from coopevents.schedule.exchange.identities import acronym_of, guid_of, is_slug, number_of, slug_of
from coopevents.schedule.exchange.json_reading import conference_from_json
from coopevents.schedule.exchange.known import Known
from coopevents.schedule.exchange.markup import as_markdown
from coopevents.schedule.exchange.moments import conference_day, likely_change, minutes_from, moment_from
from coopevents.schedule.exchange.plans import Plan, Verdict
from coopevents.schedule.exchange.queries import look_around
from coopevents.schedule.exchange.records import Conference, Link
from coopevents.schedule.exchange.tables import table_of
from coopevents.schedule.exchange.xml_reading import conference_from_xml
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from tests.schedule.conftest import NINE, Office

PENTABARF = b"""<?xml version="1.0" encoding="iso-8859-1"?>
<!-- made by hand --><schedule><conference><title>Days of\xe9</title><day_change>08:00</day_change></conference>
<day date="2008-08-01" index="1"><room name="Aula"><event id="7"><start>23:30</start><duration>01:00</duration>
<title>Late</title><type>podium</type><language>de</language>
<persons><person id="3"> Mira   Anders </person></persons></event>
<event id="8"><start>01:15</start><duration>45</duration><title>Later</title></event>
<event id="9"><start>soon</start><duration>long</duration><title> </title></event></room></day></schedule>"""
WAFER = b"""<schedule xmlns="urn:x"><conference><time_zone_name>Europe/Berlin</time_zone_name></conference>
<day date="2026-10-25"><room name="Hall 1"><event id="1" guid="0E984725-C51C-4BF4-9960-E1C80E27ABA0">
<date>2026-10-25T02:30:00</date><start>02:30</start><duration>0:30</duration><title>Overlap</title></event>
<event id="2"><date>2026-10-25T10:00:00+01:00</date><duration>1:00:30</duration><title>After</title></event>
</room></day></schedule>"""


def around(office: Office) -> Known:
    return look_around(
        office.schedule, place_unit_ids=[office.unit.id], people=office.people, days=(date(2026, 11, 30),),
        language="en", may_add_places=False,
    )  # fmt: skip


def planned(office: Office, conference: Conference) -> Plan:
    return plan_of_records(conference, around(office))


def test_pentabarf_names_a_time_of_day_on_a_conference_day() -> None:
    late, later, broken = conference_from_xml(PENTABARF, zone="Europe/Berlin").records
    assert late.starts_at == datetime(2008, 8, 1, 21, 30, tzinfo=UTC)
    assert [each.name for each in late.people] == [" Mira   Anders "]
    assert (later.starts_at, later.minutes) == (datetime(2008, 8, 1, 23, 15, tzinfo=UTC), 45)
    assert later.day == date(2008, 8, 1)
    assert [(str(each.column), each.value) for each in broken.troubles] == [
        ("title", ""), ("date", "soon"), ("duration", "long"),
    ]  # fmt: skip
    assert len({late.guid, later.guid, broken.guid}) == 3


def test_times_without_an_offset_are_on_the_clock_of_the_conference() -> None:
    conference = conference_from_xml(WAFER, zone="Asia/Shanghai")
    overlap, after = conference.records
    assert overlap.starts_at == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert overlap.guid == "0e984725-c51c-4bf4-9960-e1c80e27aba0"
    assert (after.starts_at, after.minutes) == (datetime(2026, 10, 25, 9, tzinfo=UTC), 61)


def test_json_of_frab_and_pretalx_names_people_in_its_own_ways() -> None:
    talk = {
        "id": 5, "guid": "x", "date": "2026-11-30T09:00:00+08:00", "duration": "01:00", "title": "Robots",
        "persons": [{"id": 1, "public_name": "Ada"}, {"code": "ABC", "name": "Bo Li"}, {"name": ""}, 7],
        "links": [{"url": "https://example.org", "title": "More"}, {"title": "none"}], "do_not_record": True,
        "subtitle": None, "track": {"en": "Green"}, "language": None,
    }  # fmt: skip
    days = [{"date": "2026-11-30", "rooms": {"Hall 1": [talk, 3, None], "Nothing": None}}, 4]
    file = {"schedule": {"conference": {"title": "C", "days": days, "acronym": 7}}}
    (record,) = conference_from_json(json.dumps(file).encode(), zone="UTC").records
    assert record.starts_at == NINE
    assert [(each.name, each.number, each.code) for each in record.people] == [("Ada", 1, ""), ("Bo Li", None, "ABC")]
    assert (record.room, record.track, record.do_not_record, record.subtitle) == ("Hall 1", "Green", True, "")
    assert [each.url for each in record.links] == ["https://example.org"]


def test_an_address_standing_alone_is_a_link(office: Office) -> None:
    said = "<link>https://example.org/a</link><link>See the wiki</link><link href=' https://example.org/b '>B</link>"
    event = f'<event id="1"><title>x</title><links>{said}</links></event>'
    given = f'<schedule><day date="2026-11-30"><room name="Hall 1">{event}</room></day></schedule>'.encode()
    (record,) = conference_from_xml(given, zone="UTC").records
    alone = Link("https://example.org/a", "https://example.org/a")
    assert record.links == (alone, Link("", "See the wiki"), Link("https://example.org/b", "B"))
    days = [
        {"date": "2026-11-30", "rooms": {"Hall 1": [{"id": 1, "links": ["https://example.org/a", "See the wiki"]}]}}
    ]
    file = {"schedule": {"conference": {"title": "C", "days": days}}}
    assert conference_from_json(json.dumps(file).encode(), zone="UTC").records[0].links == (alone,)


def held(number: int, hour: int, room: str, guid: str = "1cea9e34-86fa-1bb3-3885-814a15190299") -> str:
    event = f'<event id="{number}" guid="{guid}"><title>Tea</title><date>2026-11-30T{hour}:00:00+08:00</date>'
    return f"{event}<duration>01:00</duration><room>{room}</room></event>"


def test_a_talk_that_is_held_again_under_one_guid_is_one_more_activity(office: Office) -> None:
    talks = held(1, 10, "Hall 1"), held(1, 10, "Garden"), held(1, 15, "Hall 1"), held(1, 15, "Hall 1")
    data = f'<schedule><day date="2026-11-30"><room>{"".join(talks)}</room></day></schedule>'.encode()
    plan = planned(office, conference_from_xml(data, zone="UTC"))
    assert [each.verdict for each in plan.items] == [*[Verdict.ADDED] * 3, Verdict.UNREADABLE]
    assert str(plan.items[3].troubles[0].words) == "This talk stands in the file twice."
    guids = [each.record.guid for each in plan.items if each.record]
    assert guids[0] == "1cea9e34-86fa-1bb3-3885-814a15190299"
    assert len(set(guids[:3])) == 3
    assert [each.record.guid for each in planned(office, conference_from_xml(data, zone="UTC")).items] == guids


def calendar(*entries: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in entries)
    zone = (
        "BEGIN:VTIMEZONE\r\nTZID:Elsewhere\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\nTZOFFSETFROM:+0530\r\n"
        "TZOFFSETTO:+0530\r\nEND:STANDARD\r\nEND:VTIMEZONE\r\n"
    )
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x//y\r\n{zone}{body}END:VCALENDAR\r\n".encode()


def read(*entries: str, zone: str = "Europe/Berlin") -> Conference:
    return conference_from_calendar(calendar(*entries), zone=zone, host="office.example")


def test_a_calendar_is_read_in_the_zones_it_names() -> None:
    found = read(
        "UID:1\r\nSUMMARY:Own zone\r\nDTSTART;TZID=Elsewhere:20261130T090000\r\nDURATION:PT90M",
        "UID:2\r\nSUMMARY:UTC\r\nDTSTART:20261130T090000Z\r\nDTEND:20261130T093000Z",
        "UID:3\r\nSUMMARY:Floating\r\nDTSTART:20261130T090000\r\nDTEND:20261130T100000",
        "UID:4\r\nSUMMARY:Twice\r\nDTSTART;TZID=Europe/Berlin:20261025T023000\r\nDTEND;TZID=Europe/Berlin:20261025T033000",
        "UID:5\r\nSUMMARY:Gap\r\nDTSTART;TZID=Europe/Berlin:20260329T023000\r\nDURATION:PT1H",
    ).records
    assert [each.starts_at for each in found] == [
        datetime(2026, 11, 30, 3, 30, tzinfo=UTC),
        datetime(2026, 11, 30, 9, tzinfo=UTC),
        datetime(2026, 11, 30, 8, tzinfo=UTC),
        datetime(2026, 10, 25, 0, 30, tzinfo=UTC),
        datetime(2026, 3, 29, 1, 30, tzinfo=UTC),
    ]
    assert [each.minutes for each in found] == [90, 30, 60, 120, 60]


def test_whole_days_go_into_the_tray_and_what_repeats_or_is_cancelled_is_refused(office: Office) -> None:
    found = read(
        "UID:1\r\nSUMMARY:Market day\r\nDTSTART;VALUE=DATE:20261130\r\nDTEND;VALUE=DATE:20261201",
        "UID:2\r\nSUMMARY:Weekly\r\nDTSTART:20261130T090000Z\r\nRRULE:FREQ=WEEKLY",
        "UID:3\r\nSUMMARY:Off\r\nDTSTART:20261130T090000Z\r\nSTATUS:CANCELLED",
        "UID:4\r\nSUMMARY:When\r\nLOCATION:Hall 1\\, Building 2",
        "UID:5\r\nSUMMARY:Good\r\nDTSTART:20261130T090000Z\r\nLOCATION:Hall 1\\, Building 2\r\nCATEGORIES:Workshop",
    )
    plan = planned(office, found)
    assert [each.verdict for each in plan.items] == [Verdict.ADDED, *[Verdict.UNREADABLE] * 3, Verdict.ADDED]
    assert plan.items[0].wanted["starts_at"] is None
    assert [str(each.troubles[0].column) for each in plan.items[1:4]] == ["RRULE", "STATUS", "DTSTART"]
    assert plan.items[4].wanted["place"] == office.hall.id
    assert plan.items[4].wanted["kind"] == ActivityKind.CLASS


def test_our_own_calendar_moves_what_it_names_and_leaves_the_rest(office: Office) -> None:
    activity = office.plan(text=LocalizedText(en="Kept"))
    entry = f"UID:{activity.uid}@office.example\r\nSUMMARY:Salon on robotics\r\nDESCRIPTION:Host: somebody\r\n"
    entry += "LOCATION:Hall 1\r\nDTSTART:20261130T020000Z\r\nDTEND:20261130T030000Z"
    (item,) = planned(office, read(entry)).items
    assert item.activity_id == activity.id
    assert set(item.wanted) == {"starts_at", "ends_at"}


def test_talks_meet_the_people_and_places_the_office_knows(office: Office) -> None:
    activity = office.plan()
    data = f"""<schedule><day date="2026-11-30"><room name="hall 1"><event id="1" guid="{activity.uid}">
      <date>2026-11-30T09:00:00+08:00</date><duration>01:00</duration><title>Salon on robotics</title><type>salon</type>
      <persons><person>Zhou Jun</person><person>Amelie Laurent</person><person>New Person</person></persons></event>
      <event id="2"><date>2026-11-30T09:00:00+08:00</date><duration>99:00</duration><title>Endless</title></event>
      <event id="3"><date>2026-11-30T10:00:00+08:00</date><duration>01:00</duration><title>Where</title>
      <room>Dome</room></event></room></day></schedule>""".encode()
    own, endless, where = planned(office, conference_from_xml(data, zone="UTC")).items
    assert own.activity_id == activity.id
    assert set(own.wanted) == {"people"}
    assert [each.person_id for each in own.wanted["people"]] == [office.people[1].id, office.people[0].id, None]
    assert {each.role for each in own.wanted["people"]} == {ParticipantRole.SPEAKER}
    assert "three days" in str(endless.troubles[0].words)
    assert (str(where.troubles[0].column), where.troubles[0].value) == ("room", "Dome")


def test_moments_at_the_ends_of_time_are_refused_at_their_row(office: Office) -> None:
    events = "".join(
        f'<event id="{number}"><date>{when}</date><start>01:00</start><duration>999:00</duration>'
        "<title>x</title></event>"
        for number, when in enumerate(("9999-12-31T23:59:59Z", "0001-01-01T00:00:00", "9999-12-31", "2026-13-01"))
    )
    data = f'<schedule><day date="9999-12-31"><room name="Hall 1">{events}</room></day></schedule>'.encode()
    entries = ("UID:1\r\nSUMMARY:x\r\nDTSTART:99991231T235959Z\r\nDURATION:P99999D",)
    table = b"title_en;day;starts;ends\nx;9999-12-31;09:00;24:00\nx;1;09:00 UTC+99:00;10:00\nx;119999;1:00;0:30\n"
    for plan in (
        planned(office, conference_from_xml(data, zone="Asia/Shanghai")),
        planned(office, read(*entries)),
        plan_of_table(table_of(table), around(office)),
    ):
        assert {each.verdict for each in plan.items} == {Verdict.UNREADABLE}
    with pytest.raises(FileIsUnreadable):
        conference_from_json(b'{"schedule": {"conference": {"title": "\\ud800"}}}', zone="UTC")


def test_identities_are_in_the_form_others_expect_and_never_change() -> None:
    assert guid_of("HOqeNIb6G7M4hYFKFRkCmQ") == "1cea9e34-86fa-1bb3-3885-814a15190299"
    assert guid_of("A" * 32) == "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa"
    assert guid_of("talk 7") == guid_of("talk 7") != guid_of("talk 8")
    assert guid_of("", "c", 1) != guid_of("", "c", 2)
    assert number_of("x", ()) > 0
    assert number_of("x", {number_of("x", ())}) == number_of("x", ()) + 1
    assert [acronym_of(each) for each in ("week-2026", "36c3", "é", "ab")] == ["week_2026", "36c3", "event", "ab_event"]
    assert is_slug(slug_of("week", "ab" * 16, "机器人沙龙"))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("Plain *text* with < and &amp;", "Plain *text* with < and &amp;"),
        ("<p>One</p>\n<p>Two<br>lines &amp; more</p>", "One\n\nTwo\nlines & more"),
        ("<ul><li>a<li><b>b</b></ul>after", "- a\n- **b**\n\nafter"),
        ('<a href="https://x.org/(y)">x</a> <a href="javascript:alert(1)">y</a>', "[x](https://x.org/(y%29) y"),
        ("<p>a<script>alert(1)</script><style>b{}</style></p>", "a"),
        ("<ol><li>one</li><li>two</li></ol><h1>Head</h1>", "1. one\n2. two\n\n## Head"),
        ('<img src=x onerror="alert(1)">safe', "safe"),
    ],
)
def test_html_becomes_markdown_that_cannot_do_harm(html: str, markdown: str) -> None:
    assert as_markdown(html) == markdown


def test_words_of_other_programs_are_guessed() -> None:
    words = ("Talk", "Keynote", "Hands-on", "self organized sessions", "Podium", "Lunch break", "Opening", "party", "")
    assert [kind_meant(each).value for each in words] == [
        "lecture", "lecture", "class", "meeting", "salon", "meal", "ceremony", "other", "other",
    ]  # fmt: skip
    texts = (("en", "Hi"), ("de", "Hallo"), ("", "机器人"), ("zh-CN", "Hi"))
    assert [language_meant(*each, "fr") for each in texts] == [
        "en", "fr", "zh_Hans_CN", "fr",
    ]  # fmt: skip
    assert spoken("de-AT, EN/fr") == ("de", "en", "fr")


def test_lengths_moments_and_days() -> None:
    assert [minutes_from(each) for each in ("01:30", "1:00:01", "90", "45 min", "", "x")] == [
        90,
        61,
        90,
        45,
        None,
        None,
    ]
    assert moment_from("2026-10-25T02:30", "Europe/Berlin") == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    assert moment_from("0001-01-01T00:00:00+23:00", "UTC") is None
    berlin = ZoneInfo("Europe/Berlin")
    assert conference_day(datetime(2014, 12, 28, 2, tzinfo=UTC), berlin, time(4)) == date(2014, 12, 27)
    assert likely_change([timedelta(hours=11), timedelta(hours=26)]) == time(4)
    assert likely_change([timedelta(hours=11), timedelta(hours=28, minutes=45)]) == time(5)
    assert likely_change([timedelta(hours=3)]) == time(3)
    assert likely_change([]) == time(4)
