"""Everybody reads exactly their own: every page, document and calendar of two visits is searched for every name.

What each reader is to find is said here once, as tables; what they find is whatever of the planted names stands in the
bytes of the answer, in the text of a PDF, in the parts of a Word document.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.delegations import calling_off, own_data, queries, reading_links
from coopevents.delegations.reading_links import Addresses
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.tokens import request_token
from coopevents.facts import THE_HOUSE
from tests.delegations.conftest import Reception
from tests.delegations.planted import Planted
from tests.desks import NOW, Desk
from tests.documents.pdfs import text_of

DUBLIN_GUESTS = frozenset({"Headaoife", "Seconddara", "Thirdniamh"})
AMMAN_GUESTS = frozenset({"Headlayla", "Secondomar"})
OURS = frozenset({"Hostmei", "Hostbo", "Interping", "Drivegang", "Sparefei"})
LINES: tuple[tuple[str, frozenset[str], frozenset[str]], ...] = (
    ("MEETDUB", DUBLIN_GUESTS, frozenset({"Hostmei", "Interping"})),
    ("LABDUB", frozenset({"Seconddara"}), frozenset({"Hostbo"})),
    ("DRIVEDUB", DUBLIN_GUESTS, frozenset({"Drivegang"})),
    ("DINEDUB", DUBLIN_GUESTS, frozenset({"Hostbo", "Interping"})),
    ("FREEDUB", DUBLIN_GUESTS, frozenset()),
    ("MEETJOR", AMMAN_GUESTS, frozenset({"Hostbo", "Interping"})),
    ("LABJOR", frozenset({"Secondomar"}), frozenset({"Hostmei"})),
    ("DRIVEJOR", AMMAN_GUESTS, frozenset({"Drivegang"})),
    ("SHAREDSYM", DUBLIN_GUESTS, frozenset({"Sparefei"})),
    ("SHAREDSYM", frozenset({"Secondomar"}), frozenset({"Sparefei"})),
)
"""Every line that was sent: which guests of one visit take part, and who of ours; one session is shared by both."""
SHARED = "SHAREDSYM"
HEADS = frozenset({"Headaoife", "Headlayla"})
KNOWS_ONLY_HEADS = frozenset({"Drivegang"})
GUESTS = DUBLIN_GUESTS | AMMAN_GUESTS
BIOGRAPHIES = frozenset(f"BIOGRAPHYOF{each}" for each in GUESTS)
PERSONAL = frozenset(
    f"{what}{each}" for what in ("DIETOF", "ACCESSOF", "NOTEON", "HOTELOF", "PHONE-") for each in GUESTS
)
NUMBERS_OF_OURS = frozenset(f"PHONE-{each}" for each in OURS)
"""They stand on the board of the day, and nowhere a guest, a partner or another host looks."""
INTERNAL = frozenset({"INTERNALDUB", "INTERNALJOR", "DESKNOTEIE", "DESKNOTEJO", "ACCESSOFIE", "ACCESSOFJO"})
MONEY = frozenset({"GIFTTOIE", "GIFTTOJO", "COSTOFIE", "COSTOFJO"})
"""What is given and what it costs: on pages of the desk alone."""
JOURNEYS = {"FLIGHTALL": DUBLIN_GUESTS, "FLIGHTSECOND": frozenset({"Seconddara"})}
"""Who is on which flight."""
MAIL = frozenset({"@guest.example"})
EVERYTHING = (
    GUESTS
    | OURS
    | {line for line, _guests, _ours in LINES}
    | BIOGRAPHIES
    | PERSONAL
    | NUMBERS_OF_OURS
    | INTERNAL
    | MONEY
    | MAIL
    | frozenset(JOURNEYS)
)


@dataclass(frozen=True)
class Said:
    """An answer, and the planted names that are to stand in it."""

    path: str
    expected: frozenset[str]


class HandedOut:
    """The numbers of both visits and the secrets of all their readers, as plain values: asked from outside."""

    def __init__(self, desk: Desk, planted: Planted) -> None:
        self.desk = desk
        self.dublin, self.amman = planted.dublin.delegation.id, planted.amman.delegation.id
        self.whole = {each: addresses(Reader.delegation(each)) for each in (self.dublin, self.amman)}
        guests = [*planted.dublin.guests.values(), *planted.amman.guests.values()]
        self.delegate_ids = {each.person.given_name: each.id for each in guests}
        self.guests = {name: addresses(Reader.delegate(each)) for name, each in self.delegate_ids.items()}
        self.ours = {each.given_name: addresses(Reader.worker(each.id)) for each in planted.ours.values()}
        self.request = request_token(planted.dublin.delegation)
        self.own_links = {each.person.given_name: own_data.delegate_token(each) for each in guests}
        self.papers = f"/desk/delegations/{self.dublin}/papers"


def addresses(reader: Reader) -> Addresses:
    return reading_links.addresses_of([reader])[reader]


@pytest.fixture
def planted(desk: Desk) -> HandedOut:
    """Built in a context of its own, so that every request has one too."""
    with desk.writing():
        made = HandedOut(desk, Planted(Reception(desk)))
        unit_of_work.commit()
    return made


def found_in(answer: TestResponse) -> frozenset[str]:
    """Every planted name in an answer, whatever it is."""
    assert answer.status_code == 200, (answer.request.path, answer.status_code)
    text = read(answer)
    stands_in_another = {
        name: sum(text.count(other) for other in EVERYTHING if name in other and name != other) for name in EVERYTHING
    }
    return frozenset(name for name in EVERYTHING if text.count(name) > stands_in_another[name])


def read(answer: TestResponse) -> str:
    """The text of a page, a calendar, a PDF or a Word document, without what breaks lines."""
    if answer.mimetype == "application/pdf":
        return text_of(answer.data)
    if "wordprocessingml" in answer.mimetype or "spreadsheetml" in answer.mimetype:
        with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
            return "".join(parts.read(name).decode() for name in parts.namelist() if name.endswith(".xml"))
    return answer.data.replace(b"\r\n ", b"").decode()


def of_guests(taking_part: frozenset[str], everybody: frozenset[str], *, names_all: bool) -> frozenset[str]:
    """What a delegation or one delegate reads: their lines, ours in them, and who takes part where not all do."""
    found: set[str] = set(everybody if names_all else ())
    for line, guests, ours in LINES:
        if guests <= everybody and guests & taking_part:
            found |= {line} | ours | (guests if guests != everybody else set())
    return frozenset(found)


def of_ours(name: str) -> frozenset[str]:
    """What one of ours reads: their lines, whom they meet there, and who of ours is there with them."""
    found: set[str] = set()
    for line, guests, ours in LINES:
        if name in ours and line != SHARED:
            found |= {line} | ours | (guests & HEADS if name in KNOWS_ONLY_HEADS else guests)
    return frozenset(found)


def journeys_of(guests: frozenset[str]) -> frozenset[str]:
    return frozenset(flight for flight, travellers in JOURNEYS.items() if travellers & guests)


def told_to_guests(planted: HandedOut) -> Iterator[Said]:
    readers = [(planted.whole[planted.dublin], DUBLIN_GUESTS, DUBLIN_GUESTS, frozenset[str]())]
    readers.append((planted.whole[planted.amman], AMMAN_GUESTS, AMMAN_GUESTS, frozenset()))
    for name, secrets in planted.guests.items():
        everybody = DUBLIN_GUESTS if name in DUBLIN_GUESTS else AMMAN_GUESTS
        readers.append((secrets, frozenset({name}), everybody, frozenset({name})))
    for secrets, taking_part, everybody, own in readers:
        expected = of_guests(taking_part, everybody, names_all=False)
        yield Said(f"/itinerary/{secrets.page}/", expected | own)
        yield Said(f"/feeds/visits/{secrets.calendar}.ics", expected)
        whole = of_guests(taking_part, everybody, names_all=True) | journeys_of(taking_part)
        yield Said(f"/itinerary/{secrets.page}/booklet.pdf", whole)


def told_to_ours(planted: HandedOut) -> Iterator[Said]:
    for name, secrets in planted.ours.items():
        yield Said(f"/w/{secrets.page}/", of_ours(name))
        yield Said(f"/feeds/visits/{secrets.calendar}.ics", of_ours(name))


def told_of_themselves(planted: HandedOut) -> Iterator[Said]:
    """What the office keeps of each delegate, behind the link for their own data."""
    for name, secret in planted.own_links.items():
        company = (DUBLIN_GUESTS if name in DUBLIN_GUESTS else AMMAN_GUESTS) if name in HEADS else frozenset({name})
        own = frozenset({f"DIETOF{name}", f"ACCESSOF{name}", f"HOTELOF{name}", f"PHONE-{name}"})
        yield Said(f"/d/{secret}/", company | own | journeys_of(frozenset({name})))


def told_to_others(planted: HandedOut) -> Iterator[Said]:
    """The partner's contact who asked for the visit, and whoever stands before the screen in the hall."""
    yield Said(f"/v/{planted.request}/", frozenset({"ACCESSOFIE"}))
    yield Said(f"/welcome/{planted.whole[planted.dublin].screen}/", frozenset({"Headaoife"}))


