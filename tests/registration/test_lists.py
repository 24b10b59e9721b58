"""What makes a list of registrations the office's own: readings, answers, tags, saved views."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import delete

from coopevents.accounts.models import User
from coopevents.db import db
from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, FieldType, Option, Question, Section
from coopevents.registration import event_forms, indexing, list_queries, listing, tags, views
from coopevents.registration.answer_values import sortable, values_of
from coopevents.registration.list_models import AnswerValue, Tagging
from coopevents.registration.listing import list_page
from coopevents.registration.models import Registration, RegistrationWord
from coopevents.registration.wanted import AnswerWish, Wanted
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.registration.conftest import NOW, Registrar


def question(key: str, kind: FieldType, **said: Any) -> Question:
    return Question(key=key, type=kind, label=LocalizedText(en=key), **said)


MEAL = question(
    "meal",
    FieldType.CHOICE,
    is_listed=True,
    options=tuple(Option(value=each, label=LocalizedText(en=each)) for each in ("rice", "bread")),
)
ASKED = Definition(
    sections=(
        Section(
            key="more",
            title=LocalizedText(en="More"),
            questions=(
                MEAL,
                question("talks", FieldType.NUMBER, is_listed=True),
                question("topic", FieldType.SHORT_TEXT, is_listed=True),
            ),
        ),
    )
)


def found(registrar: Registrar, **wanted: Any) -> list[str]:
    page = list_page(registrar.event.id, Wanted(sort="oldest", **wanted))
    return [each.email.partition("@")[0] for each in page.items]


def answered(registrar: Registrar, **wish: Any) -> list[str]:
    return found(registrar, answers=(AnswerWish(**wish),))


@pytest.fixture
def guests(registrar: Registrar) -> Registrar:
    form = event_forms.get_form(registrar.event.id)
    asking.define_form(event_forms.subject_of(form.id), event_forms.PURPOSE, ASKED, title=form.title, now=NOW)
    people = {
        "zhang": ("张伟", {"meal": "rice", "talks": 12, "topic": "Brücken aus Bambus"}),
        "anna": ("", {"meal": "bread", "talks": 2, "topic": "Robots"}),
        "ben": ("", {}),
    }
    for name, (original_name, answers) in people.items():
        registrar.register(name, original_name=original_name, answers=answers)
    return registrar


@both_databases
def test_names_are_found_by_their_readings(guests: Registrar) -> None:
    assert found(guests, text="zhang wei") == ["zhang"]
    assert found(guests, text="muller") == ["zhang", "anna", "ben"]


@both_databases
def test_rare_and_frequent_words_find_the_same(guests: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
    for frequent, named in ((20_000, 4_000), (20_000, 1), (2, 4_000), (0, 0)):
        monkeypatch.setattr(listing, "FREQUENT", frequent)
        monkeypatch.setattr(listing, "NAMED_ONE_BY_ONE", named)
        assert found(guests, text="zhang wei") == ["zhang"]
        assert found(guests, text="muller ben") == ["ben"]
        assert found(guests, text="muller") == ["zhang", "anna", "ben"]
        assert found(guests, text="muller nobody") == []


def test_a_search_says_how_many_it_found_and_turns_pages(guests: Registrar, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    second = list_page(guests.event.id, Wanted(text="muller", sort="oldest"), page=2)
    assert ([each.email for each in second.items], second.total, second.pages) == (["anna@example.org"], "3", 3)
    monkeypatch.setattr(listing, "FOUND_UP_TO", 2)
    last = list_page(guests.event.id, Wanted(text="muller", sort="oldest"), page=9)
    assert ([each.email for each in last.items], last.total, last.page) == (["anna@example.org"], "2+", 2)


@both_databases
def test_lists_are_narrowed_by_answers_but_never_by_secrets(guests: Registrar) -> None:
    assert answered(guests, key="meal", one_of=("rice", "soup")) == ["zhang"]
    assert answered(guests, key="talks", first=sortable(3)) == ["zhang"]
    assert answered(guests, key="talks", last=sortable(3)) == ["anna"]
    assert answered(guests, key="topic", words=("bruck", "bamb")) == ["zhang"]
    assert answered(guests, key="meal", is_answered=False) == ["ben"]
    secret = question("passport", FieldType.SHORT_TEXT, is_listed=True, is_sensitive=True)
    assert list(values_of([secret], {"passport": "E1234567"})) == []


def test_what_was_registered_before_is_written_anew(guests: Registrar) -> None:
    db.session.execute(delete(AnswerValue))
    db.session.execute(delete(RegistrationWord))
    indexing.index_anew(guests.event.id)
    assert indexing.has_unindexed()
    assert indexing.index_some() == 3
    assert not indexing.has_unindexed()
    assert answered(guests, key="meal", one_of=("rice",)) == ["zhang"]
    assert found(guests, text="zhang wei") == ["zhang"]


def test_tags_are_put_on_and_taken_off_and_narrow_the_list(guests: Registrar) -> None:
    ids = {each.email.partition("@")[0]: each.id for each in db.session.query(Registration)}
    speaker = tags.add_tag(guests.event.id, " Speaker ", "good")
    assert tags.put_on(speaker, [ids["anna"], ids["zhang"]]) == sorted([ids["anna"], ids["zhang"]])
    assert tags.put_on(speaker, list(ids.values())) == [ids["ben"]]
    assert tags.take_off(speaker, [ids["ben"]]) == [ids["ben"]]
    assert found(guests, tag_ids=(speaker.id,)) == ["zhang", "anna"]
    assert list_queries.count_by_tag(guests.event.id) == {speaker.id: 2}
    with pytest.raises(tags.TagExists):
        tags.add_tag(guests.event.id, "SPEAKER")
    with pytest.raises(tags.NameOfTagIsMissing):
        tags.change_tag(speaker, "  ", "good")
    tags.remove_tag(speaker)
    db.session.flush()
    assert db.session.query(Tagging).count() == 0


def test_views_are_kept_shared_and_opened_first(guests: Registrar, context: Flask) -> None:
    people = [User(email=f"{name}@office.example", name=name, created_at=NOW) for name in ("lin", "wu")]
    db.session.add_all(people)
    db.session.flush()
    lin, wu = (each.id for each in people)
    event_id = guests.event.id
    mine = views.save_view(event_id, lin, "Dinner", [("answer.meal", "rice")], is_default=True, now=NOW)
    views.save_view(event_id, wu, "Arrivals", [("sort", "name")], is_shared=True, is_default=True, now=NOW)
    seen = list_queries.list_views(event_id, lin)
    assert [each.name for each in seen] == ["Dinner", "Arrivals"]
    assert views.first_opened(seen, lin) == mine
    again = views.save_view(event_id, lin, "Dinner", [], now=NOW)
    assert (again.id, again.asked, again.is_default) == (mine.id, [], False)
    assert [each.name for each in list_queries.list_views(event_id, wu)] == ["Arrivals"]
    with pytest.raises(views.NameOfViewIsMissing):
        views.save_view(event_id, lin, " ", [], now=NOW)
    assert replace(Wanted(), tag_ids=(1,)).is_narrowed
