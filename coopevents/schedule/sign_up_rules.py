"""Who may book a place in an activity. Pure."""

from collections.abc import Iterable
from datetime import datetime

from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityState
from coopevents.text import LocalizedText


class TakesNoSignUps(Refusal):
    """Places in it are not booked one by one, or it is not on the programme."""

    sentence = _l("Places in this activity cannot be booked. Whoever comes, comes.")


class HasBegun(Refusal):
    """It is too late to book or to leave."""

    sentence = _l("This activity has begun. Places can no longer be booked or given back.")


class IsElsewhereThen(Refusal):
    """One cannot be at two places at once."""


class SignUpNotFound(NotFound):
    """Nobody of that name in this activity."""


def ensure_takes_sign_ups(activity: Activity) -> None:
    """Refuse what is not public, or needs no booking."""
    if activity.state is not ActivityState.PUBLIC or not activity.takes_sign_ups or activity.capacity is None:
        raise TakesNoSignUps


def ensure_has_not_begun(activity: Activity, now: datetime) -> None:
    """Refuse bookings, and giving back, once it has begun: the roster then tells who was expected."""
    if activity.starts_at <= now:
        raise HasBegun


def ensure_is_nowhere_else(activity: Activity, others: Iterable[Activity], language: str) -> None:
    """Refuse a place at a time at which the person is in something else already, and name it."""
    title = LocalizedText.in_language
    for other in others:
        if touches(activity, other):
            raise IsElsewhereThen(
                _l(
                    "At that time you are at “%(title)s”. Give that place back first, or choose another time.",
                    title=title(other.title, language),
                )
            )


def touches(activity: Activity, other: Activity) -> bool:
    """Whether two activities take place at the same time, if only for a moment."""
    return (
        other.id != activity.id
        and other.state in {ActivityState.PUBLIC, ActivityState.DRAFT}
        and other.starts_at < activity.ends_at
        and activity.starts_at < other.ends_at
    )


def has_free_place(capacity: int | None, booked: int) -> bool:
    """Whether one more person can be given a place."""
    return capacity is not None and booked < capacity
