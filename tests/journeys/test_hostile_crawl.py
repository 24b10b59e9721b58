"""Every door with every hostile string: answered or refused, never broken by, and not slowly."""

from __future__ import annotations

import io
import time
from collections.abc import Iterator
from typing import Any

import pytest
from werkzeug.routing import IntegerConverter, Rule

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.ceremonies import running
from coopevents.db import db
from coopevents.events import pages
from coopevents.events import queries as event_queries
from coopevents.events import service as events
from coopevents.events.details import PageDetails
from coopevents.facts import THE_HOUSE
from coopevents.issuing import certificate_terms, certificates, letter_terms, letters
from coopevents.issuing.details import CertificateDetails, LetterDetails, LetterTermsDetails
from coopevents.issuing.letter_texts import USUAL
from coopevents.issuing.states import HoursRule
from coopevents.registration import arriving, gate_devices, gates, group_members, groups, invitations, tokens
from coopevents.registration import queries as registrations
from coopevents.registration.details import GroupDetails, GroupTermsDetails
from coopevents.registration.gates import GateDetails
from coopevents.registration.invitation_details import InvitationTerms, Invited
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText
from coopevents.tours import booking_queries, booking_tokens
from tests.ceremonies.offices import agreements_of
from tests.desks import NOW, Colleague, Desk
from tests.journeys.addresses import FIRST_OF_ALL, SAID
from tests.journeys.hostile import ANYTHING, LIVE, PageForm, forms_in
from tests.visits import (
    doors_of_delegates,
    doors_of_helpers,
    doors_of_itineraries,
    doors_of_trips,
    gifts_of_a_visit,
    planned_visit,
)

LONGEST = 1.0
"""Seconds of work for one answer; the processor's time, since the machine of a test may be busy with others."""
MOST_IN_A_FORM = 4
ODD_NUMBERS = ("99999999999999", "-1", "²", "\x00")
NOT_HERE = {
    "account_second_factor.qr",
    "feeds_agreements.days",
    "guest_delegate.file",
    "guest_delegate.letter",
    "guest_delegate.withdraw_consent",
    "guest_visit.letter",
    "feeds_calendars.agenda",
    "feeds_calendars.open_agenda",
    "feeds_calendars.person",
    "feeds_tours.booking",
    "feeds_tours.guide",
    "guest_itinerary.booklet",
    "guest_itinerary.asked",
    "guest_itinerary.screen",
    "guest_itinerary.work",
    "guest_place.book_tour",
    "guest_agendas.delete",
    "guest_agendas.show",
    "guest_place.own_file",
    "guest_place.withdraw_consent",
    "onsite_gate.photo",
    "organiser_agreements.take_back",
    "organiser_delegation_after.approved_report",
    "organiser_delegation_after.print_thanks",
    "organiser_delegation_people.letter_preview",
    "organiser_delegation_people.portrait",
    "organiser_assistant.progress",
    "organiser_assistant.show",
    "organiser_campuses.edit",
    "organiser_partners.look",
    "organiser_exchange.look",
    "public_registration.go_on",
    "organiser_form_parts.add_question",
    "organiser_form_parts.edit_question",
    "organiser_form_parts.edit_section",
    "organiser_registrations.answer_file",
    "organiser_resources.edit",
    "public_files.show",
    "public_parts.person",
}
"""Doors to what this office does not have; calendars and agendas of one person want tokens of their own."""
ENDS_SESSIONS = {"account_sign_in.sign_out", "account_security.end_session", "account_security.change_password"}


