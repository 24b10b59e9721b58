"""Groups: places held and offered together, filled one by one, swapped, given back, released."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from coopevents import unit_of_work
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.registration import (
    group_members,
    group_queries,
    group_rules,
    groups,
    queries,
    rules,
    seats,
    service,
    tokens,
    waiting,
    waiting_queries,
    waiting_service,
)
from coopevents.registration.details import GroupDetails, GroupTermsDetails, GuestDetails, TermsDetails, WaitingDetails
from coopevents.registration.group_models import Group
from coopevents.registration.group_states import GroupState, MemberState, state_for
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.waiting_states import OfferState
from coopevents.text import LocalizedText
from tests.registration.conftest import ANNA, GUEST, OFFICER, Registrar, messages

WANTED = GroupDetails(
    name="Sing Institute", leader_name="Li Wei", leader_email="li.wei@example.org", places=3, country="SG"
)


def let_groups_come(registrar: Registrar, **said: object) -> None:
    details = GroupTermsDetails(**said)  # type: ignore[arg-type]
    registrar.do(groups.change_group_terms, registrar.event, details)


def open_group(registrar: Registrar, places: int = 3, **said: object) -> Group:
    details = replace(WANTED, places=places, **said)  # type: ignore[arg-type]
    group = groups.open_group(registrar.event, details, now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    return group


def a_member(name: str) -> GuestDetails:
    return replace(ANNA, email=f"{name}@example.org", given_name=name.title())


def fill(registrar: Registrar, group: Group, place: int, name: str) -> None:
    registrar.do(group_members.fill_place, group.members[place], a_member(name))


def taken(registrar: Registrar) -> int:
    return seats.seats_taken(registrar.event.id)


@pytest.mark.parametrize(
    ("filled", "unfilled", "state"),
    [
        (0, 0, GroupState.DRAFT),
        (0, 3, GroupState.HELD),
        (1, 2, GroupState.PARTLY_NAMED),
        (3, 0, GroupState.COMPLETE),
    ],
)
def test_how_many_places_are_named_says_where_a_group_stands(filled: int, unfilled: int, state: GroupState) -> None:
    assert state_for(filled, unfilled) is state


def test_places_nobody_is_named_for_are_held_and_filling_one_takes_no_seat_more(registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    let_groups_come(registrar)
    group = open_group(registrar)
    assert (group.state, taken(registrar)) == (GroupState.HELD, 3)
    assert registrar.register("ben").state is S.WAITLISTED
    fill(registrar, group, 0, "cem")
    assert (group.state, taken(registrar)) == (GroupState.PARTLY_NAMED, 3)
    fill(registrar, group, 1, "dana")
    fill(registrar, group, 2, "eva")
    assert (group.state, taken(registrar)) == (GroupState.COMPLETE, 3)
    assert {each.registration.state for each in group.members if each.registration} == {S.APPROVED}
    registrar.do(groups.confirm_group, group)
    assert group.state is GroupState.CONFIRMED


def test_an_event_that_takes_no_groups_refuses_them_and_bounds_their_size(registrar: Registrar) -> None:
    with pytest.raises(group_rules.GroupsAreNotTaken):
        open_group(registrar)
    let_groups_come(registrar, largest=5)
    for places in (1, 6):
        with pytest.raises(group_rules.GroupIsTooSmallOrLarge):
            open_group(registrar, places)
    for said in ({"name": " "}, {"leader_name": ""}, {"leader_email": "nobody"}):
        with pytest.raises((group_rules.GroupHasNoName, group_rules.LeaderHasNoName, group_rules.LeaderHasNoAddress)):
            open_group(registrar, **said)


def test_the_same_form_sent_twice_is_one_group(registrar: Registrar) -> None:
    let_groups_come(registrar)
    first = open_group(registrar, intention="once")
    assert open_group(registrar, intention="once") is first


def test_a_group_that_does_not_fit_waits_as_a_whole_or_takes_part_by_its_choice(registrar: Registrar) -> None:
    registrar.terms(capacity=4)
    let_groups_come(registrar)
    registrar.register("anna")
    registrar.register("ben")
    whole = open_group(registrar)
    part = open_group(registrar, takes_part=True)
    assert (whole.state, whole.waits_for, len(whole.members)) == (GroupState.DRAFT, 3, 0)
    assert (part.state, part.waits_for, len(part.members)) == (GroupState.HELD, 1, 2)
    assert taken(registrar) == 4


def test_a_group_moves_up_when_all_of_it_fits_and_lets_singles_go_first_until_then(registrar: Registrar) -> None:
    registrar.terms(capacity=2)
    let_groups_come(registrar)
    anna, ben = registrar.register("anna"), registrar.register("ben")
    group = open_group(registrar, 2)
    cem = registrar.register("cem")
    registrar.do(service.withdraw_registration, anna)
    assert (group.waits_for, cem.state) == (2, S.APPROVED)
    registrar.do(service.withdraw_registration, ben)
    registrar.do(service.withdraw_registration, cem)
    assert (group.waits_for, group.state, taken(registrar)) == (0, GroupState.HELD, 2)


def test_a_waiting_group_is_offered_its_places_and_takes_or_loses_them(registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    let_groups_come(registrar)
    registrar.do(waiting.change_rules, registrar.event, WaitingDetails(offer_hours=24))
    singles = [registrar.register(name) for name in ("anna", "ben", "cem")]
    first, second = open_group(registrar), open_group(registrar)
    for each in singles:
        registrar.do(service.withdraw_registration, each)
    offer = waiting_queries.find_open_offer(group_id=first.id)
    assert offer is not None
    assert (offer.seats, first.state, taken(registrar)) == (3, GroupState.DRAFT, 3)
    with pytest.raises(group_rules.PlaceIsNotYours):
        fill(registrar, first, 0, "dana")
    waiting_service.expire_offer(offer, now=offer.expires_at, actor=THE_HOUSE)
    unit_of_work.commit()
    assert (first.state, first.members, offer.state) == (GroupState.RELEASED, [], OfferState.EXPIRED)
    passed_on = waiting_queries.find_open_offer(group_id=second.id)
    assert passed_on is not None
    registrar.do(waiting_service.accept_offer, passed_on)
    assert (second.state, len(second.members), taken(registrar)) == (GroupState.HELD, 3, 3)


def test_a_member_gets_a_link_that_can_be_revoked_and_sent_to_another_address(registrar: Registrar) -> None:
    let_groups_come(registrar)
    group = open_group(registrar)
    member = group.members[0]
    registrar.do(group_members.invite_member, member, "dana@example.org", "Dana")
    token = tokens.member_token(member)
    assert group_queries.find_member_by_token(token) is member
    registrar.do(group_members.invite_member, member, "dana@example.org")
    assert tokens.member_token(member) == token
    registrar.do(group_members.invite_member, member, "eva@example.org")
    assert group_queries.find_member_by_token(token) is None
    token = tokens.member_token(member)
    registrar.do(group_members.revoke_invitation, member)
    assert (member.state, member.email) == (MemberState.PLACEHOLDER, "")
    assert group_queries.find_member_by_token(token) is None
    with pytest.raises(group_rules.AddressIsMissing):
        group_members.invite_member(member, "nowhere", now=registrar.later(), actor=GUEST)


def test_a_place_is_filled_once_and_the_same_form_sent_twice_is_one_registration(registrar: Registrar) -> None:
    let_groups_come(registrar)
    group = open_group(registrar)
    said = replace(a_member("dana"), intention="once")
    made = group_members.fill_place(group.members[0], said, now=registrar.later(), actor=GUEST)
    assert group_members.fill_place(group.members[0], said, now=registrar.later(), actor=GUEST) is made
    with pytest.raises(group_rules.PlaceIsFilled):
        group_members.fill_place(group.members[0], a_member("eva"), now=registrar.later(), actor=GUEST)
    with pytest.raises(rules.EmailIsRegistered):
        group_members.fill_place(group.members[1], a_member("dana"), now=registrar.later(), actor=GUEST)


def test_a_name_is_swapped_until_the_date_and_the_seat_stays_with_the_group(registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    until = registrar.now + timedelta(hours=2)
    let_groups_come(registrar, swaps_until=until)
    group = open_group(registrar)
    fill(registrar, group, 0, "dana")
    waits = registrar.register("ben")
    gone = group.members[0].registration
    assert gone is not None
    place = group_members.swap_name(group.members[0], now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    assert (gone.state, waits.state, place.state, taken(registrar)) == (
        S.CANCELLED,
        S.WAITLISTED,
        MemberState.PLACEHOLDER,
        3,
    )
    group_members.fill_place(place, a_member("eva"), now=until, actor=GUEST)
    with pytest.raises(group_rules.NamesAreFinal):
        group_members.swap_name(place, now=until, actor=GUEST)


def test_a_place_given_back_goes_to_who_waits(registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    let_groups_come(registrar)
    group = open_group(registrar)
    fill(registrar, group, 0, "dana")
    ben, cem = registrar.register("ben"), registrar.register("cem")
    registrar.do(group_members.give_place_back, group.members[1])
    assert (ben.state, cem.state) == (S.APPROVED, S.WAITLISTED)
    registrar.do(group_members.give_place_back, group.members[0])
    assert (cem.state, taken(registrar)) == (S.APPROVED, 3)


def test_places_without_a_name_are_released_when_the_time_is_over(registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    let_groups_come(registrar, hold_days=7)
    group = open_group(registrar)
    fill(registrar, group, 0, "dana")
    ben = registrar.register("ben")
    assert group.hold_until is not None
    until = group.hold_until
    warned = until - timedelta(days=2)
    assert group_queries.list_holds_to_warn_of(warned - timedelta(minutes=1)) == []
    assert group_queries.list_holds_to_warn_of(warned) == [(registrar.event.id, group.id)]
    groups.warn_of_end(group, now=warned, actor=THE_HOUSE)
    assert group_queries.list_holds_to_warn_of(warned) == []
    groups.end_hold(group, now=until - timedelta(seconds=1), actor=THE_HOUSE)
    assert taken(registrar) == 3
    assert group_queries.list_holds_to_end(until) == [(registrar.event.id, group.id)]
    groups.end_hold(group, now=until, actor=THE_HOUSE)
    unit_of_work.commit()
    assert (group.state, ben.state, taken(registrar)) == (GroupState.COMPLETE, S.APPROVED, 2)


def test_a_group_confirms_nameless_places_only_where_the_event_lets_it(registrar: Registrar) -> None:
    let_groups_come(registrar)
    group = open_group(registrar)
    with pytest.raises(group_rules.PlacesHaveNoName):
        groups.confirm_group(group, now=registrar.later(), actor=GUEST)
    let_groups_come(registrar, may_stay_nameless=True)
    registrar.do(groups.confirm_group, group)
    assert (group.state, group.hold_until) == (GroupState.CONFIRMED, None)


def test_more_places_are_held_and_a_group_stops_waiting_for_the_rest(registrar: Registrar) -> None:
    registrar.terms(capacity=4)
    let_groups_come(registrar, largest=6)
    group = open_group(registrar)
    groups.hold_more(group, 2, now=registrar.later(), actor=GUEST)
    assert (len(group.members), group.waits_for) == (3, 2)
    registrar.do(groups.stop_waiting, group)
    groups.hold_more(group, 1, now=registrar.later(), actor=GUEST)
    assert (len(group.members), group.waits_for) == (4, 0)
    with pytest.raises(group_rules.GroupIsTooSmallOrLarge):
        groups.hold_more(group, 3, now=registrar.later(), actor=GUEST)


def test_a_released_group_changes_no_more(registrar: Registrar) -> None:
    let_groups_come(registrar)
    group = open_group(registrar)
    assert groups.release_places(group, now=registrar.later(), actor=OFFICER) == 3
    assert (group.state, taken(registrar)) == (GroupState.RELEASED, 0)
    with pytest.raises(group_rules.GroupIsOver):
        fill(registrar, group, 0, "dana")


def test_a_replaced_link_makes_the_older_one_worthless(registrar: Registrar) -> None:
    let_groups_come(registrar)
    group = open_group(registrar)
    old = tokens.group_token(group)
    assert group_queries.find_by_token(old) is group
    registrar.do(groups.replace_link, group)
    assert group_queries.find_by_token(old) is None
    assert group_queries.find_by_token(tokens.group_token(group)) is group


def test_a_cancelled_event_ends_its_groups_and_their_offers(registrar: Registrar) -> None:
    registrar.terms(capacity=3)
    let_groups_come(registrar)
    registrar.do(waiting.change_rules, registrar.event, WaitingDetails(offer_hours=24))
    held = open_group(registrar)
    fill(registrar, held, 0, "dana")
    offered = open_group(registrar, 2)
    registrar.do(group_members.give_place_back, held.members[1])
    registrar.do(group_members.give_place_back, held.members[2])
    assert waiting_queries.find_open_offer(group_id=offered.id) is not None
    registrar.do(groups.cancel_groups, registrar.event)
    assert {held.state, offered.state} == {GroupState.CLOSED}
    assert waiting_queries.find_open_offer(group_id=offered.id) is None
    assert taken(registrar) == 1
    assert [kind for kind, *_rest in messages()].count("group_cancelled") == 2


def test_a_copy_of_an_event_takes_groups_on_the_same_terms_and_passes_places_on_by_the_same_rules(
    registrar: Registrar,
) -> None:
    until = registrar.now + timedelta(days=3)
    let_groups_come(registrar, largest=7, swaps_until=until)
    registrar.do(waiting.change_rules, registrar.event, WaitingDetails(offer_hours=24, passes_on_itself=False))
    details = EventDetails(
        kind=EventKind.PARTNERSHIP_WEEK,
        title=LocalizedText(en="Next week"),
        starts_on=date(2027, 12, 1),
        ends_on=date(2027, 12, 5),
        time_zone="Asia/Shanghai",
        slug="next-week",
    )
    copy = events.create_event(details, unit_id=registrar.event.unit_id, now=registrar.later(), actor=OFFICER)
    registrar.do(service.open_registration, copy, TermsDetails())
    registrar.do(waiting.copy_rules, registrar.event, copy)
    registrar.do(groups.copy_group_terms, registrar.event, copy, timedelta(days=365))
    terms, rules_of = group_queries.group_terms(copy.id), queries.get_terms(copy.id)
    assert (terms.is_offered, terms.largest, terms.swaps_until) == (True, 7, until + timedelta(days=365))
    assert (rules_of.offer_hours, rules_of.passes_on_itself) == (24, False)
