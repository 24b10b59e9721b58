"""What becomes of a registration: said again, confirmed, approved, changed, ended, erased."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Event
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.db import db, declare_intent
from coopevents.helping import deciding, erasing, keeping, queries, registering, rules, terms, tokens
from coopevents.helping.free_times import DaysApart
from coopevents.helping.models import Helper
from coopevents.helping.states import HelperState, Level, Service
from coopevents.mail.models import OutboxMessage
from coopevents.people import queries as people
from coopevents.people import service as records
from coopevents.people.details import PersonDetails
from coopevents.people.models import Absence, Person
from coopevents.purger import Purger
from coopevents.text import LocalizedText
from tests.databases import both_databases
from tests.delegations.conftest import Reception, desk, reception
from tests.delegations.test_itinerary_races import at_once
from tests.helping.saying import details_of

__all__ = ["desk", "reception"]


@pytest.fixture(autouse=True)
def opened(reception: Reception) -> None:
    """Registration is open at the office."""
    terms.set_terms(reception.unit_id, is_open=True, privacy_text=LocalizedText(), **reception.by())


def registered(reception: Reception, name: str = "Tang", intention: str = "", **said: Any) -> Helper:
    by: dict[str, Any] = {"unit_id": reception.unit_id, "intention": intention, **reception.by("guest")}
    return registering.register(details_of(name, **said), has_consented=True, **by)


def approved(reception: Reception, name: str = "Tang", **said: Any) -> Helper:
    helper = registered(reception, name, **said)
    registering.confirm(helper, **reception.by("guest"))
    deciding.approve(helper, **reception.by())
    return helper


def written() -> list[tuple[str, str]]:
    """Kind and address of every message that was queued for a helper."""
    unit_of_work.commit()
    declare_intent(is_reading=False)
    found = db.session.query(OutboxMessage).filter(OutboxMessage.subject_kind == "helper")
    return [(each.kind, each.to_email) for each in found.order_by(OutboxMessage.id)]


def test_an_address_that_is_known_is_sent_its_link_and_no_second_registration(reception: Reception) -> None:
    first = registered(reception, intention="once")
    assert registered(reception, "Other", intention="once").id == first.id
    again = registered(reception, phone="123", email="TANG@student.example")
    assert (again.id, again.phone) == (first.id, "123")
    registering.confirm(first, **reception.by())
    assert registered(reception, phone="456").phone == "123"
    registering.register(
        details_of(), unit_id=reception.unit_id, has_consented=True, now=reception.now, actor=reception.actor()
    )
    tang = "tang@student.example"
    assert written() == [("helper_confirm", tang), ("helper_link", tang), ("helper_link", tang)]


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"given_name": "", "family_name": " "}, rules.NameIsMissing),
        ({"services": ()}, rules.NothingIsOffered),
        ({"languages": ()}, rules.LanguageIsMissing),
        ({"pairs": ()}, rules.PairIsMissing),
        ({"pairs": (("en", "en"),)}, rules.PairIsImpossible),
        ({"pairs": (("en", "fr"),)}, rules.PairIsImpossible),
        ({"apart": (DaysApart(date(2030, 1, 2), date(2030, 1, 1)),)}, rules.DaysAreImpossible),
    ],
)
def test_what_the_office_could_do_nothing_with_is_refused(
    reception: Reception, said: dict[str, Any], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        registered(reception, **said)


def test_nobody_registers_without_consent_while_closed_or_in_a_flood(reception: Reception) -> None:
    by, unit_id = reception.by("guest"), reception.unit_id
    with pytest.raises(rules.ConsentIsMissing):
        registering.register(details_of(), unit_id=unit_id, has_consented=False, **by)
    for number in range(rules.MOST_IN_AN_HOUR):
        registering.register(details_of(f"N{number}"), unit_id=unit_id, has_consented=True, **by)
    with pytest.raises(rules.TooManyNow):
        registering.register(details_of(), unit_id=unit_id, has_consented=True, **by)
    later = {**by, "now": by["now"] + timedelta(hours=2)}
    registering.register(details_of(), unit_id=unit_id, has_consented=True, **later)
    terms.set_terms(unit_id, is_open=False, privacy_text=LocalizedText(en="New"), **later)
    assert (found := queries.find_terms(unit_id)) is not None
    assert found.privacy_version == 2
    with pytest.raises(rules.NotOpen):
        registering.register(details_of("Late"), unit_id=unit_id, has_consented=True, **later)


def test_approving_makes_the_person_and_keeps_the_record_in_step(reception: Reception) -> None:
    days = (DaysApart(date(2027, 6, 14), date(2027, 6, 15)), DaysApart(date(2027, 6, 20), date(2027, 6, 20), 7))
    helper = approved(reception, apart=days)
    assert helper.person_id is not None
    person = people.get_person(helper.person_id)
    assert (person.family_name, person.email, person.speaks) == ("Tang", "tang@student.example", "en zh")
    [absence] = people.map_absences([person.id])[person.id]
    assert (absence.starts_at, absence.ends_at) == (
        datetime(2027, 6, 13, 16, tzinfo=UTC), datetime(2027, 6, 15, 16, tzinfo=UTC)
    )  # fmt: skip
    changed = replace(
        keeping.as_details(helper), family_name="Tang-Li", email="new@student.example", apart=(),
        languages=(("fr", Level.FLUENT), ("zh", Level.CONVERSATION)), services=(Service.GUIDING,),
    )  # fmt: skip
    registering.change(helper, changed, **reception.by("guest"))
    assert (person.family_name, person.email, person.speaks) == ("Tang-Li", "tang@student.example", "fr")
    assert (people.map_absences([person.id]), helper.wanted_email) == ({}, "new@student.example")
    with pytest.raises(rules.StateForbids):
        registering.confirm_address(helper, "x" * 32, **reception.by("guest"))
    registering.confirm_address(helper, tokens.address_key(helper), **reception.by("guest"))
    assert (person.email, helper.email, helper.wanted_email) == ("new@student.example", "new@student.example", "")
    assert [kind for kind, _email in written()] == ["helper_confirm", "helper_approved", "helper_address"]


def test_a_known_person_is_only_added_to(reception: Reception) -> None:
    said = PersonDetails(family_name="Tang", email="tang@student.example", phone="999", speaks="ru")
    known = records.add_person(said, unit_id=reception.unit_id, **reception.by())
    helper = approved(reception, phone="123", given_name="Ruoxi")
    assert (helper.person_id, helper.has_made_person) == (known.id, False)
    assert (known.phone, known.given_name, known.speaks) == ("999", "Ruoxi", "ru en zh")
    erasing.erase(helper, **reception.by("guest"))
    assert (known.email, known.speaks) == ("tang@student.example", "")


def test_declining_wants_a_reason_and_lets_go_of_who_was_approved(reception: Reception) -> None:
    helper = approved(reception)
    person = people.get_person(helper.person_id or 0)
    with pytest.raises(rules.ReasonIsMissing):
        deciding.decline(helper, "  ", **reception.by())
    deciding.decline(helper, "We have enough.", **reception.by())
    assert (helper.state, person.speaks) == (HelperState.DECLINED, "")
    with pytest.raises(rules.StateForbids):
        registering.pause(helper, **reception.by("guest"))
    deciding.approve(helper, **reception.by())
    assert (helper.person_id, helper.has_made_person, person.speaks) == (person.id, True, "en zh")


def test_who_is_over_is_erased_on_time_with_every_trace(reception: Reception) -> None:
    approved(reception, "Stays")
    gone = approved(reception, "Gone", apart=(DaysApart(date(2027, 6, 14), date(2027, 6, 15)),))
    registered(reception, "Never")
    registering.withdraw(gone, **reception.by("guest"))
    unit_of_work.commit()
    db.session.remove()

    def names_on(moment: datetime) -> list[str]:
        declare_intent(is_reading=False)
        Purger(reception.desk.app, Event()).purge(moment)
        return [name for (name,) in db.session.query(Helper.family_name).order_by(Helper.id)]

    assert names_on(reception.now + timedelta(days=6)) == ["Stays", "Gone", "Never"]
    assert names_on(reception.now + timedelta(days=8)) == ["Stays", "Gone"]
    assert names_on(reception.now + timedelta(days=91)) == ["Stays"]
    people_left = {name for (name,) in db.session.query(Person.family_name)}
    messages = {email for (email,) in db.session.query(OutboxMessage.to_email)}
    assert (people_left, messages) == ({"Stays"}, {"stays@student.example"})
    assert db.session.query(Absence).count() == 0


@both_databases
def test_of_two_registrations_of_one_address_at_once_one_is_kept(reception: Reception) -> None:
    unit_id = reception.unit_id
    unit_of_work.commit()
    db.session.remove()

    def register(_number: int) -> None:
        registering.register(
            details_of(), unit_id=unit_id, has_consented=True, now=reception.now, actor=reception.actor()
        )

    assert at_once(reception.desk.app, register) == ["", ""]
    assert db.session.query(Helper).count() == 1