class Crawl:
    """A small office in which every address leads somewhere, and somebody who tries everything."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.app = desk, desk.app
        self.organiser: Colleague = desk.colleague(Role.ADMIN)
        event_id = desk.event()
        desk.colleague(Role.MANAGER, scope_kind="event", scope_id=event_id)
        guest_id = desk.guest(event_id, "ada@guest.example")
        self.organiser.post("/desk/places/new", {"name-en": "Hall", "kind": "hall", "turnover_minutes": "0"})
        self._know_partners()
        said = {"title-en": "Signing", "kind": "salon", "day": "2026-11-30", "starts": "09:00", "ends": "10:00"}
        self.organiser.post("/desk/events/week/programme/new", {**said, "audience": "public", "place": "1"})
        self._lay_route()
        self._agree()
        self._publish()
        table = io.BytesIO(b"E-mail,Family name\nmei@guest.example,Chen\n")
        self.organiser.post("/desk/events/week/registrations/table", {"file": (table, "guests.csv")})
        self.values = {
            **FIRST_OF_ALL,
            **SAID,
            "unit_id": desk.unit_id,
            **self._certificate(event_id, guest_id),
            **self._letter(event_id, guest_id),
            **self._secrets(guest_id),
        }
        self.of_groups = self._group(event_id) | self._gate(event_id) | self._invitation(event_id)
        self.of_groups |= self._ceremony() | self._tours()
        self.of_groups["guest_visit"] = {"token": planned_visit(self.app.test_client(), self.organiser)}
        self.of_groups |= doors_of_itineraries(self.app) | doors_of_delegates(self.app, self.organiser)
        self.of_groups |= doors_of_trips(self.app, self.organiser)
        self.of_groups |= doors_of_helpers(self.app, self.app.test_client(), self.organiser, desk.unit_id)
        gifts_of_a_visit(self.organiser)

    def _know_partners(self) -> None:
        for name in ("Granit", "Bor"):
            self.organiser.post("/desk/partners/new", {"name-en": name, "kind": "company", "country": "CZ"})
        one = "/desk/partners/1"
        self.organiser.post(f"{one}/contacts/new", {"family_name": "Novak", "role": "coordinator"})
        self.organiser.post(f"{one}/relations/new", {"kind": "consortium", "other": "2"})
        self.organiser.post(f"{one}/notes/new", {"text": "Call them", "due_on": "2026-12-01"})
        self.organiser.post(f"{one}/documents/new", {"file": (io.BytesIO(b"%PDF-1.7 about them"), "sheet.pdf")})

    def _lay_route(self) -> None:
        heads = {"most_heads": "20", "least_heads": "0", "party_size": "8", "cut_off_hours": "2", "is_public": "y"}
        self.organiser.post("/desk/tours/routes/new", {"name-en": "Campus tour", **heads})
        stop = {"name-en": "Gate", "minutes": "9", "minutes_to_get_there": "0"}
        self.organiser.post("/desk/tours/routes/1/stops/new", stop)
        pattern = {"route": "1", "weekday": "0", "starts": "10:00", "since": "2026-11-23", "until": "2028-11-01"}
        self.organiser.post("/desk/tours/weekly/new", pattern)

    def _ceremony(self) -> dict[str, dict[str, Any]]:
        """A ceremony for one of three agreements, and the secret of its tablets."""
        with self.desk.writing():
            three = agreements_of(self.desk.unit_id)
            ceremony = three.plan(agreement_ids=(three.agreements[0].id,))
            found = {"onsite_ceremony": {"token": running.live_token(ceremony)}}
            unit_of_work.commit()
            return found

    def _agree(self) -> None:
        said = {"title-en": "Exchange", "kind": "exchange", "level": "university", "languages": "en", "originals": "2"}
        said |= {"term": "fixed", "term_years": "5", "partners-0-partner": "1"}
        self.organiser.post("/desk/agreements/new", said)
        file = io.BytesIO(b"%PDF-1.4")
        paper = {"kind": "draft", "language": "en", "file": (file, "draft.pdf")}
        self.organiser.post("/desk/agreements/1/documents", paper)

    def _publish(self) -> None:
        with self.desk.writing():
            event = event_queries.find_event_by_slug("week")
            assert event is not None
            page = PageDetails(title=LocalizedText(en="Visa"), text=LocalizedText(en="Bring it."), slug="visa")
            pages.add_page(event, page, now=NOW, actor=THE_HOUSE)
            events.publish_event(event, now=NOW, actor=THE_HOUSE)
            unit_of_work.commit()

    def _certificate(self, event_id: int, guest_id: int) -> dict[str, Any]:
        """A certificate of the guest, who came."""
        with self.desk.writing():
            event, guest = event_queries.get_event(event_id), registrations.get_by_id(guest_id)
            arriving.check_in_by_hand(guest, now=NOW, actor=THE_HOUSE)
            terms = CertificateDetails(hours_rule=HoursRule.EVENT, event_minutes=90)
            certificate_terms.change_terms(event, terms, now=NOW, actor=THE_HOUSE)
            paper = certificates.issue_one(guest, now=NOW, actor=THE_HOUSE)
            found = {"paper_id": paper.id, "code": paper.code}
            unit_of_work.commit()
            return found

    def _letter(self, event_id: int, guest_id: int) -> dict[str, Any]:
        """A letter the office began for the guest, and a text of the office."""
        with self.desk.writing():
            event, guest = event_queries.get_event(event_id), registrations.get_by_id(guest_id)
            terms = LetterTermsDetails(is_offered=True)
            letter_terms.change_terms(event, terms, now=NOW, actor=THE_HOUSE)
            text = letter_terms.keep_text(event, None, "Ours", USUAL, now=NOW, actor=THE_HOUSE)
            letter = letters.begin_letter(guest, LetterDetails(), now=NOW, actor=THE_HOUSE)
            found = {"letter_id": letter.id, "template_id": text.id}
            unit_of_work.commit()
            return found

    def _group(self, event_id: int) -> dict[str, dict[str, Any]]:
        """What addresses of a group's pages are made of, by the blueprint: three places, one with a link sent."""
        with self.desk.writing():
            event = event_queries.get_event(event_id)
            groups.change_group_terms(event, GroupTermsDetails(), now=NOW, actor=THE_HOUSE)
            details = GroupDetails(name="Choir", leader_name="Ada", leader_email="ada@guest.example", places=3)
            group = groups.open_group(event, details, now=NOW, actor=THE_HOUSE, by_office=True)
            group_members.invite_member(group.members[0], "eva@guest.example", now=NOW, actor=THE_HOUSE)
            found = {
                "guest_groups": {"token": tokens.group_token(group), "place_id": group.members[1].id},
                "guest_members": {"token": tokens.member_token(group.members[0])},
                "organiser_groups": {"number": group.number},
            }
            unit_of_work.commit()
            return found

    def _gate(self, event_id: int) -> dict[str, dict[str, Any]]:
        """A gate with two devices: one is tried at the gate, the other at the desk."""
        with self.desk.writing():
            event = event_queries.get_event(event_id)
            gate = gates.add_gate(event, GateDetails(name=LocalizedText(en="Door")), now=NOW, actor=THE_HOUSE)
            here, other = (gate_devices.pair_device(gate, "x", now=NOW, actor=THE_HOUSE) for _ in range(2))
            gates.open_kiosk(gate, now=NOW, actor=THE_HOUSE)
            settings = gates.set_wall(event, is_shared=True, shows_names=True, now=NOW, actor=THE_HOUSE)
            found = {
                "onsite_kiosk": {"token": gates.kiosk_token(gate)},
                "onsite_wall": {"token": gates.wall_token(settings)},
                "onsite_gate": {"token": gate_devices.device_token(here)},
                "organiser_gates": {"gate_id": gate.id, "device_id": other.id},
            }
            unit_of_work.commit()
            return found

    def _invitation(self, event_id: int) -> dict[str, dict[str, Any]]:
        """An invitation that can be answered, and a draft for the desk."""
        with self.desk.writing():
            event, terms = event_queries.get_event(event_id), InvitationTerms()
            here, there = (
                invitations.draft_invitation(event, Invited(email=email), terms, now=NOW, actor=THE_HOUSE)
                for email in ("eno@guest.example", "ugo@guest.example")
            )
            invitations.send_invitation(here, now=NOW, actor=THE_HOUSE)
            found = {
                "guest_invitations": {"token": tokens.invitation_token(here)},
                "organiser_invitations": {"invitation_id": there.id},
            }
            unit_of_work.commit()
            return found

    def _tours(self) -> dict[str, dict[str, Any]]:
        """What addresses of a party's own pages are made of: one that booked the first tour."""
        said = {"name": "Ada", "email": "ada@guest.example", "heads": "2"}
        self.organiser.post("/desk/tours/1/book", {**said, "language": "en"})
        with self.app.app_context():
            booked = booking_queries.get_booking(1)
            token, code = booking_tokens.link_token(booked), booked.departure.feedback_code
        return {"guest_tours": {"token": token}, "public_tour_feedback": {"token": code}}

    def _secrets(self, guest_id: int) -> dict[str, Any]:
        with self.app.app_context():
            token = tokens.link_token(registrations.get_by_id(guest_id))
            first = db.select(Activity.uid).order_by(Activity.id).limit(1)
            return {"token": token, "uid": db.session.scalars(first).one()}

    def doors(self, method: str) -> Iterator[tuple[str, str]]:
        """Every door that takes the method, with its address in this office."""
        for rule in self.app.url_map.iter_rules():
            if method in (rule.methods or ()) and rule.endpoint != "static":
                yield rule.endpoint, self.address_of(rule)

    def address_of(self, rule: Rule, **instead: Any) -> str:
        chosen = {name: self.values[name] for name in rule.arguments}
        chosen |= {name: value for name, value in self.of_group(rule).items() if name in chosen}
        if "any(csv, xlsx)" in rule.rule:
            chosen["kind"] = "csv"
        if rule.endpoint.startswith("organiser_team."):
            chosen["grant_id"] = 2
        with self.app.test_request_context():
            adapter = self.app.url_map.bind("localhost")
            return adapter.build(rule.endpoint, {**chosen, **instead})

    def of_group(self, rule: Rule) -> dict[str, Any]:
        """What is different in addresses of groups."""
        return self.of_groups.get(rule.endpoint.partition(".")[0], {})

    def ask(self, method: str, path: str, **more: Any) -> Any:
        """An answer that is none of a broken house, whole and in time: a slow one is asked for twice more."""
        answer, took = self._timed(method, path, **more)
        assert answer.status_code < 500, (method, path, more)
        if took > LONGEST:
            took = min(self._timed(method, path, **more)[1] for _again in range(2))
        assert took <= LONGEST, (method, path, more, took)
        if answer.mimetype == "text/html":
            assert not any(each in answer.text for each in LIVE), (method, path, more)
            assert "Traceback" not in answer.text
        return answer

    def _timed(self, method: str, path: str, **more: Any) -> tuple[Any, float]:
        began = time.thread_time()
        answer = self.organiser.client.open(path, method=method, buffered=True, **more)
        return answer, time.thread_time() - began

    def forms(self) -> Iterator[PageForm]:
        """Every form on every page, each once."""
        seen = set()
        for endpoint, path in sorted(self.doors("GET")):
            if endpoint.startswith("components"):
                continue
            for form in forms_in(self.ask("GET", path)):
                action = form.action.partition("?")[0]
                if (action, *form.names) not in seen and "/sign-out" not in action:
                    seen.add((action, *form.names))
                    yield form


