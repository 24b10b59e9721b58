"""A delegate's letter says what one colleague compared and another issued, and is erased with the passport."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.delegations import confidential, delegate_queries, own_data, people_erasing
from coopevents.delegations.people_models import Delegate
from coopevents.issuing import visit_letter_queries, visit_letters
from coopevents.issuing.letters import LetterWentOn, NeedsOtherEyes
from coopevents.issuing.states import VisitLetterState
from coopevents.issuing.visit_letter_models import VisitLetter
from coopevents.issuing.visit_letters import (
    PassportChangedSince,
    PassportIsMissing,
    PassportWasNotCompared,
    VisitLetterDetails,
)
from coopevents.mail.models import OutboxMessage
from coopevents.storage.models import StoredFile
from coopevents.storage.store import present_store
from tests.delegations.conftest import Reception, reception
from tests.delegations.test_own_data import filled_in
from tests.delegations.visiting import named
from tests.desks import desk

__all__ = ["desk", "reception"]


@pytest.fixture
def delegate(reception: Reception) -> Delegate:
    """Aoife Byrne of Dublin, who gave her passport."""
    [found] = named(reception, reception.accepted(), "Aoife Byrne")
    filled_in(reception, found)
    unit_of_work.commit()
    return found


def details_of(delegate: Delegate, *, was_compared: bool = True) -> VisitLetterDetails:
    visit = delegate.delegation
    return VisitLetterDetails(
        stay_from=visit.arrives_on, stay_until=visit.leaves_on, addressee="Embassy", was_compared=was_compared
    )


def issued(reception: Reception, delegate: Delegate) -> VisitLetter:
    visit_letters.verify(delegate, details_of(delegate), **reception.by("officer"))
    letter = visit_letters.give_number(delegate, **reception.by("head"))
    pdf, office = b"%PDF-1.7 of Aoife Byrne", {"name": {"en": "Office"}}
    visit_letters.issue(delegate, letter.version, pdf, office, store=present_store(), **reception.by("head"))
    unit_of_work.commit()
    return letter


def test_one_verifies_and_another_issues(reception: Reception, delegate: Delegate) -> None:
    visit_letters.verify(delegate, details_of(delegate), **reception.by("officer"))
    with pytest.raises(NeedsOtherEyes):
        visit_letters.give_number(delegate, **reception.by("officer"))
    letter = issued(reception, delegate)
    assert (letter.number, letter.state, letter.initials) == (
        f"IL-{reception.now.year}-0001", VisitLetterState.ISSUED, "A. B.",
    )  # fmt: skip
    assert letter.code is not None
    assert visit_letter_queries.find_by_code(letter.code) is letter
    with pytest.raises(LetterWentOn):
        visit_letters.verify(delegate, details_of(delegate), **reception.by("officer"))
    told = [each.to_email for each in db.session.scalars(select(OutboxMessage)) if each.kind == "visit_letter_issued"]
    assert told == ["aoife.byrne@tudublin.example"]
    [looked] = confidential.list_reveals(delegate)
    assert (looked.who, looked.reason) == ("Head", f"For the letter {letter.number}")


def test_strangers_verify_a_letter_and_learn_no_name(reception: Reception, delegate: Delegate) -> None:
    letter, stranger = issued(reception, delegate), reception.desk.app.test_client()
    address = f"/verify/{letter.code}"
    shown = stranger.get(address).text
    visit_letters.withdraw(delegate, "The visit was called off", **reception.by("officer"))
    unit_of_work.commit()
    told = [each in shown for each in ("This document is valid", letter.number, "A. B.", "Byrne", "PZ1234567")]
    assert told == [True, True, True, False, False]
    assert "This document is not valid" in stranger.get(address).text


def test_what_was_not_compared_is_not_issued(reception: Reception, delegate: Delegate) -> None:
    with pytest.raises(PassportWasNotCompared):
        visit_letters.verify(delegate, details_of(delegate, was_compared=False), **reception.by())
    visit_letters.verify(delegate, details_of(delegate), **reception.by("officer"))
    filled_in(reception, delegate, passport_number="PZ7654321")
    with pytest.raises(PassportChangedSince):
        visit_letters.give_number(delegate, **reception.by("head"))


def test_other_changes_keep_what_was_verified(reception: Reception, delegate: Delegate) -> None:
    visit_letters.verify(delegate, details_of(delegate), **reception.by("officer"))
    filled_in(reception, delegate, allergies="Shellfish")
    assert visit_letters.give_number(delegate, **reception.by("head")).serial == 1


def test_without_a_passport_there_is_no_letter(reception: Reception) -> None:
    [delegate] = named(reception, reception.accepted(), "Liam Walsh")
    with pytest.raises(PassportIsMissing):
        visit_letters.verify(delegate, details_of(delegate), **reception.by())


def test_the_file_goes_with_the_consent(reception: Reception, delegate: Delegate) -> None:
    letter = issued(reception, delegate)
    confidential.withdraw_consent(delegate, "passport_consent", **reception.by())
    unit_of_work.commit()
    assert (letter.file_id, letter.state, db.session.query(StoredFile).count()) == (None, VisitLetterState.ISSUED, 0)


def test_the_letter_goes_with_the_delegate(reception: Reception, delegate: Delegate) -> None:
    issued(reception, delegate)
    delegate = delegate_queries.get_delegate(delegate.delegation_id, delegate.id)
    people_erasing.erase_delegate(delegate, now=reception.by()["now"], actor=own_data.actor_of(delegate))
    unit_of_work.commit()
    assert (db.session.query(VisitLetter).count(), db.session.query(StoredFile).count()) == (0, 0)
