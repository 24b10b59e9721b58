"""The people of a ceremony, kept in step with those of its activity, so that the clash search sees them."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from coopevents import ledger
from coopevents.agreements.models import Agreement, Signatory
from coopevents.ceremonies import queries, rules
from coopevents.ceremonies.details import PersonDetails
from coopevents.ceremonies.facts import CeremonyChanged
from coopevents.ceremonies.models import Ceremony, CeremonyPerson
from coopevents.ceremonies.states import OVER, CeremonyRole
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.people import queries as people
from coopevents.schedule import service as schedule
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityState, ParticipantRole
from coopevents.text import folded, full_name, one_line

ON_THE_BOARD = {
    CeremonyRole.SIGNATORY: ParticipantRole.SIGNATORY,
    CeremonyRole.INTERPRETER: ParticipantRole.INTERPRETER,
    CeremonyRole.MC: ParticipantRole.MC,
    CeremonyRole.HOST: ParticipantRole.HOST,
}
"""The roles in which somebody also stands on the activity; all others are the ceremony's own."""
IN_CEREMONY = {role: each for each, role in ON_THE_BOARD.items()}


def add_person(ceremony: Ceremony, details: PersonDetails, *, now: datetime, actor: Actor) -> CeremonyPerson:
    """Let somebody take part. Somebody who is there in that role already is not doubled."""
    rules.ensure_is_open(ceremony.state)
    rules.ensure_person_is_possible(details)
    person = CeremonyPerson(position=_last(ceremony) + 1)
    _say(person, details)
    same = _find_same(ceremony, person)
    if same is not None:
        return same
    ceremony.people.append(person)
    _saved(ceremony, (None, person.name), now, actor)
    return person


def change_person(
    ceremony: Ceremony, person: CeremonyPerson, details: PersonDetails, *, now: datetime, actor: Actor
) -> None:
    """Say anew who somebody is and what they do."""
    rules.ensure_is_open(ceremony.state)
    rules.ensure_person_is_possible(details)
    before = person.name
    _say(person, details)
    _saved(ceremony, (before, person.name), now, actor)


def remove_person(ceremony: Ceremony, person: CeremonyPerson, *, now: datetime, actor: Actor) -> None:
    """Let somebody not take part after all."""
    rules.ensure_is_open(ceremony.state)
    ceremony.people.remove(person)
    _saved(ceremony, (person.name, None), now, actor)


def take_over(ceremony: Ceremony) -> None:
    """Let the signatories of its agreements, and those who stand on its activity, take part in it."""
    for each in ceremony.agreements:
        for signatory in each.agreement.signatories:
            _meet(ceremony, _as_person(each.agreement, signatory))
    _take_from_activity(ceremony, ceremony.activity)


def let_go(ceremony: Ceremony, agreement: Agreement, *, now: datetime, actor: Actor) -> None:
    """An agreement is not signed in it any more: who was there to sign it, and signs no other in it, takes no part."""
    staying = {
        _key(_as_person(each.agreement, signatory))
        for each in ceremony.agreements
        for signatory in each.agreement.signatories
    }
    leaving = {_key(_as_person(agreement, each)) for each in agreement.signatories} - staying
    for person in list(ceremony.people):
        if person.role is CeremonyRole.SIGNATORY and _key(person) in leaving:
            ceremony.people.remove(person)
    db.session.flush()
    keep_in_step(ceremony, now=now, actor=actor)


def keep_in_step(ceremony: Ceremony, *, now: datetime, actor: Actor) -> None:
    """Let the activity name exactly those of the ceremony whom the register knows, in the roles both know."""
    activity = ceremony.activity
    if activity.state is ActivityState.CANCELLED:
        return
    others = [
        ParticipantDetails(each.person_id, each.role) for each in activity.participants if each.role not in IN_CEREMONY
    ]
    own = [
        ParticipantDetails(each.person_id, ON_THE_BOARD[each.role])
        for each in ceremony.people
        if each.person_id is not None and each.role in ON_THE_BOARD
    ]
    wanted = tuple(dict.fromkeys([*own, *others]))
    details = schedule.details_of(activity, people=wanted)
    schedule.change_activity(activity, details, expected_version=None, now=now, actor=actor)


