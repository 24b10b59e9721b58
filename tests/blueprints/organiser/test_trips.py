"""Trips at the desk, from the plan to the figures; and who sees what of them."""

from __future__ import annotations

import io
import re
from datetime import datetime, timedelta, timezone

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.facts import THE_HOUSE
from coopevents.mobility import reporting
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.recording import day_of
from coopevents.mobility.tokens import traveller_token
from tests.desks import Colleague, Desk

HEAD = "Family name,Given name,E-mail,Role with us\n"


def said(**more: object) -> dict[str, object]:
    """What is written about a trip that ended yesterday."""
    today = datetime.now(timezone(timedelta(hours=8))).date()
    return {
        "title": "Summer school, Porto",
        "purpose": "short_course",
        "country": "PT",
        "host": "University of Porto",
        "starts_on": (today - timedelta(days=9)).isoformat(),
        "ends_on": (today - timedelta(days=1)).isoformat(),
        "role": "student",
        **more,
    }


def table(*names: str, role: str = "Student") -> str:
    """A roster."""
    return HEAD + "".join(f"{name},Li,{name.lower()}@example.edu,{role}\n" for name in names)


def named_group(officer: Colleague, *names: str) -> None:
    """A group as the first trip, by spreadsheet."""
    assert officer.post("/desk/trips/new", said(is_group="y")).location == "/desk/trips/1/table"
    officer.post("/desk/trips/1/table/take", rows=rows_in(officer, table(*names)))


def rows_in(officer: Colleague, text: str) -> str:
    """What the page that shows a table brings back."""
    sent = {"file": (io.BytesIO(text.encode()), "roster.csv"), "csrf_token": officer.csrf}
    page = officer.client.post("/desk/trips/1/table", data=sent).text
    return re.findall(r'name="rows"[^>]*value="([^"]*)"', page)[0].replace("&#34;", '"')


def test_a_group_is_sent_decided_about_and_counted(desk: Desk) -> None:
    officer, lead, head = desk.colleague(), desk.colleague(Role.UNIT_LEAD), desk.colleague(Role.ADMIN)
    officer.post("/desk/trips/new", said(is_group="y", is_invited="y"))
    wrong = officer.post("/desk/trips/1/table", table=table("Wang", "Liu").replace("liu@", "liu"))
    assert wrong.status_code == 422
    assert "Row 3, E-mail:" in wrong.text
    rows = rows_in(officer, table("Wang", "Liu", "Chen"))
    assert officer.post("/desk/trips/1/table/take", rows=rows).location == "/desk/trips/1"
    officer.post("/desk/trips/1/travellers/3/withdraw")
    officer.post("/desk/trips/1/submit")
    assert "Decide about the trip: Summer school, Porto" in lead.get("/desk/").text
    assert lead.post("/desk/trips/1/decide/unit", verb="return").status_code == 422, "a reason is needed"
    lead.post("/desk/trips/1/decide/unit", verb="return", reason="Who looks after them?")
    assert "Who looks after them?" in officer.get("/desk/trips/1").text
    officer.post("/desk/trips/1/submit")
    lead.post("/desk/trips/1/decide/unit", verb="approve")
    assert head.post("/desk/trips/1/decide/office", verb="approve").location == "/desk/trips/1"
    figures = officer.get("/desk/trips/figures", since="2000-01-01", until="2100-01-01").text
    assert re.findall(r'figure-tile__value">([^<]+)', figures) == ["2", "1", "100 %"]
    assert re.findall(r'data-label="Travellers">(\d+)', figures) == ["2", "2", "2", "2"]
    ways = re.findall(r'href="(/desk/trips\?group=counted[^"]+)"', figures)
    assert len(ways) >= 4, "from every table of the figures to the trips behind it"
    for url in ways:
        assert "Summer school, Porto" in officer.client.get(url.replace("&amp;", "&")).text
    exported = officer.get("/desk/trips/export.csv").text
    assert [name in exported for name in ("Wang", "Liu", "Chen")] == [True, True, False]


def test_reports_are_handed_in_by_link_and_the_late_ones_stand_on_the_first_page(desk: Desk) -> None:
    officer, lead, head = desk.colleague(), desk.colleague(Role.UNIT_LEAD), desk.colleague(Role.ADMIN)
    named_group(officer, "Wang", "Liu")
    officer.post("/desk/trips/1/submit")
    lead.post("/desk/trips/1/decide/unit", verb="approve")
    head.post("/desk/trips/1/decide/office", verb="approve")
    with desk.writing():
        trip = db.session.get_one(Trip, 1)
        reporting.follow_calendar(trip, now=clock.now(), actor=THE_HOUSE)
        links = [traveller_token(each) for each in trip.travellers]
        for each in trip.travellers:
            each.report_due_on = day_of(clock.now()) - timedelta(days=2)
        unit_of_work.commit()
    guest = desk.app.test_client()
    page = guest.get(f"/o/{links[0]}/", headers={"Accept-Language": "en"})
    assert "Wang" in page.text
    assert "Liu" not in page.text, "nobody sees who else travels"
    token = re.findall(r'name="csrf_token" value="([^"]+)"', page.text)[0]
    sent = guest.post(f"/o/{links[0]}/report", data={"csrf_token": token, "report": "We sorted plastics."})
    assert sent.status_code == 302
    assert "1 report of a trip is late" in officer.get("/desk/").text
    assert "1 of 2 reports are in." in officer.get("/desk/trips/1").text
    assert "We sorted plastics." in officer.get("/desk/trips/1/travellers/1").text
    officer.post("/desk/trips/1/remind")
    with desk.writing():
        assert db.session.get_one(Traveller, 2).reminded_on == day_of(clock.now())
        assert db.session.get_one(Traveller, 1).reminded_on is None


