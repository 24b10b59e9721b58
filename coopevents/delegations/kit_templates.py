"""The list the kit of a visit begins with, by the kinds of its activities and the visit's own kind and level; pure."""

import tomllib
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from coopevents.delegations.kit_counts import Counting
from coopevents.delegations.models import Delegation
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class TemplateThing:
    """A thing of the list: for which activities (none: for the visit as a whole) of which visits (none named: all)."""

    key: str
    what: LocalizedText
    on: frozenset[str]
    kinds: frozenset[str]
    levels: frozenset[str]
    roles: frozenset[str]
    counting: Counting
    quantity: int
    lead_minutes: int
    comes_back: bool

    def is_for(self, delegation: Delegation, kind: ActivityKind | None, roles: Collection[ParticipantRole]) -> bool:
        """Whether an activity of that kind, with people in these roles, needs it; ``kind`` None is the whole visit."""
        fits_activity = kind.value in self.on if kind else not self.on
        fits_kind = not self.kinds or delegation.kind.value in self.kinds
        fits_level = not self.levels or delegation.level.value in self.levels
        return fits_activity and fits_kind and (fits_level or bool(self.roles & {each.value for each in roles}))


@cache
def builtin_things() -> tuple[TemplateThing, ...]:
    """The list every office begins with, in the order in which things are looked for."""
    written = tomllib.loads(files("coopevents.delegations").joinpath("kit.toml").read_text("utf-8"))
    return tuple(
        TemplateThing(
            key=each["key"],
            what=LocalizedText(each["what"]),
            on=frozenset(each.get("on", ())),
            kinds=frozenset(each.get("kinds", ())),
            levels=frozenset(each.get("levels", ())),
            roles=frozenset(each.get("roles", ())),
            counting=Counting(each.get("counting", "hand")),
            quantity=each.get("quantity", 1),
            lead_minutes=each["lead"],
            comes_back=each.get("comes_back", False),
        )
        for each in written["things"]
    )


def things_for(
    delegation: Delegation, kind: ActivityKind | None, roles: Collection[ParticipantRole]
) -> list[TemplateThing]:
    """What an activity of that kind, with people in these roles, begins with."""
    return [each for each in builtin_things() if each.is_for(delegation, kind, roles)]
