"""What guests thought of their visit: asked by the clock, said by a link of one's own, read at the desk."""

from __future__ import annotations

import re
from contextvars import Context
from datetime import UTC, datetime, timedelta
from threading import Event

from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.delegations import (
    delegate_queries,
    feedback_asking,
    feedback_queries,
    people_erasing,
    queries,
    reading_links,
)
from coopevents.delegations.feedback_models import VisitFeedback
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.states import VisitLevel, VisitState
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from coopevents.watching import Watchman
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.desks import NOW, Desk, desk
from tests.documents.pdfs import text_of
from tests.visits import token_in

__all__ = ["desk"]

MAILED = {"a.byrne@tudublin.example", "a.ryan@tudublin.example", "Aoife.Byrne@tudublin.example"}


def over(desk: Desk) -> tuple[int, str]:
    """A visit that ended today: its number, and the address of what came of it."""
    number = a_visit_of_today(desk, state=VisitState.REPORT_DUE)
    with desk.writing():
        queries.get_delegation(number).level = VisitLevel.UNIT
        unit_of_work.commit()
    return number, f"/desk/delegations/{number}/after"


def rounds(desk: Desk, days: int) -> list[OutboxMessage]:
    """What guests were written after two rounds of the worker on a later day."""

    def make() -> None:
        with desk.app.app_context():
            Watchman(desk.app, Event()).watch(datetime.now(UTC) + timedelta(days=days))

    for _time in range(2):
        Context().run(make)
    with desk.app.app_context():
        return list(db.session.query(OutboxMessage).filter_by(kind="visit_feedback").order_by(OutboxMessage.id))


def link_of(desk: Desk, reader: Reader) -> str:
    with desk.app.app_context():
        return f"/feedback/{reading_links.feedback_token(reader)}/"


def links_of(desk: Desk, number: int) -> list[str]:
    """The links of both delegates, and of the contact."""
    with desk.app.app_context():
        guests = [Reader.delegate(each.id) for each in delegate_queries.list_delegates(number)]
    return [link_of(desk, each) for each in (*guests, Reader.delegation(number))]


def said(client: FlaskClient, link: str, **data: str) -> int:
    return client.post(link, data={"csrf_token": token_in(client), **data}).status_code


def test_guests_are_asked_once_and_those_who_did_not_answer_once_more(desk: Desk, client: FlaskClient) -> None:
    number, _here = over(desk)
    assert rounds(desk, 0) == []
    asked = rounds(desk, 1)
    assert ({each.to_email.casefold() for each in asked}, {each.unit_id for each in asked}) == (
        {each.casefold() for each in MAILED}, {None},
    )  # fmt: skip
    links = [re.findall(r"/feedback/\w+/", each.text_body)[0] for each in asked]
    assert links == links_of(desk, number)
    assert [said(client, link, overall="4", is_anonymous="y") for link in links[:2]] == [302, 302]
    assert len(rounds(desk, 7)) == 3
    again = rounds(desk, 9)[3:]
    assert [each.to_email.casefold() for each in again] == ["aoife.byrne@tudublin.example"]
    assert len(rounds(desk, 30)) == 4


def test_a_visit_of_which_nobody_is_to_be_asked_and_one_long_ago_are_left_alone(desk: Desk) -> None:
    (_number, here), officer = over(desk), desk.colleague()
    assert desk.colleague(Role.UNIT_VIEWER).post(f"{here}/feedback/forgo").status_code == 403
    officer.post(f"{here}/feedback/forgo")
    assert rounds(desk, 1) == []
    assert "not asked by mail" in officer.get(here).text
    officer.post(f"{here}/feedback/want")
    assert rounds(desk, 40) == []
    assert len(rounds(desk, 1)) == 3


