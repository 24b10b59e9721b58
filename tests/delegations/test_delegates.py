"""The people of a delegation: named, ordered, withdrawn."""

import pytest

from coopevents import ledger
from coopevents.delegations import calling_off, delegate_queries, delegates, people_rules
from coopevents.delegations.people_facts import DelegateFact
from coopevents.delegations.people_states import DelegateRole, DelegateState
from tests.delegations.conftest import Reception
from tests.delegations.visiting import delegate_named, named


def names_of(delegation_id: int, *, is_coming: bool | None = True) -> list[str]:
    return [each.person.family_name for each in delegate_queries.list_delegates(delegation_id, is_coming=is_coming)]


def test_the_head_comes_first_then_role_rank_and_the_order_by_hand(reception: Reception) -> None:
    delegation = reception.accepted()
    said = {
        "Byrne": {"role": DelegateRole.STAFF},
        "Nolan": {},
        "Walsh": {},
        "Ryan": {"rank": 2},
        "Doyle": {"role": DelegateRole.HEAD},
    }
    for family, more in said.items():
        delegates.name_delegate(delegation, delegate_named("A", family, **more), **reception.by())
    assert names_of(delegation.id) == ["Doyle", "Ryan", "Nolan", "Walsh", "Byrne"]
    by_name = {each.person.family_name: each.id for each in delegate_queries.list_delegates(delegation.id)}
    delegates.order_delegates(delegation, [by_name["Walsh"], by_name["Nolan"]], **reception.by())
    assert names_of(delegation.id) == ["Doyle", "Ryan", "Walsh", "Nolan", "Byrne"]


def test_nobody_is_in_a_delegation_twice_and_one_leads(reception: Reception) -> None:
    delegation = reception.accepted()
    delegates.name_delegate(delegation, delegate_named("A", "Byrne", role=DelegateRole.HEAD), **reception.by())
    with pytest.raises(people_rules.DelegateIsNamedAlready):
        delegates.name_delegate(delegation, delegate_named("A", "Byrne"), **reception.by())
    with pytest.raises(people_rules.DelegationHasAHead):
        delegates.name_delegate(delegation, delegate_named("B", "Ryan", role=DelegateRole.HEAD), **reception.by())
    assert names_of(delegation.id) == ["Byrne"]


def test_who_is_withdrawn_may_come_after_all_but_their_old_link_opens_nothing(reception: Reception) -> None:
    delegation = reception.accepted()
    [delegate] = named(reception, delegation, "Aoife Byrne")
    version = delegate.token_version
    delegates.withdraw_delegate(delegate, **reception.by())
    delegates.withdraw_delegate(delegate, **reception.by())
    assert (delegate.state, delegate.token_version) == (DelegateState.WITHDRAWN, version + 1)
    assert (names_of(delegation.id), names_of(delegation.id, is_coming=False)) == ([], ["Byrne"])
    [back] = named(reception, delegation, "Aoife Byrne")
    assert (back.id, back.state) == (delegate.id, DelegateState.NAMED)


def test_a_delegate_is_a_person_of_the_register_and_what_is_known_of_them_is_kept(reception: Reception) -> None:
    first, second = reception.accepted(), reception.accepted()
    [one], [other] = named(reception, first, "Aoife Byrne"), named(reception, second, "Aoife Byrne")
    assert one.person_id == other.person_id
    assert [each.id for each in delegate_queries.list_visits_of_person(one.person_id)] == [second.id, first.id]


def test_two_colleagues_do_not_overwrite_each_other(reception: Reception) -> None:
    delegation = reception.accepted()
    [delegate] = named(reception, delegation, "Aoife Byrne")
    seen = delegate.version
    delegates.change_delegate(
        delegate, delegate_named("Aoife", "Byrne", diet="vegetarian"), seen=seen, **reception.by()
    )
    with pytest.raises(people_rules.DelegateChangedMeanwhile):
        delegates.change_delegate(delegate, delegate_named("Aoife", "Byrne", diet="vegan"), seen=seen, **reception.by())
    assert delegate.diet == "vegetarian"


def test_facts_about_a_delegate_tell_no_name(reception: Reception) -> None:
    delegation = reception.accepted()
    [delegate] = named(reception, delegation, "Aoife Byrne")
    delegates.change_delegate(delegate, delegate_named("Aoife", "Byrne", diet="nut allergy"), **reception.by())
    told = [each for each in ledger.take() if isinstance(each, DelegateFact)]
    assert [(each.delegate_id, dict(each.changes)) for each in told] == [
        (delegate.id, {}),
        (delegate.id, {"fields": (None, ["diet"])}),
    ]


def test_people_of_a_visit_that_is_over_stay_as_they_were(reception: Reception) -> None:
    delegation = reception.accepted()
    calling_off.cancel_visit(delegation, "The flight was cancelled.", **reception.by())
    with pytest.raises(people_rules.VisitIsOver):
        named(reception, delegation, "Aoife Byrne")