@pytest.fixture
def crawl(desk: Desk) -> Crawl:
    return Crawl(desk)


def test_every_page_opens_in_this_office(crawl: Crawl) -> None:
    """Else the tests below would try doors that lead nowhere."""
    shut = {endpoint for endpoint, path in crawl.doors("GET") if crawl.ask("GET", path).status_code == 404}
    assert sorted(each for each in shut - NOT_HERE if "track" not in each) == []


def test_hostile_parts_of_addresses_are_answered(crawl: Crawl) -> None:
    odd = [
        "\x00",
        "../..",
        "%",
        "x" * 3000,
        "99999999999999",
        "-1",
        "²",
        "<script>alert(1)</script>",
        "{{7*7}}",
        "👩‍🔬",
        " ",
    ]
    for rule in crawl.app.url_map.iter_rules():
        values = {**crawl.values, **crawl.of_group(rule)}
        for name in rule.arguments:
            pattern = f"<{name}>"
            is_number = isinstance(rule._converters[name], IntegerConverter)  # what is none leads to no door at all
            for value in ODD_NUMBERS if is_number else odd:
                path = rule.rule
                for other in rule.arguments:
                    path = path.replace(f"<{other}>", str(values[other]) if other != name else value)
                    for converter in ("int:", "path:", "any(csv, xlsx):"):
                        shown = str(values[other]) if other != name else value
                        path = path.replace(f"<{converter}{other}>", shown)
                assert pattern not in path
                answer = crawl.ask("GET", path.replace("%", "%25").replace("?", "%3F"))
                assert answer.status_code in {302, 308, 400, 404, 405, 410}, (path, answer.status_code)


