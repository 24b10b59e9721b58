"""What callers bring to the accounts room."""

from dataclasses import dataclass

from coopevents.accounts.permissions import HeldRole
from coopevents.accounts.roles import EVENT_ROLES, UNIT_ROLES, Role


@dataclass(frozen=True)
class Scope:
    """Where a role is held: a unit and all below it, or one event (then ``unit_id`` is the unit it belongs to)."""

    kind: str
    id: int
    unit_id: int

    @classmethod
    def unit(cls, unit_id: int) -> "Scope":
        """A unit and all below it."""
        return cls("unit", unit_id, unit_id)

    @classmethod
    def event(cls, event_id: int, unit_id: int) -> "Scope":
        """One event of a unit."""
        return cls("event", event_id, unit_id)

    @property
    def event_id(self) -> int | None:
        """The event, when it is one."""
        return self.id if self.kind == "event" else None

    @property
    def roles(self) -> tuple[Role, ...]:
        """The roles that can be held there."""
        return EVENT_ROLES if self.kind == "event" else UNIT_ROLES

    def holds(self, held: HeldRole) -> bool:
        """Whether a held role is for exactly this scope."""
        return (held.scope_kind, held.scope_id) == (self.kind, self.id)


@dataclass(frozen=True)
class ProfileDetails:
    """What somebody says about themself."""

    name: str
    original_name: str = ""
    language: str = ""
    time_zone: str = ""
    prefers_compact: bool = False
