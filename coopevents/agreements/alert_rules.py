"""When agreements call for attention, how urgently, and who is told; pure, with today handed in."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from coopevents.agreements.states import HOLDING, UNSIGNED, AgreementState, SigningWay, TermKind


class AlertKind(StrEnum):
    """What an alert is about: a term ends, the last day of notice comes, a review is due, a draft does not move."""

    EXPIRY = "expiry"
    NOTICE = "notice"
    REVIEW = "review"
    STALLED = "stalled"


class Level(StrEnum):
    """Whom an alert goes to, in the order in which it rises."""

    RESPONSIBLE = "responsible"
    LEAD = "lead"
    OFFICE = "office"


THRESHOLDS = (180, 90, 60, 30)
"""So many days before the day that counts, an alert is due."""
STALLED_STEPS = (1, 2, 3)
"""After so many times the days an office allows a draft to stand still, an alert is due."""
LATE = timedelta(days=30)
"""For so long after a day of notice or review, somebody who was not told before is still told."""
_BY_DAYS = {
    180: (Level.RESPONSIBLE,),
    90: (Level.RESPONSIBLE, Level.LEAD),
    60: (Level.RESPONSIBLE, Level.LEAD),
    30: (Level.RESPONSIBLE, Level.LEAD, Level.OFFICE),
}
RISES: dict[AlertKind, dict[int, tuple[Level, ...]]] = {
    AlertKind.EXPIRY: _BY_DAYS,
    AlertKind.NOTICE: _BY_DAYS,
    AlertKind.REVIEW: _BY_DAYS,
    AlertKind.STALLED: {
        1: (Level.RESPONSIBLE,),
        2: (Level.RESPONSIBLE, Level.LEAD),
        3: (Level.RESPONSIBLE, Level.LEAD, Level.OFFICE),
    },
}
"""Who is told at which threshold."""


@dataclass(frozen=True, kw_only=True)
class Watched:
    """What has to be known of an agreement to say when it calls for attention.

    ``moved_on`` is the day on which anything last happened to it; ``is_succeeded``: what renews or amends it is signed.
    """

    state: AgreementState
    term: TermKind
    moved_on: date
    signing_way: SigningWay | None = None
    ends_on: date | None = None
    ended_on: date | None = None
    review_on: date | None = None
    notice_days: int = 0
    is_succeeded: bool = False


@dataclass(frozen=True)
class Calling:
    """What an agreement calls for, and the day that counts: the last day, or for a draft the day it last moved."""

    kind: AlertKind
    day: date


@dataclass(frozen=True)
class Due:
    """An alert that is due now: the nearest threshold, and those before it that were never told and never will be."""

    kind: AlertKind
    day: date
    threshold: int
    passed: tuple[int, ...] = ()


def calls_for(watched: Watched) -> Calling | None:
    """What the agreement calls for sooner or later, None when nobody needs to think of it.

    A signing at a ceremony waits for its day; what is renewed, amended, terminated (for whatever day), expired or
    abandoned needs nobody.
    """
    if watched.state in UNSIGNED:
        waits_for_ceremony = (
            watched.state is AgreementState.SCHEDULED and watched.signing_way is SigningWay.CEREMONY
        )  # fmt: skip
        return None if waits_for_ceremony else Calling(AlertKind.STALLED, watched.moved_on)
    if watched.state not in HOLDING or watched.ended_on is not None or watched.is_succeeded:
        return None
    return _end_of(watched)


def _end_of(watched: Watched) -> Calling | None:
    if watched.term is TermKind.EVERGREEN:
        return Calling(AlertKind.REVIEW, watched.review_on) if watched.review_on else None
    if watched.ends_on is None:
        return None
    if watched.term is TermKind.RENEWING:
        return Calling(AlertKind.NOTICE, watched.ends_on - timedelta(days=watched.notice_days))
    return Calling(AlertKind.EXPIRY, watched.ends_on)


def due_alert(
    watched: Watched, today: date, done: Collection[tuple[AlertKind, date, int]], *, stalled_days: int
) -> Due | None:
    """The alert that is due today, given those that are done with: (kind, day, threshold).

    However many thresholds were reached meanwhile, only the nearest is told. Once the day itself has passed nobody is
    told of an end; of a day of notice or review they are for a month.
    """
    calling = calls_for(watched)
    if calling is None:
        return None
    reached = _reached(calling, today, stalled_days)
    if not reached or _is_too_late(calling, today):
        return None
    nearest, *before = reached
    if (calling.kind, calling.day, nearest) in done:
        return None
    passed = tuple(each for each in before if (calling.kind, calling.day, each) not in done)
    return Due(calling.kind, calling.day, nearest, passed)


def _reached(calling: Calling, today: date, stalled_days: int) -> list[int]:
    """The thresholds reached, the most pressing first."""
    if calling.kind is AlertKind.STALLED:
        stood = (today - calling.day).days
        return [each for each in reversed(STALLED_STEPS) if stood >= each * stalled_days]
    left = (calling.day - today).days
    return [each for each in reversed(THRESHOLDS) if left <= each]


def _is_too_late(calling: Calling, today: date) -> bool:
    if calling.kind is AlertKind.STALLED:
        return False
    patience = timedelta() if calling.kind is AlertKind.EXPIRY else LATE
    return today > calling.day + patience


def levels_for(due: Due, *, is_first: bool, has_moved: bool) -> tuple[Level, ...]:
    """Who is told: the nearer the day, the more; and at 60 days the office too when the first alert moved nobody."""
    levels = RISES[due.kind][due.threshold]
    if due.threshold == 60 and not is_first and not has_moved:
        return (*levels, Level.OFFICE)
    return levels