def test_every_form_takes_every_hostile_string(crawl: Crawl) -> None:
    """All fields at once, and each field alone in a form that is otherwise as it stood on the page."""
    strings = list(ANYTHING.values())
    turn = 0
    for form in list(crawl.forms()):
        for value in (strings[turn % len(strings)], strings[(turn + 7) % len(strings)]):
            crawl.ask("POST", form.action, data=form.filled(**dict.fromkeys(form.names, value)))
        turn += 3
        for name in form.names:
            for _time in range(MOST_IN_A_FORM):
                turn += 1
                crawl.ask("POST", form.action, data=form.filled(**{name: strings[turn % len(strings)]}))


def test_every_door_that_changes_something_takes_a_form_of_fields_it_does_not_know(crawl: Crawl) -> None:
    names = ["version", "verb", "selected", "key", "reason", "unit", "place", "role", "wanted", "starts_at", "ends_at"]
    names += ["shift", "time", "place_id", "activity_id", "next", "intention", "email", "rows", "step", "1-2", "more"]
    for endpoint, path in crawl.doors("POST"):
        if endpoint in ENDS_SESSIONS:
            continue
        for value in ("\x00", "9" * 40, "<script>alert(1)</script>", "²"):
            said = {"csrf_token": crawl.organiser.csrf, **dict.fromkeys(names, value)}
            crawl.ask("POST", path, data=said)


def test_fifteen_hundred_rows_are_looked_at_in_time(crawl: Crawl) -> None:
    said = {"csrf_token": crawl.organiser.csrf, "rows": "a;salon;1;09:00-10:00;Hall;Ada\n" * 1500}
    crawl.ask("POST", "/desk/events/week/programme/rows", data=said)
