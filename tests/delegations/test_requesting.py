"""Asking for a visit: what is kept, what a field refuses, who may change it until when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from coopevents import unit_of_work
from coopevents.audit.models import AuditEntry
from coopevents.db import db
from coopevents.delegations import queries, requesting, rules, tokens
from coopevents.delegations.details import ContactDetails, Days
from coopevents.delegations.queries import VisitFilter
from coopevents.delegations.states import VisitLevel
from coopevents.delegations.states import VisitState as S
from coopevents.refusals import NotFound, Refusal
from tests.delegations.conftest import JUNE, Reception, request_of

PAST = Days(date(2026, 11, 1), date(2026, 11, 3))


def test_a_request_keeps_everything_that_was_said(reception: Reception) -> None:
    delegation = reception.request(wishes="The president; the library", needs_letters=True)
    unit_of_work.commit()
    db.session.expire_all()
    said = request_of(wishes="The president; the library", needs_letters=True)
    contact = replace(said.contact, email="aoife.byrne@tudublin.example")
    assert requesting.as_details(delegation) == replace(said, contact=contact)
    assert (delegation.number, delegation.state, delegation.has_short_notice) == ("DV-2026-0001", S.REQUESTED, False)


def test_short_notice_is_told_and_refused_to_nobody(reception: Reception) -> None:
    soon = Days(date(2026, 12, 1), date(2026, 12, 2))
    assert reception.request(days=soon, alternatives=(), level=VisitLevel.LEADERSHIP).has_short_notice


@pytest.mark.parametrize(
    ("said", "refusal", "field"),
    [
        ({"organisation": "  "}, rules.OrganisationIsMissing, "organisation"),
        ({"purpose": ""}, rules.PurposeIsMissing, "purpose"),
        ({"contact": ContactDetails(name="", email="a@b.example")}, rules.ContactIsNameless, "contact-name"),
        ({"contact": ContactDetails(name="A", email="nobody")}, rules.ContactHasNoAddress, "contact-email"),
        ({"head_count": 0}, rules.SizeIsOutOfReach, "head_count"),
        ({"head_count": 201}, rules.SizeIsOutOfReach, "head_count"),
        ({"days": Days(JUNE.last, JUNE.first)}, rules.LeavesBeforeArriving, "days-last"),
        ({"days": Days(JUNE.first, date(2027, 8, 13))}, rules.VisitIsTooLong, "days-last"),
        ({"days": PAST}, rules.DayIsPast, "days-first"),
        ({"alternatives": (JUNE, PAST)}, rules.DayIsPast, "alternatives-0-first"),
        ({"alternatives": tuple(Days(date(2027, 7, day), date(2027, 7, day)) for day in range(1, 5))},
         rules.TooManyAlternatives, "alternatives"),
    ],
)  # fmt: skip
def test_what_cannot_be_a_visit_is_refused_at_its_field(
    reception: Reception, said: dict[str, Any], refusal: type[Refusal], field: str
) -> None:
    with pytest.raises(refusal) as refused:
        reception.request(**said)
    assert refused.value.field == field


def test_a_partner_nobody_knows_is_not_found(reception: Reception) -> None:
    with pytest.raises(NotFound):
        reception.request(institution_id=4711)


def test_the_office_writes_down_what_was_and_looks_after_it_at_once(reception: Reception) -> None:
    past = request_of(days=PAST, alternatives=())
    delegation = requesting.enter_visit(past, unit_id=reception.unit_id, **reception.by())
    assert (delegation.state, delegation.officer_id) == (S.TRIAGE, reception.users["officer"])


def test_requesters_change_their_request_until_it_is_being_decided(reception: Reception) -> None:
    delegation = reception.taken_up()
    requesting.change_own_request(delegation, request_of(head_count=9), **reception.by("guest"))
    assert delegation.head_count == 9
    submitted = reception.submitted()
    with pytest.raises(rules.RequestIsDecided):
        requesting.change_own_request(submitted, request_of(head_count=9), **reception.by("guest"))


def test_whoever_looked_at_an_older_version_overwrites_nobody(reception: Reception) -> None:
    delegation = reception.taken_up()
    unit_of_work.commit()
    seen = delegation.version
    requesting.change_visit(delegation, request_of(head_count=9), seen=seen, **reception.by())
    unit_of_work.commit()
    with pytest.raises(rules.VisitChangedMeanwhile):
        requesting.change_visit(delegation, request_of(head_count=20), seen=seen, **reception.by("head"))
    assert delegation.head_count == 9


def test_a_date_that_has_passed_since_keeps_nobody_from_changing_the_rest(reception: Reception) -> None:
    delegation = requesting.enter_visit(
        request_of(days=PAST, alternatives=()), unit_id=reception.unit_id, **reception.by()
    )
    requesting.change_visit(delegation, request_of(days=PAST, alternatives=(), head_count=3), **reception.by())
    assert delegation.head_count == 3


def test_the_history_tells_what_changed_and_no_word_about_a_person(reception: Reception) -> None:
    delegation = reception.taken_up()
    contact = ContactDetails(name="Sean Murphy", email="sean@tudublin.example", phone="+353 1 234")
    changed = request_of(contact=contact, head_count=9, access_needs="A wheelchair for Sean Murphy")
    requesting.change_visit(delegation, changed, **reception.by())
    unit_of_work.commit()
    told = " ".join(str(each.changes) for each in db.session.query(AuditEntry).filter_by(subject_kind="delegation"))
    assert "head_count" in told
    assert not [word for word in ("Sean", "353", "wheelchair", "Aoife") if word in told]


def test_each_request_has_a_link_of_its_own_that_can_be_replaced(reception: Reception) -> None:
    first, second = reception.request(), reception.request()
    token = tokens.request_token(first)
    assert tokens.uid_in(token) == first.uid
    assert tokens.opens_request(first, token)
    assert not tokens.opens_request(second, second.uid + token[tokens.UID_LENGTH :])
    first.token_version += 1
    assert not tokens.opens_request(first, token)


def test_a_list_finds_visits_by_words_states_and_days(reception: Reception) -> None:
    dublin = reception.taken_up()
    rousse = reception.request(
        organisation="University of Rousse", country="BG", days=Days(date(2027, 3, 1), date(2027, 3, 1))
    )
    unit_of_work.commit()

    def found(**wanted: Any) -> list[int]:
        return [each.id for each in queries.list_page([reception.unit_id], VisitFilter(**wanted)).items]

    assert found() == [rousse.id, dublin.id]
    assert found(text="rousse") == [rousse.id]
    assert found(text="byrne dublin") == [dublin.id]
    assert found(states=frozenset({S.TRIAGE})) == [dublin.id]
    assert found(since=date(2027, 3, 2)) == [dublin.id]
    assert found(until=date(2027, 6, 13)) == [rousse.id]
    assert queries.count_by_state([reception.unit_id]) == {S.TRIAGE: 1, S.REQUESTED: 1}
    assert list(queries.list_page([reception.unit_id + 1], VisitFilter()).items) == []
