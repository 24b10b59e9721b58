"""Two records of one institution become one; nothing that is known of either is lost."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.partners import contacts, queries, rules, service
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.exchange.plans import described, fill
from coopevents.partners.facts import InstitutionsUnited
from coopevents.partners.likeness import Likeness, find_pairs
from coopevents.partners.models import Institution
from coopevents.partners.references import move_references
from coopevents.partners.story_models import InstitutionsApart
from coopevents.people import service as people
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText

CHOOSABLE = (
    "name", "original_name", "acronym", "kind", "status", "country", "city", "latitude", "website", "partner_since",
)  # fmt: skip
"""What may be taken from either; a position is one thing."""


class NotTwoInstitutions(Refusal):
    """There are no two records to unite."""

    status = 422
    sentence = _l("Choose two institutions that were not merged before.")


def list_pairs(unit_ids: Collection[int]) -> list[tuple[Institution, Institution, Likeness]]:
    """Every two of these units' institutions that may be one, the strongest reasons first; the earlier one first."""
    known = {each.id: each for each in queries.list_institutions(unit_ids)}
    in_order = [known[key] for key in sorted(known)]
    apart = queries.list_apart(known)
    pairs = find_pairs(described(each.id, service.details_of(each)) for each in in_order)
    return [
        (known[each.one.key], known[each.other.key], each)
        for each in pairs
        if (min(each.one.key, each.other.key), max(each.one.key, each.other.key)) not in apart
    ]


def keep_apart(one: Institution, other: Institution) -> None:
    """They are two, although they look like one: the pair is not shown again."""
    low, high = sorted((one.id, other.id))
    if low != high and (low, high) not in queries.list_apart([low, high]):
        db.session.add(InstitutionsApart(one_id=low, other_id=high))
        db.session.flush()


def differences(kept: Institution, other: Institution) -> list[str]:
    """The fields about which the two say different things."""
    one, two = service.details_of(kept), service.details_of(other)
    differing = [name for name in CHOOSABLE if getattr(two, name) and getattr(one, name) != getattr(two, name)]
    return [name for name in differing if getattr(one, name)]


def unite(kept: Institution, other: Institution, from_other: Collection[str], *, now: datetime, actor: Actor) -> None:
    """Let the one stay and the other point to it; ``from_other`` names the fields about which the other is right.

    What is empty in the one is filled from the other. Every name of the other that is not a name now becomes a former
    name. Everything that refers to the other refers to the one. Raises a Refusal.
    """
    kept, other = queries.lock_two(kept.id, other.id)
    if kept.id == other.id or kept.merged_into_id is not None or other.merged_into_id is not None:
        raise NotTwoInstitutions
    details, names = _united(kept, other, from_other), queries.names_of(other)
    tags = queries.tags_of([kept.id, other.id])
    kept_id, other_id = kept.id, other.id
    move_references(other_id, kept_id)
    kept, other = queries.get_institution(kept_id), db.session.get_one(Institution, other_id)
    details = replace(details, tags=tuple(sorted({*tags.get(kept_id, ()), *tags.get(other_id, ())})))
    details = replace(details, parent_id=kept.parent_id or details.parent_id)
    contacts.leave_out_doubles(kept_id)
    other.merged_into_id, other.parent_id = kept_id, None
    db.session.flush()
    service.change_institution(kept, details, now=now, actor=actor)
    people.rename_institution(kept_id, service.name_for_people(kept.name), now=now, actor=actor)
    service.record(InstitutionsUnited, kept, now, actor, {"merged": (names, [])})


def _united(kept: Institution, other: Institution, from_other: Collection[str]) -> InstitutionDetails:
    one, two = service.details_of(kept), service.details_of(other)
    chosen = {name: getattr(two, name) for name in CHOOSABLE if name in from_other and getattr(two, name)}
    if "name" in chosen:
        chosen["name"] = LocalizedText({**one.name, **two.name})
    if "latitude" in chosen:
        chosen["longitude"] = two.longitude
    result = fill(replace(one, **chosen), two)
    parent_id = next((each for each in (one.parent_id, two.parent_id) if each not in {None, kept.id, other.id}), None)
    present = {*result.name.values(), result.original_name}
    was = (
        *one.former_names,
        *one.name.values(),
        *two.former_names,
        *two.name.values(),
        one.original_name,
        two.original_name,
    )
    former = tuple(dict.fromkeys(name for name in was if name and name not in present))
    return replace(rules.tidied(result), former_names=former[: rules.MOST_FORMER_NAMES], parent_id=parent_id)