def test_only_the_unit_sees_its_trips_and_only_who_plans_changes_them(desk: Desk) -> None:
    officer, viewer = desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    stranger = desk.colleague(scope_id=desk.other_unit_id)
    named_group(officer, "Wang")
    officer.post("/desk/programmes/new", {"name-en": "Exchange", "kind": "exchange", "enrolments-0-year": "2026"})
    pages = ("", "/edit", "/cancel", "/table", "/travellers/1", "/travellers/1/edit", "/table.csv")
    assert {stranger.get(f"/desk/trips/1{each}").status_code for each in pages} == {404}
    assert {stranger.post(f"/desk/trips/1/{each}").status_code for each in ("submit", "remind", "take-back")} == {404}
    assert stranger.get("/desk/programmes/1").status_code == 404
    assert ["Wang" in each.get("/desk/trips/export.csv").text for each in (officer, stranger)] == [True, False]
    assert [viewer.get(f"/desk/trips/1{each}").status_code for each in ("", "/travellers/1", "/edit")] == [
        200,
        200,
        403,
    ]
    assert viewer.post("/desk/trips/1/submit").status_code == 403
    with desk.writing():
        address = traveller_token(db.session.get_one(Traveller, 1))
    assert address not in viewer.get("/desk/trips/1/travellers/1").text, "the link hands in a report"
    assert address in officer.get("/desk/trips/1/travellers/1").text
    wrong = address[:-1] + ("a" if address[-1] != "a" else "b")
    assert {desk.app.test_client().get(f"/o/{each}/").status_code for each in (wrong, "x", address[:26])} == {404}


def test_a_programme_keeps_the_students_of_every_year(desk: Desk) -> None:
    officer = desk.colleague()
    assert officer.post("/desk/programmes/new", {"name-en": "", "kind": "exchange"}).status_code == 422
    first = {"name-en": "Dual degree", "kind": "dual_degree", "seats": "30"}
    officer.post("/desk/programmes/new", {**first, "enrolments-0-year": "2025", "enrolments-0-students": "27"})
    more = officer.post("/desk/programmes/1/edit", {**first, "more": "years", "enrolments-0-year": "2025"})
    assert more.status_code == 200
    assert 'name="enrolments-1-year"' in more.text
    years = {f"enrolments-{at}-{name}": value for at, row in enumerate(((2025, 27), (2026, 30)))
             for name, value in zip(("year", "students"), row, strict=True)}  # fmt: skip
    officer.post("/desk/programmes/1/edit", {**first, **years})
    assert re.findall(r'data-label="Students">(\d+)', officer.get("/desk/programmes/1").text) == ["30", "27"]


def test_one_person_is_planned_changed_and_called_off(desk: Desk) -> None:
    officer = desk.colleague()
    assert officer.post("/desk/trips/new", said()).status_code == 422, "somebody travels"
    one = said(family_name="Qian", email="qian@example.edu", role="teacher")
    assert officer.post("/desk/trips/new", one).location == "/desk/trips/1"
    version = re.findall(r'name="version"[^>]*value="(\d+)"', officer.get("/desk/trips/1/edit").text)[0]
    changed = {**said(title="Keynote, Porto"), "version": version}
    assert officer.post("/desk/trips/1/edit", changed).location == "/desk/trips/1"
    assert officer.post("/desk/trips/1/edit", changed).status_code == 422, "a colleague was there before"
    companions = {"family_name": "Qian", "email": "qian@example.edu", "role": "teacher", "language": "en"}
    officer.post("/desk/trips/1/travellers/1/edit", {**companions, "companions": "Qian Lan, spouse"})
    assert "Qian Lan, spouse" in officer.get("/desk/trips/1").text
    assert officer.post("/desk/trips/1/cancel").status_code == 422
    officer.post("/desk/trips/1/cancel", reason="The conference moved online.")
    assert "The conference moved online." in officer.get("/desk/trips/1").text
    assert officer.get("/desk/trips/1/cancel").status_code == 302
    listed = [officer.get("/desk/trips", q=q, group=g).text for q, g in (("qian", ""), ("", "over"), ("", "away"))]
    assert ["Keynote, Porto" in each for each in listed] == [True, True, False]


def test_a_traveller_who_asks_is_erased_for_a_reason_and_still_counted(desk: Desk) -> None:
    officer = desk.colleague()
    named_group(officer, "Zebedee", "Liu")
    one = "/desk/trips/1/travellers/1"
    assert "Erase everything about" in officer.get(f"{one}/erase").text
    assert officer.post(f"{one}/erase", reason=" ").status_code == 422
    assert officer.post(f"{one}/erase", reason="They asked for it.").location == "/desk/trips/1"
    assert "Zebedee" not in officer.get("/desk/trips/1").text
    assert officer.get(one).status_code == 200
