"""The list made the office's own: filters by answers and tags, columns, views, and many dealt with at once."""

from __future__ import annotations

import html

import pytest

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.events import queries as events
from coopevents.exports import read_csv
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, FieldType, Option, Question, Section
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.registration import event_forms, list_queries
from coopevents.registration.models import EventForm, Registration
from coopevents.text import LocalizedText
from tests.desks import NOW, Colleague, Desk

LIST = "/desk/events/week/registrations"
MEALS = tuple(Option(each, LocalizedText(en=each.title())) for each in ("rice", "bread"))
ASKED = (
    Question(key="meal", type=FieldType.CHOICE, label=LocalizedText(en="Meal"), options=MEALS, is_listed=True),
    Question(key="talks", type=FieldType.NUMBER, label=LocalizedText(en="Talks"), is_listed=True),
    Question(key="topic", type=FieldType.SHORT_TEXT, label=LocalizedText(en="Topic"), is_listed=True),
)


@pytest.fixture
def officer(desk: Desk) -> Colleague:
    """An officer at a desk with three guests who answered, and a second form."""
    event_id = desk.event()
    with desk.writing():
        form = event_forms.get_form(event_id)
        definition = Definition((Section(key="all", title=LocalizedText(en="All"), questions=ASKED),))
        asking.define_form(event_forms.subject_of(form.id), event_forms.PURPOSE, definition, title=form.title, now=NOW)
        press = LocalizedText(en="Press")
        db.session.add(EventForm(event_id=event_id, slug="press", position=1, title=press, role=press, capacity=1))
        unit_of_work.commit()
    for name, meal, talks, topic in (
        ("Anna", "rice", 2, "Robots"),
        ("Ben", "bread", 12, "Bamboo"),
        ("Cleo", "", "", ""),
    ):
        answers = {"meal": meal, "talks": talks, "topic": topic}
        desk.guest(event_id, f"{name.lower()}@example.org", given_name=name, answers=answers)
    return desk.colleague()


def shown(officer: Colleague, **asked: str | list[str]) -> list[str]:
    page = officer.get(LIST, **asked).text
    return [name for name in ("Anna", "Ben", "Cleo") if f"<bdi>{name} Guest</bdi>" in page]


def do(officer: Colleague, deed: str, *numbers: int, **said: str) -> str:
    answer = officer.post(f"{LIST}/chosen{deed}", {"selected": [str(each) for each in numbers]}, **said)
    return html.unescape(officer.get(answer.location).text if answer.location else answer.text)


def test_answers_narrow_the_list(officer: Colleague) -> None:
    assert shown(officer, **{"a.meal": "rice"}) == ["Anna"]
    assert shown(officer, **{"a.talks.from": "10"}) == ["Ben"]
    assert shown(officer, **{"a.talks.to": "3"}) == ["Anna"]
    assert shown(officer, **{"a.topic": "bam"}) == ["Ben"]
    assert shown(officer, **{"a.nothing": "x"}) == ["Anna", "Ben", "Cleo"]
    page = html.unescape(officer.get(LIST, **{"a.meal": "rice"}).text)
    assert "Meal: Rice ×" in page


def test_columns_are_chosen_on_the_page_and_in_the_table(officer: Colleague) -> None:
    page = officer.get(LIST, col=["email", "[topic]"]).text
    assert all(words in page for words in ("anna@example.org", "Bamboo", "Topic"))
    head, *rows = read_csv(officer.get(f"{LIST}/export.csv", col=["[topic]"], only="columns", sort="oldest").data)
    assert (head[-1], rows[1][-1], len(head)) == ("Topic [topic]", "Bamboo", 8)


def test_the_panel_keeps_what_was_chosen(officer: Colleague) -> None:
    page = officer.get(LIST, **{"more": "1", "a.meal": "rice", "q": "anna"}).text
    assert '<option value="rice" selected>Rice</option>' in page
    assert '<input type="hidden" name="q" value="anna">' in page


