"""When a question or a section is asked: tests of earlier answers. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any


class Operator(StrEnum):
    """How an answer is tested."""

    IS = "is"
    IS_NOT = "is_not"
    IS_ANSWERED = "is_answered"
    IS_EMPTY = "is_empty"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True)
class Test:
    """One test of one answer.

    ``key`` names an earlier question, or what is known of the guest (``guest.country``, ``guest.role``). ``IS`` holds
    when the answer, or one of several, is among ``values``; ``AT_LEAST`` and ``AT_MOST`` compare numbers and days with
    the first of them.
    """

    __test__ = False  # no test of pytest's

    key: str
    operator: Operator
    values: tuple[str, ...] = ()

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether the answers pass; an answer that was not given passes only ``IS_NOT`` and ``IS_EMPTY``."""
        given = _as_texts(answers.get(self.key))
        match self.operator:
            case Operator.IS:
                return bool(set(given) & set(self.values))
            case Operator.IS_NOT:
                return not set(given) & set(self.values)
            case Operator.IS_ANSWERED:
                return bool(given)
            case Operator.IS_EMPTY:
                return not given
        return bool(given and self.values) and _compares(given[0], self.operator, self.values[0])


@dataclass(frozen=True)
class Condition:
    """Tests of which every one (``needs_all``), or at least one, has to hold."""

    tests: tuple[Test, ...]
    needs_all: bool = True

    def holds(self, answers: Mapping[str, Any]) -> bool:
        """Whether the answers pass."""
        found = [test.holds(answers) for test in self.tests]
        return all(found) if self.needs_all else any(found)

    @property
    def keys(self) -> frozenset[str]:
        """The keys whose answers are looked at."""
        return frozenset(test.key for test in self.tests)

    def to_json(self) -> dict[str, Any]:
        """The condition as it is stored, and as the browser reads it."""
        tests = [{"key": test.key, "operator": test.operator.value, "values": list(test.values)} for test in self.tests]
        return {"tests": tests, "needs_all": self.needs_all}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> "Condition | None":
        """The condition as it was stored; None when there was none."""
        if stored is None:
            return None
        tests = (Test(each["key"], Operator(each["operator"]), tuple(each["values"])) for each in stored["tests"])
        return cls(tuple(tests), stored["needs_all"])


def _as_texts(answer: Any) -> list[str]:
    """An answer as the texts that are compared: several for a choice of many, ``yes`` for a ticked box."""
    if answer is True:
        return ["yes"]
    if isinstance(answer, Mapping):
        return [str(part) for part in answer.values() if part not in (None, "")]
    if isinstance(answer, list | tuple):
        return [str(each) for each in answer]
    return [str(answer)] if answer not in (None, "", False) else []


def _compares(given: str, operator: Operator, bound: str) -> bool:
    left, right = _measured(given), _measured(bound)
    if left is None or right is None or type(left) is not type(right):
        return False
    return bool(left >= right if operator is Operator.AT_LEAST else left <= right)  # type: ignore[operator]


def _measured(text: str) -> Decimal | date | None:
    try:
        return Decimal(text)
    except InvalidOperation:
        pass
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
