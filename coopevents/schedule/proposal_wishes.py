"""What an organiser asks of the assistant, as plain values."""

from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum
from typing import Any

from coopevents.schedule.assistant.problem import PartOfDay


class Scope(StrEnum):
    """Which activities the assistant may place: the tray; that and all that is not fixed; that and what is not fixed
    on some days.
    """

    REST = "rest"
    FREE = "free"
    DAYS = "days"


@dataclass(frozen=True, slots=True)
class TrackWish:
    """The days and the part of a day the activities of a track should rather be at; None is any part."""

    track_id: int
    days: tuple[date, ...] = ()
    part: PartOfDay | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What to place, and how.

    ``opens`` and ``closes`` are the hours of each day by the clock of the programme, ``break_begins`` to
    ``break_ends`` is kept free. ``tracks`` and ``wishes`` are weights: 0 not at all, 1 as stated, 2 twice as much.
    With ``keeps_near`` what stands is better left on its day, in its part of it and in its place. ``orders`` are pairs
    of activities, the first before the second.
    """

    scope: Scope
    place_ids: tuple[int, ...]
    days: tuple[date, ...] = ()
    opens: time = time(9)
    closes: time = time(18)
    break_begins: time | None = time(12)
    break_ends: time | None = time(13)
    step: int = 15
    tracks: int = 1
    wishes: int = 1
    keeps_near: bool = True
    track_wishes: tuple[TrackWish, ...] = ()
    orders: tuple[tuple[int, int], ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain enough to be kept with the draft."""
        times = {name: _kept(getattr(self, name)) for name in ("opens", "closes", "break_begins", "break_ends")}
        return {
            "scope": str(self.scope),
            "place_ids": list(self.place_ids),
            "days": [each.isoformat() for each in self.days],
            **times,
            "step": self.step,
            "tracks": self.tracks,
            "wishes": self.wishes,
            "keeps_near": self.keeps_near,
            "track_wishes": [
                {"track_id": each.track_id, "days": [day.isoformat() for day in each.days], "part": each.part}
                for each in self.track_wishes
            ],
            "orders": [list(pair) for pair in self.orders],
        }


def _kept(moment: time | None) -> str | None:
    return f"{moment:%H:%M}" if moment is not None else None
