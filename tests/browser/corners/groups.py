"""Groups as their leaders and members see them: partly named, waiting, offered; and a guest who is offered a place."""

from __future__ import annotations

from datetime import datetime

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import THE_HOUSE
from coopevents.registration import group_members, groups, queries, tokens, waiting_service
from coopevents.registration import service as registrations
from coopevents.registration.details import GroupDetails, GroupTermsDetails, GuestDetails
from coopevents.registration.group_models import Group
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState
from tests.browser.corners.events import find_event

HOURS = 24 * 30


def add_groups(now: datetime) -> dict[str, str]:
    """A group of four with one member by link and one filled in; one that is offered two places; a guest who is."""
    lectures = find_event("visiting-scholars")
    groups.change_group_terms(lectures, GroupTermsDetails(), now=now, actor=THE_HOUSE)
    group = _group(lectures, "Delegation of Lakeview Polytechnic", 4, now)
    invited, filled, free = group.members[0], group.members[1], group.members[2]
    group_members.invite_member(invited, "member@elsewhere.example", "Bo Lindqvist", now=now, actor=THE_HOUSE)
    member = GuestDetails(email="ife@elsewhere.example", family_name="Okonkwo", given_name="Ife", has_consented=True)
    group_members.fill_place(filled, member, now=now, actor=THE_HOUSE)
    taken = group.members[3]
    group_members.invite_member(taken, "kofi@elsewhere.example", now=now, actor=THE_HOUSE)
    kofi = GuestDetails(email="kofi@elsewhere.example", family_name="Mensah", given_name="Kofi", has_consented=True)
    group_members.fill_place(taken, kofi, now=now, actor=THE_HOUSE)
    return {
        "group": tokens.group_token(group),
        "group_number": str(group.number),
        "free_place": str(free.id),
        "invited_place": str(invited.id),
        "filled_place": str(filled.id),
        "group_member": tokens.member_token(invited),
        "taken_member": tokens.member_token(taken),
        **_offered(find_event("full-visit"), now),
    }


def _offered(full: Event, now: datetime) -> dict[str, str]:
    """At the event that is full: whoever waits is offered a place by the office."""
    terms = queries.lock_terms(full.id)
    terms.has_waiting_list, terms.capacity = True, (terms.capacity or 0) + 3
    terms.passes_on_itself = False
    group = _group(full, "Chorus of Port-Marin", 9, now)
    guest = GuestDetails(email="offered@elsewhere.example", family_name="Moreau", given_name="Inès", has_consented=True)
    offered = registrations.register_guest(full, guest, now=now, actor=THE_HOUSE)
    waiting_service.offer_place_to(full, offered.number, HOURS, now=now, actor=THE_HOUSE)
    groups.change_group(group, _details("Chorus of Port-Marin", 9, takes_part=True), now=now, actor=THE_HOUSE)
    waiting_service.offer_place_to(full, group.number, HOURS, now=now, actor=THE_HOUSE)
    terms.has_waiting_list = False
    db.session.flush()
    assert db.session.get_one(Registration, offered.id).state is RegistrationState.OFFERED
    return {"offered": tokens.link_token(offered), "offered_group": tokens.group_token(group)}


def _group(event: Event, name: str, places: int, now: datetime) -> Group:
    return groups.open_group(event, _details(name, places), now=now, actor=THE_HOUSE, by_office=True)


def _details(name: str, places: int, *, takes_part: bool = False) -> GroupDetails:
    return GroupDetails(
        name=name,
        leader_name="Amélie Laurent",
        leader_email="leader@elsewhere.example",
        institution_name="Lakeview Polytechnic",
        country="NG",
        places=places,
        takes_part=takes_part,
        shared={"hotel": "Hotel Aurora"},
    )
