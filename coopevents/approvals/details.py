"""What a caller must bring to say how something is approved."""

from dataclasses import dataclass, field

from coopevents.text import LocalizedText

MOST_STAGES = 5


@dataclass(frozen=True, kw_only=True)
class StageDetails:
    """One stage: its name, who decides (the colleagues named, else whoever holds the permission), and in how many days.

    ``assigns_in_turn`` hands each case to the next of the colleagues named.
    """

    name: LocalizedText
    permission: str = ""
    reviewer_ids: tuple[int, ...] = ()
    assigns_in_turn: bool = False
    due_days: int | None = None


@dataclass(frozen=True, kw_only=True)
class PlanDetails:
    """None to five stages, one after the other."""

    stages: tuple[StageDetails, ...] = field(default_factory=tuple)
    needs_four_eyes: bool = False