def test_tags_are_put_on_and_taken_off_and_who_had_them_is_told(desk: Desk, officer: Colleague) -> None:
    assert "2 guests have the tag now." in do(officer, "/tag", 1, 2, tag="speakers", verb="put")
    said = do(officer, "/tag", 2, 3, tag="Speakers", verb="put")
    assert ("1 guest has the tag now." in said, "1 was skipped. They had it already." in said) == (True, True)
    with desk.writing():
        (tag,) = list_queries.list_tags(1)
    assert shown(officer, tag=str(tag.id)) == ["Anna", "Ben", "Cleo"]
    do(officer, "/tag", 1, tag="speakers", verb="take")
    assert shown(officer, tag=str(tag.id)) == ["Ben", "Cleo"]
    assert "Give the tag a name." in do(officer, "/tag", 1, tag=" ", verb="put")


def test_guests_are_moved_to_another_form_as_long_as_it_has_seats(officer: Colleague) -> None:
    said = do(officer, "/form", 1, 2, form="press")
    assert ("1 guest moved." in said, "Skipped: 2 (Ben Guest). All places are taken." in said) == (True, True)
    assert shown(officer, form="press") == ["Anna"]
    assert "Registered by this form already." in do(officer, "/form", 1, form="press")


def test_a_message_to_those_chosen_waits_as_a_draft_for_each(desk: Desk, officer: Colleague) -> None:
    asked = officer.post(f"{LIST}/chosen/write", {"selected": ["1", "2"]})
    assert (asked.status_code, "Write to 2 guests" in asked.text) == (200, True)
    assert "Write a subject." in officer.post(f"{LIST}/chosen/write", {"selected": ["1"], "subject": ""}).text
    letter = {"selected": ["1", "2"], "subject": "Dear {name}", "text": "Bring = a coat.\n\nUntil then", "key": "k"}
    for _twice in range(2):
        answer = officer.post(f"{LIST}/chosen/write", letter)
    assert answer.location == "/desk/outbox?event=week&state=draft"
    with desk.writing():
        drafts = db.session.query(OutboxMessage).filter_by(kind="letter").order_by(OutboxMessage.id).all()
        assert [(each.to_email, each.subject, each.state) for each in drafts] == [
            ("anna@example.org", "Dear Anna Guest", MessageState.DRAFT),
            ("ben@example.org", "Dear Ben Guest", MessageState.DRAFT),
        ]
        assert "Bring = a coat." in drafts[0].text_body


def test_everybody_in_the_list_as_it_is_narrowed_is_taken(officer: Colleague) -> None:
    answer = officer.post(f"{LIST}/chosen?a.meal=rice", all="yes")
    assert ("With 1 guest" in answer.text, "Anna Guest" in answer.text) == (True, True)
    table = officer.post(f"{LIST}/chosen/export.csv", {"selected": ["2", "3"]})
    assert [row[3] for row in read_csv(table.data)[1:]] == ["Ben", "Cleo"]


def test_a_view_is_kept_opened_first_and_forgotten(desk: Desk, officer: Colleague) -> None:
    kept = officer.post(
        f"{LIST}/views", name="Rice", asked="a.meal=rice&col=email&page=3", is_shared="y", is_default="y"
    )
    assert kept.location == f"{LIST}?a.meal=rice&col=email&view=1"
    assert officer.get(LIST).location == kept.location
    colleague = desk.colleague()
    assert ">Rice</a>" in colleague.get(LIST, view="all").text
    assert colleague.post(f"{LIST}/views/1", verb="remove").status_code == 404
    officer.post(f"{LIST}/views/1", verb="not_first")
    assert officer.get(LIST).status_code == 200
    officer.post(f"{LIST}/views/1", verb="remove")
    assert ">Rice</a>" not in officer.get(LIST).text


def test_reception_sees_the_list_and_changes_nobody(desk: Desk, officer: Colleague) -> None:
    reception = desk.colleague(Role.RECEPTION, scope_kind="event", scope_id=1)
    assert [reception.post(f"{LIST}/chosen{deed}").status_code for deed in ("", "/tag", "/form", "/write")] == [403] * 4
    with desk.writing():
        assert events.get_event(1).slug == "week"
        assert db.session.query(Registration).count() == 3
