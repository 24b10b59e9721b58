"""What an event's page shows of its programme: a few entries, and who comes. Pure."""

from collections.abc import Iterable
from datetime import datetime

from coopevents.schedule.releases import ReleasedActivity, ReleasedPerson
from coopevents.schedule.states import ActivityKind, Audience, ParticipantRole

MOST = 6
MOST_PEOPLE = 12
_RANKS = {
    kind: rank
    for rank, kind in enumerate(
        (
            ActivityKind.CEREMONY,
            ActivityKind.LECTURE,
            ActivityKind.SALON,
            ActivityKind.PROMOTION,
            ActivityKind.TOUR,
            ActivityKind.MATCHMAKING,
            ActivityKind.VISIT,
            ActivityKind.CLASS,
        )
    )
}
_ON_STAGE = (ParticipantRole.SPEAKER, ParticipantRole.SIGNATORY, ParticipantRole.CHAIR, ParticipantRole.HOST)


def highlights_of(activities: Iterable[ReleasedActivity], now: datetime) -> list[ReleasedActivity]:
    """A few entries worth coming for, in the order of time: what is to come before what is over, kinds in turn."""
    fit = [
        each
        for each in activities
        if each.kind in _RANKS and not each.is_cancelled and each.audience != Audience.INVITED
    ]
    coming = [each for each in fit if each.ends_at > now] or fit
    seen: dict[str, int] = {}
    ranked = []
    for each in coming:
        seen[each.kind] = seen.get(each.kind, 0) + 1
        ranked.append((seen[each.kind], _RANKS[ActivityKind(each.kind)], each))
    chosen = [each for _turn, _rank, each in sorted(ranked, key=lambda entry: entry[:2])[:MOST]]
    return sorted(chosen, key=lambda each: (each.starts_at, each.ends_at, each.uid))


def people_of(activities: Iterable[ReleasedActivity]) -> list[ReleasedPerson]:
    """Who stands on the stage, each once: those of the ceremonies first, then in the order of the programme."""
    present = [each for each in activities if not each.is_cancelled and each.audience != Audience.INVITED]
    ordered = sorted(present, key=lambda each: each.kind != ActivityKind.CEREMONY)
    known: dict[tuple[str, str], ReleasedPerson] = {}
    for each in ordered:
        for person in each.people:
            if person.role in _ON_STAGE:
                known.setdefault((person.name, person.original_name), person)
    return list(known.values())[:MOST_PEOPLE]
