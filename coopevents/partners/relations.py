"""What institutions are to each other, told once and read from both sides."""

from datetime import datetime

from coopevents.facts import Actor
from coopevents.partners import queries, rules, story_queries
from coopevents.partners.facts import RelationAdded, RelationRemoved
from coopevents.partners.models import Institution
from coopevents.partners.service import record
from coopevents.partners.states import SYMMETRIC, RelationKind
from coopevents.partners.story_models import InstitutionRelation
from coopevents.text import one_line


def relate(
    one: Institution, other: Institution, kind: RelationKind, note: str = "", *, now: datetime, actor: Actor
) -> InstitutionRelation:
    """Say what the one is to the other. Raises RelationIsToItself or RelationIsKnown."""
    if one.id == other.id:
        raise rules.RelationIsToItself(field="other")
    known = story_queries.find_relation(one.id, other.id, kind, either_way=kind in SYMMETRIC)
    if known is not None:
        raise rules.RelationIsKnown(field="other")
    relation = story_queries.add(InstitutionRelation(from_id=one.id, to_id=other.id, kind=kind, note=one_line(note)))
    for each in (one, other):
        record(RelationAdded, each, now, actor, {"relation": (None, kind.value)})
    return relation


def unrelate(relation: InstitutionRelation, *, now: datetime, actor: Actor) -> None:
    """The one is nothing to the other any more, or never was; what says the same from both sides goes as a whole."""
    kind, both = relation.kind.value, (relation.from_id, relation.to_id)
    back = story_queries.find_relation(both[1], both[0], relation.kind) if relation.kind in SYMMETRIC else None
    story_queries.remove(relation)
    if back is not None:
        story_queries.remove(back)
    for each in both:
        record(RelationRemoved, queries.get_institution(each), now, actor, {"relation": (kind, None)})
