"""Organisers' doors to forms: building, checking, putting in force, without JavaScript."""

from __future__ import annotations

import re
from typing import Any

import pytest

from coopevents.accounts.roles import Role
from coopevents.forms.fields import FieldType
from coopevents.registration import event_forms, indexing
from coopevents.registration.form_queries import list_forms
from tests.desks import Colleague, Desk

FORMS = "/desk/events/week/forms"
GUESTS = f"{FORMS}/guests"


def text_of(answer: Any) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", answer.get_data(as_text=True)).split())


class Builder:
    """A colleague who builds the form of an event."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.event_id = desk.event()
        self.colleague: Colleague = desk.colleague(Role.OFFICER)

    def revision(self, path: str = GUESTS) -> str:
        found = re.search(r'name="revision" value="(\d+)"', self.colleague.get(path).get_data(as_text=True))
        assert found is not None
        return found[1]

    def send(self, path: str, **typed: str) -> Any:
        return self.colleague.post(path, {"revision": self.revision(), **typed})

    def add(self, kind: str, label: str, section: str = "more", **typed: str) -> Any:
        answer = self.send(f"{GUESTS}/questions/new?section={section}&type={kind}", **{"label-en": label}, **typed)
        assert answer.status_code == 302, text_of(answer)
        return answer

    def asked(self, form: str = "guests") -> list[tuple[str, FieldType]]:
        with self.desk.app.app_context():
            definition = event_forms.definition_of(event_forms.get_form(self.event_id, form).id)
            return [(question.key, question.type) for question in definition.questions]


@pytest.fixture
def builder(desk: Desk) -> Builder:
    made = Builder(desk)
    answer = made.colleague.post(f"{GUESTS}/sections/new", {"revision": "0", "title-en": "More"})
    assert answer.status_code == 302
    return made


def test_questions_are_added_and_guests_are_asked_them_once_in_force(builder: Builder) -> None:
    before = builder.asked()
    builder.add("short_text", "Job title", is_required="y")
    builder.add("choice", "Dinner on Monday", **{"option-0-en": "Yes", "option-0-capacity": "40", "option-1-en": "No"})
    builder.add(
        "long_text", "What may you not eat?", **{
            "test-0-key": "dinner_on_monday", "test-0-operator": "is", "test-0-answer": "yes",
        }
    )  # fmt: skip
    outline = text_of(builder.colleague.get(GUESTS))
    assert "Asked when “Dinner on Monday” is Yes" in outline
    assert "guests do not see them yet" in outline
    assert builder.asked() == before

    preview = text_of(builder.colleague.get(f"{GUESTS}/preview", language="fr"))
    assert "(facultatif)" in preview
    check = text_of(builder.colleague.get(f"{GUESTS}/check"))
    assert check.count(" new ") == 3
    assert builder.send(f"{GUESTS}/check").status_code == 302
    assert builder.asked() == [
        *before,
        ("job_title", FieldType.SHORT_TEXT),
        ("dinner_on_monday", FieldType.CHOICE),
        ("what_may_you_not_eat", FieldType.LONG_TEXT),
    ]
    assert "This is what guests are asked today" in text_of(builder.colleague.get(GUESTS))


def test_questions_are_moved_copied_removed_and_had_back(builder: Builder) -> None:
    builder.add("number", "Suitcases")
    builder.add("date", "Born on")
    order = [key for key, _type in builder.asked()]
    assert "further up" in text_of(follow(builder, builder.send(f"{GUESTS}/questions/born_on/up")))
    builder.send(f"{GUESTS}/questions/suitcases/copy")
    assert "at=s-more" in builder.send(f"{GUESTS}/questions/born_on/remove").location
    builder.send(f"{GUESTS}/check")
    assert [key for key, _type in builder.asked()] == [*order, "suitcases", "suitcases_2"]

    builder.send(f"{GUESTS}/questions/suitcases_2/remove")
    assert "The last step is taken back" in text_of(follow(builder, builder.send(f"{GUESTS}/undo")))
    assert "Suitcases" in text_of(builder.colleague.get(GUESTS))
    assert builder.send(f"{GUESTS}/questions/nothing/up").status_code == 404
    assert builder.send(f"{GUESTS}/questions/suitcases/sideways").status_code == 404


def follow(builder: Builder, answer: Any) -> Any:
    assert answer.status_code == 302
    return builder.colleague.get(answer.location.partition("?")[0].partition("#")[0])


def test_what_others_depend_on_stays(builder: Builder) -> None:
    builder.add("consent", "I need a visa")
    builder.add(
        "short_text", "Passport", **{"test-0-key": "i_need_a_visa", "test-0-operator": "is", "test-0-answer": "Ticked"}
    )
    said = text_of(follow(builder, builder.send(f"{GUESTS}/questions/i_need_a_visa/remove")))
    assert "“Passport” depends on this question" in said
    builder.send(f"{GUESTS}/questions/passport/up")
    assert "looks at a question that is not asked before it" in text_of(builder.colleague.get(GUESTS))
    assert "cannot be put in force yet" in text_of(builder.colleague.get(f"{GUESTS}/check"))
    assert "cannot be put in force yet" in text_of(follow(builder, builder.send(f"{GUESTS}/check")))


@pytest.mark.parametrize(
    ("kind", "typed", "sentence"),
    [
        ("short_text", {}, "Write this in at least one language"),
        ("choice", {"label-en": "Meal"}, "Write at least one answer to choose"),
        ("choice", {"label-en": "Meal", "option-0-en": "Rice", "option-0-capacity": "many"}, "Write a number"),
        ("choice", {"label-en": "Meal", "option-0-capacity": "3"}, "Write this in at least one language"),
        ("number", {"label-en": "Bags", "minimum": "few"}, "Write a number"),
        ("date", {"label-en": "Day", "maximum": "31.3."}, "Write a day such as"),
        ("computed", {"label-en": "Nights"}, "Choose at least one question"),
        ("short_text", {"label-en": "Why", "test-0-key": "gone"}, "not asked before"),
        ("short_text", {"label-en": "Why", "test-0-key": "guest.language", "test-0-answer": ""}, "Write the answer"),
        ("short_text", {"label-en": "Why", "test-0-key": "guest.language", "test-0-answer": "Klingon"}, "Write one of"),
    ],
)  # fmt: skip
def test_refusals_stand_at_the_place_and_keep_what_was_typed(
    builder: Builder, kind: str, typed: dict[str, str], sentence: str
) -> None:
    answer = builder.send(f"{GUESTS}/questions/new?section=more&type={kind}", **{"hint-en": "kept words", **typed})
    assert answer.status_code == 422
    assert sentence in text_of(answer)
    assert "kept words" in answer.get_data(as_text=True)


def test_a_colleague_s_step_is_not_undone_unseen(builder: Builder) -> None:
    old = builder.revision()
    builder.add("short_text", "First")
    late = {"revision": old, "label-en": "Second, with much thought"}
    answer = builder.colleague.post(f"{GUESTS}/questions/new?section=more&type=short_text", late)
    assert answer.status_code == 422
    assert "A colleague changed this form in the meantime" in text_of(answer)
    assert "Second, with much thought" in answer.get_data(as_text=True)
    again = re.search(r'name="revision" value="(\d+)"', answer.get_data(as_text=True))
    assert again is not None
    sent = {**late, "revision": again[1]}
    assert builder.colleague.post(f"{GUESTS}/questions/new?section=more&type=short_text", sent).status_code == 302
    outline = text_of(builder.colleague.get(GUESTS))
    assert "First" in outline
    assert "Second, with much thought" in outline


def test_ready_made_sections_bring_their_consent_and_are_offered_once(builder: Builder) -> None:
    builder.send(f"{GUESTS}/blocks", block="passport")
    page = text_of(builder.colleague.get(GUESTS))
    assert "confidential" in page
    builder.send(f"{GUESTS}/check")
    assert any(key.startswith("passport") for key, _type in builder.asked())
    assert 'value="passport"' not in builder.colleague.get(GUESTS).get_data(as_text=True)
    assert builder.send(f"{GUESTS}/blocks", block="nothing").status_code == 404


def test_changes_can_be_thrown_away_and_had_back(builder: Builder) -> None:
    builder.add("short_text", "Hobby")
    builder.send(f"{GUESTS}/discard")
    assert "Hobby" not in text_of(builder.colleague.get(GUESTS)).replace("“Hobby”", "")
    builder.send(f"{GUESTS}/undo")
    assert "Hobby" in text_of(builder.colleague.get(GUESTS))


def test_an_event_has_several_forms(builder: Builder) -> None:
    typed = {"title-en": "Speakers", "role-en": "Speaker", "ribbon": "accent", "asks_as": "guests", "is_offered": "y"}
    assert builder.colleague.post(f"{FORMS}/new", typed).status_code == 302
    assert builder.asked("speakers") == builder.asked()
    assert builder.colleague.post(f"{FORMS}/new", {**typed, "title-en": "Speakers"}).status_code == 302
    assert builder.colleague.post(f"{FORMS}/new", {"role-en": "Press"}).status_code == 422
    page = text_of(builder.colleague.get(FORMS))
    assert page.count("Speakers") >= 2
    builder.colleague.post(f"{FORMS}/speakers/move", {"steps": "-1"})
    changed = {"title-en": "Lecturers", "role-en": "Speaker", "capacity": "12"}
    assert builder.colleague.post(f"{FORMS}/speakers/settings", changed).status_code == 302
    with builder.desk.app.app_context():
        known = list_forms(builder.event_id)
        assert [each.slug for each in known] == ["speakers", "guests", "speakers-2"]
        assert (known[0].title["en"], known[0].capacity, known[0].is_offered) == ("Lecturers", 12, False)
    assert builder.colleague.get(f"{FORMS}/speakers-2/remove").status_code == 200
    builder.colleague.post(f"{FORMS}/speakers-2/remove")
    builder.colleague.post(f"{FORMS}/speakers/remove")
    assert "keeps one form" in text_of(follow(builder, builder.colleague.post(f"{FORMS}/guests/remove")))


def test_a_form_begins_with_what_another_event_asked_if_one_builds_forms_there(builder: Builder) -> None:
    builder.add("short_text", "Choir you sing in")
    builder.send(f"{GUESTS}/check")
    builder.desk.event(slug="next-week")
    builder.desk.event(slug="theirs", unit_id=builder.desk.other_unit_id)
    new = "/desk/events/next-week/forms/new"
    offered = builder.colleague.get(new).get_data(as_text=True)
    assert re.findall(r'<option[^>]* value="([^"]*/guests)"', offered) == ["week/guests"]
    typed = {"title-en": "Singers", "role-en": "Singer", "is_offered": "y", "asks_as": "week/guests"}
    assert builder.colleague.post(new, typed).status_code == 302
    assert "Choir you sing in" in text_of(builder.colleague.get("/desk/events/next-week/forms/singers"))
    assert builder.colleague.post(new, {**typed, "title-en": "Others", "asks_as": "theirs/guests"}).status_code == 302
    assert "Nothing is asked yet" in text_of(builder.colleague.get("/desk/events/next-week/forms/others"))


def test_an_empty_form_is_not_offered_before_it_asks_something(builder: Builder) -> None:
    builder.colleague.post(f"{FORMS}/new", {"title-en": "Press", "role-en": "Press", "is_offered": "y"})
    page = text_of(builder.colleague.get(f"{FORMS}/press"))
    assert "Nothing is asked yet" in page
    assert builder.asked("press") == []
    with builder.desk.app.app_context():
        assert not event_forms.get_form(builder.event_id, "press").is_offered


@pytest.mark.parametrize("role", [Role.REGISTRAR, Role.SCHEDULER, Role.RECEPTION, Role.EVENT_VIEWER])
def test_who_may_not_build_forms_finds_none(builder: Builder, role: Role) -> None:
    stranger = builder.desk.colleague(role, scope_kind="event", scope_id=builder.event_id)
    assert stranger.get(GUESTS).status_code == 403
    assert stranger.post(f"{GUESTS}/undo", {"revision": "0"}).status_code == 403


def test_answers_are_indexed_anew_when_other_questions_are_listed(builder: Builder) -> None:
    builder.add("short_text", "Topic")
    builder.send(f"{GUESTS}/check")
    builder.desk.guest(builder.event_id, "ada@guest.example")

    def waits() -> bool:
        with builder.desk.app.app_context():
            return indexing.has_unindexed()

    builder.send(f"{GUESTS}/questions/topic", **{"label-en": "Topic of the talk"})
    builder.send(f"{GUESTS}/check")
    assert not waits()
    builder.send(f"{GUESTS}/questions/topic", **{"label-en": "Topic of the talk", "is_listed": "y"})
    builder.send(f"{GUESTS}/check")
    assert waits()
