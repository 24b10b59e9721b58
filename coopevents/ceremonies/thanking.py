"""Whom to thank after a signing: the guests of those partners whose agreements everybody has signed."""

from collections.abc import Sequence
from dataclasses import dataclass

from coopevents.agreements.models import Agreement
from coopevents.agreements.states import HOLDING
from coopevents.ceremonies.models import Ceremony, CeremonyPerson
from coopevents.ceremonies.states import CeremonyRole
from coopevents.people import queries as people
from coopevents.people.models import Person

THANKED = frozenset({CeremonyRole.SIGNATORY, CeremonyRole.LEADER, CeremonyRole.GUEST})


@dataclass(frozen=True)
class Thanks:
    """Somebody to thank, for these agreements."""

    person: Person
    agreements: Sequence[Agreement]


def key_of(ceremony: Ceremony, person_id: int) -> str:
    """What the message of thanks to somebody is known by: one for a ceremony, however many they signed in it."""
    return f"ceremony_thanks-{ceremony.id}-{person_id}"


def thanks_for(ceremony: Ceremony) -> list[Thanks]:
    """Each guest with an address once, with the signed agreements of their institution."""
    known = {each.id: each for each in people.list_people({each.person_id or 0 for each in _guests(ceremony)})}
    found = {}
    for each in _guests(ceremony):
        signed, person = _signed_with(ceremony, each.institution_id), known.get(each.person_id or 0)
        if person is not None and person.email and signed:
            found[person.id] = Thanks(person, signed)
    return list(found.values())


def names_without_address(ceremony: Ceremony) -> list[str]:
    """The guests nobody can write to, since the office does not know them or their address."""
    known = {each.id for each in people.list_people({each.person_id or 0 for each in _guests(ceremony)}) if each.email}
    return [each.name for each in _guests(ceremony) if each.person_id not in known]


def _guests(ceremony: Ceremony) -> list[CeremonyPerson]:
    return [each for each in ceremony.people if each.institution_id is not None and each.role in THANKED]


def _signed_with(ceremony: Ceremony, institution_id: int | None) -> list[Agreement]:
    signed = [each.agreement for each in ceremony.agreements if each.agreement.state in HOLDING]
    return [each for each in signed if institution_id in {party.institution_id for party in each.parties}]
