"""What is moved on the board: strokes as they are asked for, and how an activity stands before and after one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityState


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """What one activity becomes. Moments are aware and in UTC; without them it goes into the tray.

    ``version`` is the one the organiser saw; None asks nobody. ``length`` (minutes) is kept in the tray. With
    ``is_copy`` the activity stays where it is and a draft of the same is put there instead.
    """

    activity_id: int
    version: int | None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    place_id: int | None = None
    length: int | None = None
    is_fixed: bool | None = None
    is_copy: bool = False


@dataclass(frozen=True, slots=True)
class Stand:
    """How an activity stands on the board: everything a stroke can change."""

    state: ActivityState
    starts_at: datetime | None
    ends_at: datetime | None
    length: int
    place_id: int | None
    is_fixed: bool

    def to_json(self) -> dict[str, Any]:
        """Plain enough to be kept in a step."""
        moments = {name: at.isoformat() if (at := getattr(self, name)) else None for name in ("starts_at", "ends_at")}
        return {
            "state": str(self.state),
            **moments,
            "length": self.length,
            "place_id": self.place_id,
            "is_fixed": self.is_fixed,
        }

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> "Stand":
        """As it was kept in a step."""
        moments = {
            name: datetime.fromisoformat(kept[name]) if kept[name] else None for name in ("starts_at", "ends_at")
        }
        return cls(
            state=ActivityState(kept["state"]),
            length=kept["length"],
            place_id=kept["place_id"],
            is_fixed=kept["is_fixed"],
            **moments,
        )


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody was faster: an activity as it stands now, or that it is gone, and who changed it last and when."""

    activity_id: int
    activity: Activity | None
    by: str
    at: datetime | None

    @property
    def version(self) -> int | None:
        """The version that stands now; None when the activity is gone."""
        return self.activity.version if self.activity is not None else None


@dataclass(frozen=True, slots=True)
class Present:
    """A colleague at the board, and the activity they hold."""

    user_id: int
    name: str
    activity_id: int | None


def stand_of(activity: Activity) -> Stand:
    """How an activity stands now."""
    return Stand(
        state=activity.state,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        length=activity.length,
        place_id=activity.place_id,
        is_fixed=activity.is_fixed,
    )
