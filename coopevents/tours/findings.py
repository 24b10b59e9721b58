"""What is wrong with a departure besides clashes: nobody leads it, or nobody speaks its language. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """What is wrong."""

    NO_GUIDE = "no_guide"
    LANGUAGE = "language"
    TOO_FEW = "too_few"
    DAY_IS_CLOSED = "day_is_closed"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong: of whom, and what about."""

    kind: FindingKind
    person_id: int | None = None
    codes: tuple[str, ...] = ()
    number: int = 0


def findings_of(
    languages: Iterable[str],
    guide_ids: Iterable[int],
    backup_id: int | None,
    speaks: Mapping[int, frozenset[str]],
    *,
    heads: int,
    least_heads: int,
    is_soon: bool,
    is_closed_day: bool = False,
) -> list[Finding]:
    """Everything wrong with a departure led in these languages by these people.

    Guides of whom no language is known are believed to speak every one. Too few guests are told when it is soon.
    """
    wanted, leading = tuple(languages), tuple(guide_ids)
    found = [] if leading else [Finding(FindingKind.NO_GUIDE)]
    for each in dict.fromkeys((*leading, *((backup_id,) if backup_id is not None else ()))):
        known = speaks.get(each, frozenset())
        missing = tuple(code for code in wanted if code not in known)
        if known and missing and not (len(leading) > 1 and _together(leading, speaks) >= set(wanted)):
            found.append(Finding(FindingKind.LANGUAGE, each, missing))
    if is_soon and heads < least_heads:
        found.append(Finding(FindingKind.TOO_FEW, number=heads))
    if is_closed_day:
        found.append(Finding(FindingKind.DAY_IS_CLOSED))
    return found


def _together(leading: Iterable[int], speaks: Mapping[int, frozenset[str]]) -> set[str]:
    return {code for each in leading for code in speaks.get(each, frozenset())}