def follow_activity(activity_id: int) -> None:
    """Somebody changed the activity on the board: whoever was added there takes part, whoever is gone does not."""
    ceremony = queries.find_by_activity(activity_id)
    if ceremony is None or ceremony.state in OVER:
        return
    on_board = {(each.person_id, each.role) for each in ceremony.activity.participants}
    for person in list(ceremony.people):
        role = ON_THE_BOARD.get(person.role)
        if role is not None and person.person_id is not None and (person.person_id, role) not in on_board:
            ceremony.people.remove(person)
    _take_from_activity(ceremony, ceremony.activity)
    db.session.flush()


def _take_from_activity(ceremony: Ceremony, activity: Activity) -> None:
    standing = [each for each in activity.participants if each.role in IN_CEREMONY]
    known = {each.id: each for each in people.list_people({each.person_id for each in standing})}
    for each in standing:
        person = known[each.person_id]
        _meet(
            ceremony,
            CeremonyPerson(
                role=IN_CEREMONY[each.role],
                person_id=person.id,
                institution_id=_party_of(ceremony, person.institution_id),
                name=full_name(person.given_name, person.family_name) or person.original_name,
                original_name=person.original_name,
            ),
        )


def _party_of(ceremony: Ceremony, institution_id: int | None) -> int | None:
    parties = {party.institution_id for each in ceremony.agreements for party in each.agreement.parties}
    return institution_id if institution_id in parties else None


def _as_person(agreement: Agreement, signatory: Signatory) -> CeremonyPerson:
    institutions = {each.id: each.institution_id for each in agreement.parties}
    return CeremonyPerson(
        role=CeremonyRole.SIGNATORY,
        institution_id=institutions.get(signatory.party_id or 0),
        person_id=signatory.person_id,
        agreement_id=agreement.id,
        name=signatory.name,
        original_name=signatory.original_name,
        office=signatory.office,
        rank=signatory.rank,
    )


def _meet(ceremony: Ceremony, person: CeremonyPerson) -> None:
    """Add somebody, once; whoever is there for several agreements is there for none in particular."""
    same = _find_same(ceremony, person)
    if same is None:
        person.position = _last(ceremony) + 1
        ceremony.people.append(person)
    elif person.agreement_id is not None and same.agreement_id != person.agreement_id:
        same.agreement_id = None


def _find_same(ceremony: Ceremony, person: CeremonyPerson) -> CeremonyPerson | None:
    return next((each for each in ceremony.people if each is not person and _key(each) == _key(person)), None)


def _key(person: CeremonyPerson) -> tuple[Any, ...]:
    if person.person_id is not None:
        return person.role, person.person_id
    return person.role, person.institution_id, folded(person.name)


def _last(ceremony: Ceremony) -> int:
    return max((each.position for each in ceremony.people), default=-1)


def _say(person: CeremonyPerson, details: PersonDetails) -> None:
    person.role, person.person_id = details.role, details.person_id
    person.institution_id, person.agreement_id = details.institution_id, details.agreement_id
    person.name, person.original_name = one_line(details.name)[:200], one_line(details.original_name)[:200]
    person.office, person.rank, person.appointed_on = details.office, details.rank, details.appointed_on
    if details.person_id is not None and not person.name:
        known = people.get_person(details.person_id)
        person.name = full_name(known.given_name, known.family_name) or known.original_name
        person.original_name = person.original_name or known.original_name


def _saved(ceremony: Ceremony, change: tuple[str | None, str | None], now: datetime, actor: Actor) -> None:
    ceremony.changed_at = now
    db.session.flush()
    keep_in_step(ceremony, now=now, actor=actor)
    fact = CeremonyChanged(
        at=now, actor=actor, subject=Subject("ceremony", ceremony.id), unit_id=ceremony.unit_id,
        changes={"people": change},
    )  # fmt: skip
    ledger.record(fact)


def names_of(people_there: Iterable[CeremonyPerson], role: CeremonyRole) -> list[str]:
    """The names of those who are there in a role, in their order."""
    return [each.name for each in people_there if each.role is role]
