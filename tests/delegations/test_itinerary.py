"""Lines of an itinerary: its own, shared ones, and who takes part."""

from __future__ import annotations

import pytest

from coopevents.delegations import delegates, itinerary, itinerary_queries, itinerary_rules, sharing
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import VisitState
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as scheduling
from coopevents.schedule import sign_up_queries
from coopevents.schedule.models import Activity
from coopevents.schedule.rules import ActivityWasChanged
from coopevents.schedule.states import ActivityState, Audience, ParticipantRole, SignUpState
from tests.delegations.conftest import Reception
from tests.delegations.visiting import a_line, at, named, planned

GUEST, HOST = ParticipantRole.GUEST, ParticipantRole.HOST


def guests_in(activity: Activity) -> set[int]:
    return {each.person_id for each in activity.participants if each.role is GUEST}


def elsewhere(reception: Reception, **said: object) -> Activity:
    """An activity of another programme."""
    schedule = scheduling.open_schedule(unit_id=reception.unit_id, time_zone="Asia/Shanghai", **reception.by())
    line = a_line("Symposium: wastewater", 3, 2, **said)
    return scheduling.plan_activity(schedule, line.activity, **reception.by())


def booked_in(activity: Activity) -> set[int]:
    roster = sign_up_queries.list_roster(activity.id)
    return {each.person_id for each in roster if each.state is SignUpState.BOOKED}


def test_planning_begins_with_the_first_line_and_readers_see_nothing_yet(reception: Reception) -> None:
    delegation = reception.accepted()
    [item] = planned(reception, delegation, a_line("Meeting with the dean", 1))
    assert delegation.state is VisitState.PLANNING
    schedule = schedules.get_schedule(delegation.schedule_id)
    assert (schedule.releases_itself, schedule.is_open, schedule.release_number) == (False, False, 0)
    assert item.activity.audience is Audience.INVITED
    assert itinerary_queries.find_delegation_by_schedule(schedule.id) is delegation


def test_a_visit_nobody_accepted_has_no_itinerary(reception: Reception) -> None:
    with pytest.raises(itinerary_rules.NothingIsPlanned):
        planned(reception, reception.submitted(), a_line("Meeting", 1))


def test_a_line_for_all_follows_who_comes_and_one_for_some_does_not(reception: Reception) -> None:
    delegation = reception.accepted()
    first, second = named(reception, delegation, "Aoife Byrne", "Sean Ryan")
    whole, part = planned(
        reception, delegation, a_line("Dinner", 10), a_line("Laboratory", 12, guests=frozenset({first.id}))
    )
    [third] = named(reception, delegation, "Niamh Walsh")
    assert guests_in(whole.activity) == {first.person_id, second.person_id, third.person_id}
    assert guests_in(part.activity) == {first.person_id}
    delegates.withdraw_delegate(first, **reception.by())
    assert guests_in(whole.activity) == {second.person_id, third.person_id}
    assert guests_in(part.activity) == set()
    assert itinerary_queries.map_guests(delegation) == {whole.activity_id: {second.id, third.id}}


def test_people_of_ours_stay_when_guests_come_and_go(reception: Reception) -> None:
    delegation, other = reception.accepted(), reception.accepted()
    [host] = named(reception, other, "Lin Host")  # anybody the register knows
    [item] = planned(reception, delegation, a_line("Meeting", 1, people={host.person_id: HOST}))
    named(reception, delegation, "Aoife Byrne")
    assert [(each.person_id, each.role) for each in item.activity.participants if each.role is HOST] == [
        (host.person_id, HOST)
    ]
    assert itinerary_queries.list_itineraries_with(host.person_id) == [delegation]


def test_a_line_is_for_somebody_of_this_delegation(reception: Reception) -> None:
    delegation, other = reception.accepted(), reception.accepted()
    [stranger] = named(reception, other, "Aoife Byrne")
    with pytest.raises(itinerary_rules.NobodyTakesPart):
        planned(reception, delegation, a_line("Meeting", 1, guests=frozenset()))
    with pytest.raises(itinerary_rules.GuestIsNotOfDelegation):
        planned(reception, delegation, a_line("Meeting", 1, guests=frozenset({stranger.id})))


def test_what_another_programme_plans_counts_the_guests_and_names_none(reception: Reception) -> None:
    delegation = reception.accepted()
    first, second = named(reception, delegation, "Aoife Byrne", "Sean Ryan")
    session = elsewhere(reception)
    item = sharing.share_activity(delegation, session, **reception.by())
    assert booked_in(session) == {first.person_id, second.person_id}
    assert session.participants == []
    assert itinerary_queries.map_guests(delegation) == {session.id: {first.id, second.id}}
    [third] = named(reception, delegation, "Niamh Walsh")
    assert third.person_id in booked_in(session)
    sharing.say_of_shared(item, is_for_all=False, delegate_ids=frozenset({second.id}), **reception.by())
    assert booked_in(session) == {second.person_id}
    with pytest.raises(itinerary_rules.IsOnItineraryAlready):
        sharing.share_activity(delegation, session, **reception.by())
    with pytest.raises(itinerary_rules.IsSharedActivity):
        itinerary.move_item(item, starts_at=at(5), ends_at=at(6), **reception.by())
    itinerary.remove_item(item, **reception.by())
    assert (booked_in(session), itinerary_queries.list_items(delegation.id)) == (set(), [])


def test_places_that_are_booked_one_by_one_are_never_one_too_many(reception: Reception) -> None:
    delegation = reception.accepted()
    named(reception, delegation, "Aoife Byrne", "Sean Ryan", "Niamh Walsh")
    session = elsewhere(reception, capacity=2, takes_sign_ups=True)
    sharing.share_activity(delegation, session, **reception.by())
    assert sign_up_queries.count_booked(session.id) == 2
    assert len(sign_up_queries.list_waiting(session.id)) == 1


def test_what_guests_may_have_seen_stays_as_cancelled_and_a_draft_goes(reception: Reception) -> None:
    delegation = reception.accepted()
    seen, fresh = planned(reception, delegation, a_line("Meeting", 1), a_line("Lunch", 4))
    itinerary.remove_item(fresh, **reception.by())
    assert [each.id for each in itinerary_queries.list_items(delegation.id)] == [seen.id]
    scheduling.open_to_public(schedules.get_schedule(delegation.schedule_id), **reception.by())
    itinerary.remove_item(seen, reason="The dean is ill.", **reception.by())
    assert seen.activity.state is ActivityState.CANCELLED


def test_two_officers_do_not_overwrite_each_other(reception: Reception) -> None:
    delegation = reception.accepted()
    [item] = planned(reception, delegation, a_line("Meeting", 1))
    seen = item.activity.version
    itinerary.change_item(item, a_line("Meeting with the dean", 1), expected_version=seen, **reception.by())
    with pytest.raises(ActivityWasChanged):
        itinerary.change_item(item, a_line("Meeting with the provost", 1), expected_version=seen, **reception.by())
    assert item.activity.title["en"] == "Meeting with the dean"


def test_a_line_reads_as_it_was_written(reception: Reception) -> None:
    delegation: Delegation = reception.accepted()
    first, _second = named(reception, delegation, "Aoife Byrne", "Sean Ryan")
    [item] = planned(reception, delegation, a_line("Laboratory", 2, guests=frozenset({first.id})))
    guests = itinerary_queries.map_guests(delegation)[item.activity_id]
    said = itinerary.item_details(item, guests)
    assert said.delegate_ids == {first.id}
    before = item.activity.version
    itinerary.change_item(item, said, **reception.by())
    assert item.activity.version == before
