"""What delegates say about themselves: kept sealed, shown for a reason, erased on time, or when they wish."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from threading import Event
from typing import Any

import pytest
from sqlalchemy import select

from coopevents import unit_of_work
from coopevents.db import Base, db
from coopevents.delegations import confidential, delegate_queries, own_data, own_form, people_erasing, people_purging
from coopevents.delegations import queries as delegations
from coopevents.delegations.delegates import change_delegate, details_of, withdraw_delegate
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_data import HasArrived, OwnDetails, delegate_behind, delegate_token
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import DelegateState
from coopevents.forms.models import Answers
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.mail.models import OutboxMessage
from coopevents.purger import Purger
from coopevents.registration.protected import ReasonIsMissing
from coopevents.schedule import queries as schedules
from coopevents.schedule import releasing
from tests.delegations.conftest import Reception
from tests.delegations.visiting import a_line, named, planned

PASSPORT = {
    "needs_letter": True,
    "passport_consent": True,
    "passport_name": "BYRNE AOIFE",
    "passport_number": "PZ1234567",
    "nationality": "IE",
    "born_on": "1970-02-03",
    "passport_expires_on": "2031-01-01",
}
ABOUT_ME = OwnDetails(given_name="Aoife", family_name="Byrne", office="President", diet="No pork", language="en")


def filled_in(reception: Reception, delegate: Delegate, **more: Any) -> None:
    raw = {**PASSPORT, "health_consent": True, "allergies": "Peanuts", **more}
    own_data.fill_in(delegate, ABOUT_ME, raw, now=reception.by()["now"], actor=own_data.actor_of(delegate))


@pytest.fixture
def visit(reception: Reception) -> Delegation:
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne", "Liam Walsh")
    return delegation


@pytest.fixture
def delegate(visit: Delegation) -> Delegate:
    return delegate_queries.list_delegates(visit.id)[0]


def test_what_is_sensitive_is_sealed_and_the_rest_is_told(reception: Reception, delegate: Delegate) -> None:
    filled_in(reception, delegate)
    answers = db.session.scalars(select(Answers).where(Answers.subject_kind == "delegate")).one()
    kept = f"{answers.values} {answers.sealed}"
    assert [each for each in ("PZ1234567", "BYRNE", "Peanuts", "1970") if each in kept] == []
    assert (delegate.state, delegate.needs_letter, delegate.diet) == (DelegateState.COMPLETE, True, "No pork")
    assert dict(delegate.office) == {"en": "President"}
    told = [each.question.key for each in confidential.list_protected(delegate)]
    assert told == ["allergies", *own_form.LETTER_KEYS]


def test_what_they_say_of_their_life_is_in_the_register(reception: Reception, delegate: Delegate) -> None:
    filled_in(reception, delegate, biography="A chemist.")
    assert dict(delegate.person.biography) == {"en": "A chemist."}
    filled_in(reception, delegate, biography="")
    assert dict(delegate.person.biography) == {}


def test_sensitive_answers_need_their_consent(reception: Reception, delegate: Delegate) -> None:
    with pytest.raises(AnswersAreIncomplete) as refused:
        filled_in(reception, delegate, passport_consent=False)
    assert set(refused.value.errors) == {"passport_consent"}


def test_who_looks_says_why_and_the_delegate_reads_it(reception: Reception, delegate: Delegate) -> None:
    filled_in(reception, delegate)
    with pytest.raises(ReasonIsMissing):
        confidential.reveal(delegate, ["passport_number"], " ", **reception.by())
    shown = confidential.reveal(delegate, ["passport_number", "allergies"], "For the letter", **reception.by())
    unit_of_work.commit()
    assert [(question.key, value) for question, value in shown] == [
        ("allergies", "Peanuts"),
        ("passport_number", "PZ1234567"),
    ]
    [looked] = confidential.list_reveals(delegate)
    assert (looked.who, looked.labels, looked.reason) == (
        "Officer", ["Allergies", "Passport number"], "For the letter",
    )  # fmt: skip
    other = delegate_queries.list_delegates(delegate.delegation_id)[1]
    assert confidential.list_reveals(other) == []


def test_taking_a_consent_back_erases_what_was_kept_for_it(reception: Reception, delegate: Delegate) -> None:
    filled_in(reception, delegate)
    confidential.withdraw_consent(delegate, "passport_consent", **reception.by())
    assert "passport_number" not in own_data.answers_of(delegate)
    assert own_data.answers_of(delegate)["allergies"] == "Peanuts"
    assert [each.question_key for each, _kept in confidential.list_consents(delegate)] == ["health_consent"]


@pytest.mark.parametrize(("days", "left"), [(30, True), (31, False)])
def test_passports_are_erased_thirty_days_after_the_visit(
    reception: Reception, delegate: Delegate, days: int, left: bool
) -> None:
    filled_in(reception, delegate)
    unit_of_work.commit()
    moment = datetime.combine(delegate.delegation.leaves_on + timedelta(days=days), time(4), UTC)
    Purger(reception.desk.app, Event()).purge(moment)
    assert ("passport_number" in own_data.answers_of(delegate)) is left
    assert people_purging.list_due(moment) == []


def test_a_visit_that_is_called_off_is_not_kept_until_its_day(reception: Reception, delegate: Delegate) -> None:
    filled_in(reception, delegate)
    questions = confidential.definition_of(db.session.scalars(select(Answers)).one()).questions
    delegation = Delegation(
        state="cancelled", state_since=reception.now, arrives_on=date(2030, 1, 1), leaves_on=date(2030, 1, 2)
    )
    delegation.state = people_purging.VisitState.CANCELLED
    assert people_purging.due_keys(questions, delegation, reception.now + timedelta(days=30)) == frozenset()
    assert "passport_number" in people_purging.due_keys(questions, delegation, reception.now + timedelta(days=31))


def test_a_link_opens_one_page_until_it_is_replaced(reception: Reception, visit: Delegation) -> None:
    one, other = delegate_queries.list_delegates(visit.id)
    first = delegate_token(one)
    assert (delegate_behind(first), delegate_behind(delegate_token(other))) == (one, other)
    own_data.replace_link(one, **reception.by())
    assert (delegate_behind(first), delegate_behind(delegate_token(one))) == (None, one)
    withdraw_delegate(one, **reception.by())
    assert delegate_behind(delegate_token(one)) is None
    assert [delegate_behind(each) for each in ("", "x" * 42, delegate_token(other)[:-1] + "é")] == [None] * 3


def test_the_link_is_sent_in_a_message_of_no_unit(reception: Reception, delegate: Delegate) -> None:
    own_data.invite_delegate(delegate, **reception.by())
    unit_of_work.commit()
    message = db.session.scalars(select(OutboxMessage).where(OutboxMessage.kind == "delegate_link")).one()
    assert (message.to_email, message.unit_id) == ("aoife.byrne@tudublin.example", None)
    assert delegate_token(delegate) in message.text_body
    assert delegate.state is DelegateState.INVITED


def test_who_has_arrived_changes_nothing_any_more(reception: Reception, delegate: Delegate) -> None:
    delegate.arrived_at = reception.now
    db.session.flush()
    with pytest.raises(HasArrived):
        filled_in(reception, delegate)


def test_erasing_leaves_the_name_nowhere(reception: Reception, visit: Delegation) -> None:
    delegate = delegate_queries.list_delegates(visit.id)[0]
    said = details_of(delegate)
    person = type(said.person)(given_name="Zephyrine", family_name="Quillfeather", email="z.quill@example.org")
    change_delegate(delegate, type(said)(person=person), **reception.by())
    own_data.invite_delegate(delegate, **reception.by())
    planned(reception, visit, a_line("Talks", 2))
    visit = delegations.get_delegation(visit.id)
    assert visit.schedule_id is not None
    releasing.release_schedule(schedules.get_schedule(visit.schedule_id), tells=False, **reception.by())
    filled_in(reception, delegate)
    own_data.fill_in(
        delegate,
        OwnDetails(given_name="Zephyrine", family_name="Quillfeather"),
        PASSPORT,
        now=reception.by()["now"],
        actor=own_data.actor_of(delegate),
    )
    unit_of_work.commit()
    delegate_id = delegate.id
    told = {"person.family_name", "person.search_key", "outbox_message.to_name", "outbox_message.text_body"}
    assert told - set(_columns_that_say("Quillfeather")) == set()
    people_erasing.erase_delegate(delegate, now=reception.by()["now"], actor=own_data.actor_of(delegate))
    unit_of_work.commit()
    assert db.session.get(Delegate, delegate_id) is None
    assert _columns_that_say("Quillfeather") == []


def test_a_copy_holds_everything(reception: Reception, delegate: Delegate) -> None:
    filled_in(reception, delegate)
    copy = people_erasing.hand_out(delegate, now=reception.by()["now"], actor=own_data.actor_of(delegate))
    assert (copy["person"]["family_name"], copy["answers"]["passport_number"]) == ("Byrne", "PZ1234567")
    assert len(copy["consents"]) == 2


def _columns_that_say(word: str) -> list[str]:
    found = []
    for table in Base.metadata.sorted_tables:
        for row in db.session.execute(select(table)).mappings():
            found += [f"{table.name}.{key}" for key, value in row.items() if word.casefold() in str(value).casefold()]
    return found
