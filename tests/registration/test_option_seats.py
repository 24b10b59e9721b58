"""Options of which there are only so many."""

from __future__ import annotations

import pytest

from coopevents import unit_of_work
from coopevents.forms.fields import Definition, FieldType, Option
from coopevents.forms.service import AnswersAreIncomplete, define_form
from coopevents.registration import event_forms, option_seats, service
from coopevents.registration.details import GuestDetails
from coopevents.registration.models import Registration
from coopevents.registration.questions import PURPOSE, TITLE
from tests.blueprints.public.asked import ask, section, text
from tests.registration.conftest import ANNA, NOW, Registrar

DINNER = ask("dinner", FieldType.CHOICE, options=(Option("yes", text("Yes"), 1), Option("no", text("No"))))
NIGHTS = ask("nights", FieldType.CHOICES, options=tuple(Option(each, text(each), 2) for each in ("mon", "tue")))
ASKED = Definition((section("evening", DINNER, NIGHTS),))


@pytest.fixture
def dining(registrar: Registrar) -> Registrar:
    """An event with one dinner and two rooms a night."""
    form = event_forms.get_form(registrar.event.id)
    define_form(event_forms.subject_of(form.id), PURPOSE, ASKED, title=TITLE, now=NOW)
    unit_of_work.commit()
    return registrar


def left(registrar: Registrar) -> dict[str, dict[str, int]]:
    return option_seats.options_left(event_forms.get_form(registrar.event.id), ASKED)


def refused(registrar: Registrar, name: str, **answers: object) -> set[str]:
    """The questions at which somebody is told that an option is full."""
    with pytest.raises(AnswersAreIncomplete) as told:
        registrar.register(name, answers=answers)
    unit_of_work.discard()
    return set(told.value.errors)


def change(registrar: Registrar, registration: Registration, **answers: object) -> None:
    details = GuestDetails(email=registration.email, family_name=ANNA.family_name, answers=answers)
    registrar.do(service.change_registration, registration, details)


def test_an_option_is_given_as_often_as_it_is_there_and_the_others_are_told_at_the_question(dining: Registrar) -> None:
    dining.register("anna", answers={"dinner": "yes", "nights": ["mon"]})
    assert left(dining) == {"dinner": {"yes": 0}, "nights": {"mon": 1, "tue": 2}}
    assert refused(dining, "ben", dinner="yes", nights=["mon", "tue"]) == {"dinner"}
    dining.register("cem", answers={"dinner": "no", "nights": ["mon"]})
    assert refused(dining, "dana", dinner="yes", nights=["mon", "tue"]) == {"dinner", "nights"}


def test_who_leaves_or_chooses_otherwise_gives_it_back(dining: Registrar) -> None:
    anna = dining.register("anna", answers={"dinner": "yes", "nights": ["mon", "tue"]})
    change(dining, anna, dinner="yes", nights=["tue"])
    assert left(dining) == {"dinner": {"yes": 0}, "nights": {"mon": 2, "tue": 1}}
    dining.do(service.withdraw_registration, anna)
    assert left(dining) == {"dinner": {"yes": 1}, "nights": {"mon": 2, "tue": 2}}


def test_who_waits_keeps_what_was_chosen_so_that_nobody_who_is_let_in_finds_it_gone(dining: Registrar) -> None:
    dining.terms(capacity=1)
    first = dining.register("anna")
    waits = dining.register("ben", answers={"dinner": "yes"})
    assert left(dining)["dinner"] == {"yes": 0}
    dining.do(service.withdraw_registration, first)
    assert (waits.state.value, left(dining)["dinner"]) == ("approved", {"yes": 0})


def test_who_is_let_in_after_all_finds_an_option_gone_that_others_took_meanwhile(dining: Registrar) -> None:
    anna = dining.register("anna", answers={"dinner": "yes"})
    dining.do(service.decline_registration, anna, "No room.")
    dining.register("ben", answers={"dinner": "yes"})
    with pytest.raises(option_seats.ChosenOptionIsFull):
        dining.do(service.approve_registration, anna)
