"""Taking a list over: exactly what its plan says, with the officer's choice for each row that is like something."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from coopevents.facts import Actor
from coopevents.partners import queries, service
from coopevents.partners.exchange.plans import Choice, Plan, PlannedRow, Verdict
from coopevents.partners.exchange.plans import fill as filled
from coopevents.partners.models import Institution


@dataclass
class Outcome:
    """What became of the rows, by their numbers; ``left`` holds those that cannot be read as well."""

    added: list[int] = field(default_factory=list)
    filled: list[int] = field(default_factory=list)
    left: list[int] = field(default_factory=list)


def take_over(plan: Plan, choices: Mapping[int, Choice], *, unit_id: int, now: datetime, actor: Actor) -> Outcome:
    """Add and fill as planned; a row without a choice is left out when it is like something. Raises a Refusal."""
    taker = _Taker(plan, choices, unit_id, now, actor)
    for each in plan.rows:
        taker.take(each)
    return taker.outcome


class _Taker:
    def __init__(self, plan: Plan, choices: Mapping[int, Choice], unit_id: int, now: datetime, actor: Actor) -> None:
        self.plan, self.choices, self.unit_id, self.now, self.actor = plan, choices, unit_id, now, actor
        self.outcome = Outcome()
        self.became: dict[int, Institution | None] = {}
        self.rows = {each.row: each for each in plan.rows}

    def take(self, planned: PlannedRow) -> Institution | None:
        """What the row became: a new institution, the one it was filled into or is like, or nothing."""
        if planned.row not in self.became:
            self.became[planned.row] = None
            self.became[planned.row] = self._taken(planned)
        return self.became[planned.row]

    def _taken(self, planned: PlannedRow) -> Institution | None:
        choice = self.choices.get(planned.row, Choice.SKIP)
        is_like = planned.verdict in {Verdict.LIKE_KNOWN, Verdict.LIKE_ROW}
        if planned.verdict is Verdict.NEW or (is_like and choice is Choice.ADD):
            return self._added(planned)
        target = self._at(planned.like.one.key) if planned.like is not None else None
        if is_like and choice is Choice.FILL and target is not None and planned.fills is not None:
            tags = tuple(queries.tags_of([target.id]).get(target.id, ()))
            has = replace(service.details_of(target), tags=tags)
            service.change_institution(target, filled(has, planned.read.details), now=self.now, actor=self.actor)
            self.outcome.filled.append(planned.row)
        elif planned.verdict is not Verdict.UNCHANGED:
            self.outcome.left.append(planned.row)
        return target

    def _added(self, planned: PlannedRow) -> Institution:
        parent = self._at(planned.parent_key) if planned.parent_key is not None else None
        details = replace(planned.read.details, parent_id=parent.id if parent is not None else None)
        self.outcome.added.append(planned.row)
        return service.add_institution(details, unit_id=self.unit_id, now=self.now, actor=self.actor)

    def _at(self, key: int) -> Institution | None:
        """The institution of the register with that id or, negative, what the row of that number became."""
        return queries.get_institution(key) if key > 0 else self.take(self.rows[-key])
