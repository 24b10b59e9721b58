"""Adding to the kit of a visit, changing it, ticking what is there and what is back, and taking things off it."""

import re
from datetime import datetime

from coopevents.db import db
from coopevents.delegations import itinerary_queries, kit_queries, kit_reading
from coopevents.delegations import queries as delegations
from coopevents.delegations.facts import DelegationFact
from coopevents.delegations.kit_counts import Counting
from coopevents.delegations.kit_details import VisitThingDetails
from coopevents.delegations.kit_facts import KitChanged, KitThingBroughtBack, KitThingRemoved, KitTicked
from coopevents.delegations.kit_models import VisitThing
from coopevents.delegations.kit_templates import builtin_things
from coopevents.delegations.kit_values import WHOLE, KitGroup, KitLine, begun_with
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import record
from coopevents.delegations.rules import VisitForbids
from coopevents.delegations.states import UNDECIDED
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.kits import things
from coopevents.refusals import NotFound, Refusal
from coopevents.text import one_line

MOST = 400
_CODE = re.compile(r"(?P<id>[0-9]{1,9})|(?P<key>[a-z]{1,30})-(?P<item>[0-9]{1,9})", re.ASCII)


class KitIsFull(Refusal):
    """A list nobody carries."""

    sentence = _l("A kit holds 400 things at most.")


class ThingIsNotThere(Refusal):
    """What was never there is not brought back."""

    sentence = _l("Say first that it was prepared.")


def may_be_packed(delegation: Delegation) -> bool:
    """Whether the visit has a kit: from the decision on, until long after it."""
    return delegation.state not in UNDECIDED


def find_line(groups: list[KitGroup], code: str) -> KitLine:
    """The thing that code names. Raises NotFound."""
    for each in (line for group in groups for line in group.lines):
        if each.code == code:
            return each
    raise NotFound


def add_thing(delegation: Delegation, details: VisitThingDetails, *, now: datetime, actor: Actor) -> VisitThing:
    """One more thing that has to be there. Raises a Refusal that names the field, or VisitForbids."""
    delegation = _packing(delegation)
    if len(kit_queries.list_things(delegation.id)) >= MOST:
        raise KitIsFull
    thing = VisitThing(delegation_id=delegation.id, lead_minutes=30, done_by="", returned_by="")
    _say(thing, delegation, details)
    db.session.add(thing)
    _tell(KitChanged, delegation, now, actor)
    return thing


def change_thing(
    delegation: Delegation, code: str, details: VisitThingDetails, *, now: datetime, actor: Actor
) -> VisitThing:
    """Say a thing anew; one of the list stays where it is. Raises NotFound, or what :func:`add_thing` raises."""
    delegation = _packing(delegation)
    thing = _thing(delegation, code)
    _say(thing, delegation, details)
    _tell(KitChanged, delegation, now, actor)
    return thing


def tick(delegation: Delegation, code: str, *, now: datetime, actor: Actor) -> None:
    """It is there, as many as are needed now. Twice is once."""
    delegation = _packing(delegation)
    needed = find_line(kit_reading.kit_of(delegation, now=now), code).number
    thing = _thing(delegation, code)
    if thing.done_at is not None and thing.done_quantity >= needed and thing.returned_at is None:
        return
    things.tick(thing, is_done=True, now=now, actor=actor)
    thing.done_quantity, thing.returned_at, thing.returned_by = needed, None, ""
    _tell(KitTicked, delegation, now, actor)


def untick(delegation: Delegation, code: str, *, now: datetime, actor: Actor) -> None:
    """It is not there after all; or, when it was brought back, it was not."""
    delegation = _packing(delegation)
    thing = _thing(delegation, code)
    if thing.returned_at is not None:
        thing.returned_at, thing.returned_by = None, ""
    else:
        things.tick(thing, is_done=False, now=now, actor=actor)
        thing.done_quantity = 0
    _tell(KitTicked, delegation, now, actor)


def bring_back(delegation: Delegation, code: str, *, now: datetime, actor: Actor) -> None:
    """It is back where it belongs. Twice is once. Raises ThingIsNotThere."""
    delegation = _packing(delegation)
    thing = _thing(delegation, code)
    if thing.done_at is None:
        raise ThingIsNotThere
    if thing.returned_at is None:
        thing.returned_at, thing.returned_by = now, actor.label[:200]
        _tell(KitTicked, delegation, now, actor)


def remove_thing(delegation: Delegation, code: str, *, now: datetime, actor: Actor) -> None:
    """It need not be there; it can be put on the list again."""
    delegation = _packing(delegation)
    _thing(delegation, code).removed_at = now
    _tell(KitThingRemoved, delegation, now, actor)


def restore_thing(delegation: Delegation, code: str, *, now: datetime, actor: Actor) -> None:
    """It has to be there after all, as it was said before it was taken off the list."""
    delegation = _packing(delegation)
    _thing(delegation, code).removed_at = None
    _tell(KitThingBroughtBack, delegation, now, actor)


def _packing(delegation: Delegation) -> Delegation:
    """The visit, so that nobody else packs for it meanwhile. Raises VisitForbids before it is decided."""
    delegation = delegations.lock_delegation(delegation.id)
    if not may_be_packed(delegation):
        raise VisitForbids(delegation.state)
    return delegation


def _thing(delegation: Delegation, code: str) -> VisitThing:
    """The thing that code names; one of the list that nobody touched yet is written down. Raises NotFound."""
    said = _CODE.fullmatch(code)
    if said is None:
        raise NotFound
    if said["id"]:
        return kit_queries.get_thing(delegation.id, int(said["id"]))
    item_id = None if int(said["item"]) == WHOLE else int(said["item"])
    known = kit_queries.find_begun(delegation.id, item_id, said["key"])
    if known is not None:
        return known
    item = itinerary_queries.get_item(delegation.id, item_id) if item_id else None
    fitting = (each for each in builtin_things() if each.key == said["key"])
    wanted = next((each for each in fitting if bool(each.on) is (item is not None)), None)
    if wanted is None or (item is not None and item.activity.kind.value not in wanted.on):
        raise NotFound
    thing = begun_with(wanted, item_id)
    thing.delegation_id = delegation.id
    db.session.add(thing)
    db.session.flush()
    return thing


def _say(thing: VisitThing, delegation: Delegation, details: VisitThingDetails) -> None:
    if thing.line_key is None:
        item_id = details.item_id
        thing.item_id = itinerary_queries.get_item(delegation.id, item_id).id if item_id else None
    things.say(thing, details)
    thing.counting, thing.due_at, thing.comes_back = Counting(details.counting), details.due_at, details.comes_back
    thing.place = one_line(details.place)[:200]


def _tell(kind: type[DelegationFact], delegation: Delegation, now: datetime, actor: Actor) -> None:
    db.session.flush()
    record(kind, delegation, now=now, actor=actor)