def told_at_the_desk(planted: HandedOut) -> Iterator[Said]:
    """Papers that an officer prints, all of the own visit; the briefing alone tells what is internal."""
    papers = planted.papers
    lines = frozenset(line for line, guests, _ours in LINES if guests <= DUBLIN_GUESTS)
    working = OURS - {"Sparefei"}
    seated = working - {"Drivegang"}
    yield Said(papers, DUBLIN_GUESTS | working | {"MEETDUB", "DINEDUB"})
    yield Said(f"{papers}/booklet.pdf", DUBLIN_GUESTS | lines | OURS | frozenset(JOURNEYS))
    yield Said(f"{papers}/plates.pdf", DUBLIN_GUESTS | seated)
    yield Said(f"{papers}/sign.pdf", frozenset({"Headaoife"}))
    about_us = frozenset({"INTERNALDUB", *(f"BIOGRAPHYOF{each}" for each in DUBLIN_GUESTS)})
    for ending in ("pdf", "docx"):
        yield Said(f"{papers}/briefing.{ending}", DUBLIN_GUESTS | lines | OURS | about_us)
        yield Said(f"{papers}/report.{ending}", DUBLIN_GUESTS | lines | OURS)


def test_guests_and_ours_find_their_own_names_and_no_others(planted: HandedOut) -> None:
    client = planted.desk.app.test_client()
    said = [*told_to_guests(planted), *told_of_themselves(planted), *told_to_ours(planted), *told_to_others(planted)]
    wrong = {each.path: sorted(found_in(client.get(each.path)) ^ each.expected) for each in said}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_an_officer_prints_what_belongs_to_the_own_visit(planted: HandedOut) -> None:
    officer = planted.desk.colleague(Role.OFFICER)
    wrong = {each.path: sorted(found_in(officer.get(each.path)) ^ each.expected) for each in told_at_the_desk(planted)}
    assert {path: names for path, names in wrong.items() if names} == {}