def test_an_answer_without_a_name_has_none_anywhere_and_is_its_writers_to_change(
    desk: Desk, client: FlaskClient
) -> None:
    (number, here), officer = over(desk), desk.colleague()
    first, second, contact = links_of(desk, number)
    assert said(client, first) == 422
    said(client, first, overall="2", better="A shorter morning", is_anonymous="y", may_quote="y")
    said(client, second, overall="5", best="Lunch with students")
    assert "A shorter morning" in client.get(first).text
    assert [each in client.get(contact).text for each in ("A shorter morning", "Lunch with students")] == [False] * 2
    said(client, first, overall="3", better="A short morning", is_anonymous="y", may_quote="y")
    page, table = officer.get(here).text, officer.get(f"{here}/feedback.csv").text.splitlines()
    shown = page[page.index('id="feedback"') : page.index('id="thanks"')]
    assert ("4.0" in shown, "A short morning" in shown, "A shorter" in shown) == (True, True, False)
    assert ("A Ryan" in shown, "A Byrne" in shown) == (True, False)
    assert [line.split(",")[0].strip('\ufeff"') for line in table] == ["Full name", "A Ryan", "Without a name"]
    assert desk.colleague(Role.UNIT_VIEWER).get(f"{here}/feedback.xlsx").status_code == 200
    assert desk.colleague(scope_id=desk.other_unit_id).get(f"{here}/feedback.csv").status_code == 404
    report = text_of(officer.get(f"/desk/delegations/{number}/papers/report.pdf").data)
    assert ("4.0of5(2answers)" in report, "Ashortmorning" in report) == (True, True)
    assert "Lunchwithstudents" not in report
    with desk.app.app_context():
        kept = db.session.query(VisitFeedback).filter_by(is_anonymous=True).one()
        told = db.session.query(AuditEntry).filter_by(fact="FeedbackGiven").all()
        assert (kept.delegate_id, {(each.actor_id, each.actor_label) for each in told}) == (None, {(None, "guest")})


def test_a_submitted_report_closes_the_form_and_one_sent_back_opens_it(desk: Desk, client: FlaskClient) -> None:
    (number, here), officer, lead = over(desk), desk.colleague(), desk.colleague(Role.UNIT_LEAD)
    first, *_others = links_of(desk, number)
    said(client, first, talks="4")
    officer.post(f"{here}/report/submit")
    assert (said(client, first, talks="1"), "cannot be changed any more" in client.get(first).text) == (422, True)
    lead.post(f"{here}/report/unit", verb="return", reason="Ask them once more")
    assert said(client, first, talks="5") == 302
    with desk.app.app_context():
        assert [each.marks for each in feedback_queries.list_feedback(number)] == [{"talks": 5}]


def test_a_link_opens_the_form_of_its_guest_and_nothing_else(desk: Desk, client: FlaskClient) -> None:
    number, _here = over(desk)
    with desk.app.app_context():
        [delegate, *_others] = delegate_queries.list_delegates(number)
        known = reading_links.addresses_of([Reader.delegate(delegate.id)])[Reader.delegate(delegate.id)]
        worker = reading_links.feedback_token(Reader.worker(delegate.person_id))
    doors = ("/feedback/{}/", "/itinerary/{}/", "/w/{}/", "/d/{}/", "/v/{}/", "/welcome/{}/", "/feeds/visits/{}.ics")
    answers = [client.get(each.format(known.feedback)) for each in doors]
    assert [each.status_code for each in answers] == [200, *[404] * 6]
    kept = {name: answers[0].headers[name] for name in ("Cache-Control", "Referrer-Policy")}
    assert kept == {"Cache-Control": "no-store", "Referrer-Policy": "same-origin"}
    strange = (known.page, known.calendar, known.screen, worker, known.feedback[:-1] + "x")
    assert [client.get(f"/feedback/{each}/").status_code for each in strange] == [404] * 5


def test_answers_go_with_a_guest_who_is_erased_and_in_time_nobody_can_tell_whose_they_were(
    desk: Desk, client: FlaskClient
) -> None:
    number, _here = over(desk)
    for link in links_of(desk, number):
        said(client, link, overall="3", **({"is_anonymous": "y"} if link == links_of(desk, number)[0] else {}))
    with desk.writing():
        first, second = delegate_queries.list_delegates(number)
        assert people_erasing.everything_about(first)["feedback"]["is_anonymous"] is True
        queries.get_delegation(number).state = VisitState.CLOSED
        unit_of_work.commit()
        told = []
        for days in (29, 32, 370):
            feedback_asking.forget_writers(datetime.now(UTC) + timedelta(days=days))
            unit_of_work.commit()
            found = feedback_queries.list_feedback(number)
            told.append((len([each for each in found if each.writer]), len([each for each in found if each.delegate])))
        assert told == [(3, 1), (2, 1), (0, 0)]
    number, _here = over(desk)
    for link in links_of(desk, number)[:2]:
        said(client, link, overall="3", is_anonymous="y")
    with desk.writing():
        first, second = delegate_queries.list_delegates(number)
        people_erasing.erase_delegate(first, now=NOW, actor=THE_HOUSE, reason="Asked for it")
        unit_of_work.commit()
        assert len(feedback_queries.list_feedback(number)) == 1
        assert people_erasing.everything_about(second)["feedback"]["marks"] == {"overall": 3}
