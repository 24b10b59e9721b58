"""How far a table that was sent in has come, and what becomes of its rows."""

from enum import StrEnum


class ImportState(StrEnum):
    """Where a table stands: the worker looks at it, an organiser decides, the worker takes it over or back."""

    CHECKING = "checking"
    CHECKED = "checked"
    TAKING = "taking"
    DONE = "done"
    UNDOING = "undoing"
    UNDONE = "undone"
    DROPPED = "dropped"
    FAILED = "failed"


AT_WORK = frozenset({ImportState.CHECKING, ImportState.TAKING, ImportState.UNDOING})
"""What the worker has to do with."""
OPEN = AT_WORK | {ImportState.CHECKED}
"""What stands in the way of another table for the same event."""


class Verdict(StrEnum):
    """What a row would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    FAULTY = "faulty"


class Outcome(StrEnum):
    """What became of a row."""

    TAKEN = "taken"
    SKIPPED = "skipped"
    UNDONE = "undone"
    KEPT = "kept"
