"""A table of minutes between every two of something, as it is stored and as it was typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from itertools import combinations

from flask import request

Pair = tuple[int, int]


@dataclass(frozen=True)
class MinutesTable:
    """What stands in each field, by pair of ids with the smaller one first, and which of them cannot be read."""

    typed: Mapping[Pair, str]
    wrong: frozenset[Pair] = field(default_factory=frozenset)

    @classmethod
    def showing(cls, stored: Mapping[Pair, int]) -> "MinutesTable":
        """Filled from what is stored."""
        return cls({pair: str(minutes) for pair, minutes in stored.items()})

    @classmethod
    def sent(cls, ids: Iterable[int], *, most: int) -> "MinutesTable":
        """What was typed; whole numbers up to ``most`` and nothing can be read."""
        typed = {
            pair: request.form.get(f"{pair[0]}-{pair[1]}", "").strip()[:6] for pair in combinations(sorted(ids), 2)
        }
        return cls(typed, frozenset(pair for pair, text in typed.items() if not _is_read(text, most)))

    @property
    def minutes(self) -> dict[Pair, int | None]:
        """The minutes typed; None where the field is empty."""
        return {pair: int(text) if text else None for pair, text in self.typed.items()}


def _is_read(text: str, most: int) -> bool:
    return not text or (text.isascii() and text.isdigit() and int(text) <= most)
