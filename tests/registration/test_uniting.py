"""Two registrations of one guest become one, and nothing that was given is lost."""

from __future__ import annotations

import pytest
from flask import Flask

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.registration import event_forms, list_queries, queries, service, tags, uniting, uniting_queries
from coopevents.registration.listing import list_page
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.wanted import Wanted
from tests.databases import both_databases
from tests.registration.conftest import OFFICER, Registrar, messages
from tests.registration.exchange.tables import ask

DIFFERENT = {"word": "new", "count": "3"}


@pytest.fixture
def twice(context: Flask, registrar: Registrar) -> tuple[Registration, Registration]:
    """Anna, registered with two addresses."""
    ask(registrar.event)
    one = registrar.register("anna", answers={"word": "old", "meal": "rice"}, position="Dean")
    two = registrar.register("anna.mueller", answers={**DIFFERENT, "meal": "rice"}, position="Rector")
    service.write_note(one, "first", now=registrar.later(), actor=OFFICER)
    service.write_note(two, "second", now=registrar.later(), actor=OFFICER)
    tags.put_on(tags.add_tag(registrar.event.id, "a"), [one.id])
    tags.put_on(tags.add_tag(registrar.event.id, "b"), [two.id])
    two.is_vip = True
    unit_of_work.commit()
    return one, two


@both_databases
def test_what_is_right_is_chosen_and_everything_given_is_kept(
    registrar: Registrar, twice: tuple[Registration, Registration]
) -> None:
    one, two = twice
    assert [(a.number, b.number) for a, b in uniting_queries.list_pairs(registrar.event.id, limit=5)] == [(1, 2)]
    fields, questions = uniting.differences(one, two)
    assert (fields, [each.key for each in questions]) == (["position"], ["word", "count"])
    told = len(messages())
    registrar.do(uniting.unite, one, two, {"position", "[count]"})
    assert (one.position, one.internal_note, one.is_vip, one.state) == ("Rector", "first\nsecond", True, S.APPROVED)
    assert event_forms.answers_of(one) == {"word": "old", "count": "3", "meal": "rice"}
    assert [each.name for each in list_queries.tags_of([one.id])[one.id]] == ["a", "b"]
    assert (two.state, two.merged_into_id, two.state_reason) == (S.WITHDRAWN, one.id, "Merged with registration 1.")
    assert len(messages()) == told
    assert uniting_queries.list_pairs(registrar.event.id, limit=5) == []
    assert [each.number for each in list_page(registrar.event.id, Wanted(states=(S.APPROVED,))).items] == [1]


def test_the_seat_of_the_other_goes_to_who_waits(
    registrar: Registrar, twice: tuple[Registration, Registration]
) -> None:
    registrar.terms(capacity=2)
    waiting = registrar.register("waiting")
    assert waiting.state is S.WAITLISTED
    registrar.do(uniting.unite, *twice, frozenset())
    db.session.refresh(waiting)
    assert waiting.state is S.APPROVED


def test_what_cannot_be_merged_is_refused(registrar: Registrar, twice: tuple[Registration, Registration]) -> None:
    one, two = twice
    with pytest.raises(uniting.NotTwoOfOneEvent):
        registrar.do(uniting.unite, one, queries.get_registration(registrar.event.id, 1), frozenset())
    registrar.do(service.check_in_guest, two)
    with pytest.raises(uniting.KeepTheOther):
        registrar.do(uniting.unite, one, two, frozenset())
    registrar.do(uniting.unite, two, one, frozenset())
    with pytest.raises(uniting.NotTwoOfOneEvent):
        registrar.do(uniting.unite, two, one, frozenset())