def test_replaced_addresses_are_worthless_at_once(planted: HandedOut, client: FlaskClient) -> None:
    officer, before = planted.desk.colleague(Role.OFFICER), planted.guests["Headaoife"]
    stranger, own = (f"delegate-{planted.delegate_ids[each]}" for each in ("Headlayla", "Headaoife"))
    assert officer.post(f"{planted.papers}/links", reader=stranger).status_code == 302
    assert client.get(f"/itinerary/{planted.guests['Headlayla'].page}/").status_code == 200
    assert client.get(f"/itinerary/{before.page}/").status_code == 200
    assert officer.post(f"{planted.papers}/links", reader=own).status_code == 302
    with planted.desk.app.app_context():
        after = addresses(Reader.delegate(planted.delegate_ids["Headaoife"]))
    assert [client.get(f"/itinerary/{each.page}/").status_code for each in (before, after)] == [404, 200]
    assert [client.get(f"/feeds/visits/{each.calendar}.ics").status_code for each in (before, after)] == [404, 200]
    viewer = planted.desk.colleague(Role.UNIT_VIEWER)
    pages = [officer.get(planted.papers).text, viewer.get(planted.papers).text]
    assert [after.page in each for each in pages] == [True, False]
    assert viewer.post(f"{planted.papers}/links", reader=own).status_code == 403


def test_a_visit_called_off_is_told_nowhere_as_if_it_took_place(planted: HandedOut, client: FlaskClient) -> None:
    secrets = planted.whole[planted.dublin]
    with planted.desk.writing():
        delegation = queries.get_delegation(planted.dublin)
        calling_off.cancel_visit(delegation, "No flights.", now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()
    assert found_in(client.get(f"/itinerary/{secrets.page}/")) == frozenset()
    assert client.get(f"/itinerary/{secrets.page}/booklet.pdf").status_code == 404
    assert client.get(f"/welcome/{secrets.screen}/").status_code == 404
    calendar = client.get(f"/feeds/visits/{secrets.calendar}.ics").text
    assert (calendar.count("STATUS:CANCELLED"), calendar.count("STATUS:CONFIRMED")) == (6, 0)
