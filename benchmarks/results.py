"""What a benchmark found: one line per promise."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Result:
    """A promise, the figure found, what it is held against, and whether it is kept."""

    promise: str
    figure: str
    reference: str
    is_met: bool

    def line(self) -> str:
        """The result as it is printed."""
        return f"{self.promise} {self.figure} {self.reference} {'met' if self.is_met else 'missed'}"
