"""What is tapped on the board of the day: who is here, who came to a meeting, what runs late.

Each tap counts once, by its key, however often and in whatever order it comes in: of two taps about the same thing the
later moment holds, by whichever colleague's phone.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select

from coopevents.db import db
from coopevents.delegations import arrivals, delegate_queries, itinerary_queries, running_late
from coopevents.delegations import queries as delegations
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.states import COMING
from coopevents.delegations.tap_models import TapKind, VisitTap
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.schedule import signing_up
from coopevents.schedule.states import ActivityState

LONGEST_WAY = timedelta(hours=36)
"""A tap that was so long on its way speaks of a day that is over."""
ARRIVALS = frozenset({TapKind.ARRIVED, TapKind.NOT_ARRIVED, TapKind.LEFT, TapKind.STILL_HERE})
ATTENDANCE = frozenset({TapKind.CAME, TapKind.MISSED})


class TapIsTooOld(Refusal):
    """It lay on a phone for days."""

    status = 409
    sentence = _l("A tap from more than a day ago was not counted: write it down on the page of the visit.")


class VisitIsNotToday(Refusal):
    """It is over, called off, or not sent yet."""

    status = 409
    sentence = _l("This visit is over or was called off, so nothing was changed.")


@dataclass(frozen=True)
class TapDetails:
    """One tap: ``key`` is its intention, ``at`` the moment of the finger on the glass.

    Arrivals speak of a delegate, delays of a line, attendance of both.
    """

    key: str
    kind: TapKind
    at: datetime
    delegate_id: int | None = None
    line_id: int | None = None
    minutes: int = 0


def take_tap(delegation: Delegation, tap: TapDetails, *, now: datetime, actor: Actor) -> VisitTap:
    """Let a tap count; one that came in before changes nothing.

    Raises TapIsTooOld, VisitIsNotToday, NotFound for a delegate or line of another visit, and what the deed itself
    refuses: VisitForbids, CannotRunLate, DelayIsImpossible.
    """
    delegation = delegations.lock_delegation(delegation.id)
    known = db.session.scalar(select(VisitTap).where(VisitTap.delegation_id == delegation.id, VisitTap.key == tap.key))
    if known is not None:
        return known
    if now - tap.at > LONGEST_WAY:
        raise TapIsTooOld
    if delegation.state not in COMING:
        raise VisitIsNotToday
    delegate = None if tap.delegate_id is None else delegate_queries.get_delegate(delegation.id, tap.delegate_id)
    item = None if tap.line_id is None else itinerary_queries.get_item(delegation.id, tap.line_id)
    made = VisitTap(
        key=tap.key,
        delegation_id=delegation.id,
        delegate_id=None if delegate is None else delegate.id,
        activity_id=None if item is None else item.activity_id,
        kind=tap.kind,
        minutes=tap.minutes,
        at=tap.at,
        received_at=now,
    )
    if _is_latest(made):
        _do(delegation, tap, delegate, item, now, actor)
    db.session.add(made)
    db.session.flush()
    return made


def is_known(delegation: Delegation, key: str) -> bool:
    """Whether this tap came in before."""
    same = select(VisitTap.id).where(VisitTap.delegation_id == delegation.id, VisitTap.key == key)
    return db.session.scalar(same) is not None


def _do(
    delegation: Delegation,
    tap: TapDetails,
    delegate: Delegate | None,
    item: ItineraryItem | None,
    now: datetime,
    actor: Actor,
) -> None:
    if tap.kind in ARRIVALS and delegate is not None:
        deed = {
            TapKind.ARRIVED: arrivals.check_in,
            TapKind.NOT_ARRIVED: arrivals.take_check_in_back,
            TapKind.LEFT: arrivals.see_off,
            TapKind.STILL_HERE: arrivals.take_leave_back,
        }[tap.kind]
        deed(delegate, now=tap.at, actor=actor)
    elif tap.kind in ATTENDANCE and delegate is not None and item is not None:
        if item.activity.state is not ActivityState.CANCELLED:
            came = tap.kind is TapKind.CAME
            signing_up.take_attendance(item.activity, delegate.person_id, came, now=tap.at, actor=actor)
    elif tap.kind is TapKind.LATE and item is not None:
        # It moves things now, so what is over by now stays, whenever it was tapped.
        running_late.run_late(delegation, item.activity_id, tap.minutes, key=tap.key, now=now, actor=actor)


def _is_latest(made: VisitTap) -> bool:
    """Whether nothing that was tapped later about the same thing has come in before it. Delays add up."""
    if made.kind is TapKind.LATE:
        return True
    later = select(VisitTap.id).where(
        VisitTap.delegation_id == made.delegation_id,
        VisitTap.delegate_id == made.delegate_id,
        VisitTap.activity_id.is_(None) if made.activity_id is None else VisitTap.activity_id == made.activity_id,
        VisitTap.kind.in_(ARRIVALS if made.kind in ARRIVALS else ATTENDANCE),
        VisitTap.at > made.at,
    )
    return db.session.scalar(later.limit(1)) is None
