"""What may stand on a schedule."""

from collections.abc import Collection, Iterable
from datetime import date, datetime, time, timedelta

from coopevents.calendars.public_holidays import known_countries
from coopevents.calendars.zones import TimeDoesNotExist, TimeHappensTwice, resolve_wall_time
from coopevents.i18n import _l
from coopevents.refusals import NotFound, Refusal
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.states import ActivityState
from coopevents.text import LocalizedText, folded, slugified

MINUTE = timedelta(minutes=1)
LONGEST = timedelta(days=3)
FIRST_YEAR, LAST_YEAR = 1990, 2200
LONGEST_TITLE = 300
LONGEST_TRACK = 80
MOST_SEATS = 100_000
MOST_OF_A_RESOURCE = 10_000


class ActivityNotFound(NotFound):
    """No such activity on this schedule."""


class EndsBeforeItStarts(Refusal):
    """The end is not after the start."""

    sentence = _l("It has to end after it starts. If it runs past midnight, give the day on which it ends.")


class IsTooLong(Refusal):
    """It lasts longer than anything on a programme does."""

    sentence = _l("It would last more than three days. Plan one activity for each day instead.")


class DayIsOutOfReach(Refusal):
    """A day lies too far in the past or future to be meant."""

    sentence = _l("Choose a day between 1990 and 2200.")


class TimeIsSkipped(Refusal):
    """The clocks go forward over this time."""


class TimeIsAmbiguous(Refusal):
    """The clocks go back over this time, so it happens twice."""


class TitleIsMissing(Refusal):
    """It has no title in any language."""

    sentence = _l("Give it a title in at least one language.")


class TitleIsTooLong(Refusal):
    """A title nobody could print."""

    sentence = _l("Titles hold at most 300 characters.")


class CapacityIsImpossible(Refusal):
    """Fewer than one seat, or more than any place has."""

    sentence = _l("The number of seats is at least 1. Leave it empty when everybody may come.")


class ReasonIsMissing(Refusal):
    """Something that needs a reason was asked without one."""

    sentence = _l("Say why, in a few words.")


class ActivityIsDraft(Refusal):
    """What nobody has seen cannot be cancelled."""

    sentence = _l("This is a draft that nobody has seen: delete it instead.")


class ActivityIsCancelled(Refusal):
    """It was cancelled; it has to be reopened first."""

    sentence = _l("This activity is cancelled. Reopen it first.")


class ActivityIsNotCancelled(Refusal):
    """It takes place anyway."""

    sentence = _l("This activity is not cancelled.")


class ActivityIsNotDraft(Refusal):
    """What guests may have seen is cancelled, never deleted."""

    sentence = _l("Guests may have seen this activity, so it cannot be deleted. Cancel it instead.")


class ActivityIsCarried(Refusal):
    """A ceremony or a tour hangs on it."""

    sentence = _l("A ceremony or a tour hangs on this activity. Cancel it instead: then everybody concerned is told.")


class ActivityWasChanged(Refusal):
    """Somebody else saved it after the page was opened."""

    sentence = _l(
        "Somebody else saved this activity in the meantime. What you typed is kept below; look at theirs first."
    )


class TimeIsIncomplete(Refusal):
    """A start without an end, or the other way round."""

    sentence = _l("Give both a start and an end, or neither to keep the activity in the tray.")


class ExpectedIsImpossible(Refusal):
    """A number of people nobody can mean."""

    sentence = _l("Give the number of people expected as a whole number, 0 or more.")


class SignUpsNeedCapacity(Refusal):
    """Places are booked one by one, but nobody said how many there are."""

    sentence = _l("Say how many places there are to be booked.")


class ActivityIsUnscheduled(Refusal):
    """It lies in the tray and has no time yet."""

    sentence = _l("This activity has no time yet. Put it on the programme first.")


class PlaceIsRetired(Refusal):
    """The place is no longer used."""

    sentence = _l("This place is no longer used. Choose another one.")


class ResourceIsGone(Refusal):
    """A resource that was retired or is no longer there."""

    sentence = _l("One of the resources is no longer there. Choose another one.")


class QuantityIsImpossible(Refusal):
    """None of a resource, or more than anybody has."""

    sentence = _l("Say how many of a resource are needed: at least 1, at most 10,000.")


class HolidaysAreUnknown(Refusal):
    """Nobody here knows the public holidays of that country."""

    sentence = _l("The public holidays of this country are not known here. Choose another one, or none.")


class TrackNotFound(NotFound):
    """No such track on this schedule."""


class TrackIsGone(Refusal):
    """The track was removed, or belongs to another schedule."""

    sentence = _l("This track is no longer there. Choose another one.")


class TrackNameIsMissing(Refusal):
    """It has no name in any language."""

    sentence = _l("Give the track a name in at least one language.")


class TrackNameIsTooLong(Refusal):
    """A name that would not fit on a card."""

    sentence = _l("Names of tracks hold at most 80 characters.")


class TrackNameIsTaken(Refusal):
    """Two tracks that a reader could not tell apart."""


def ensure_track_may_be_called(name: LocalizedText, others: Iterable[LocalizedText]) -> None:
    """Refuse no name, one that is too long, and one that another track has in the same language."""
    if not name:
        raise TrackNameIsMissing(field="name")
    if any(len(text) > LONGEST_TRACK for text in name.values()):
        raise TrackNameIsTooLong(field="name")
    taken = {(language, folded(text)) for other in others for language, text in other.items()}
    for language, text in name.items():
        if (language, folded(text)) in taken:
            raise TrackNameIsTaken(_l("There is a track called “%(name)s” already.", name=text), field="name")


def free_track_slug(name: LocalizedText, taken: Collection[str]) -> str:
    """What names a track in addresses: made from its Latin name, with a number when that is taken."""
    words = (slugified(name.get(language, "")) for language in ("en", "fr", *name))
    wanted = next(filter(None, words), "track")
    numbered = (f"{wanted}-{number}" for number in range(2, len(taken) + 3))
    return next(slug for slug in (wanted, *numbered) if slug not in taken)


def ensure_activity_is_possible(details: ActivityDetails) -> None:
    """Refuse what cannot be: no title, reversed times, no seats."""
    if not details.title:
        raise TitleIsMissing(field="title")
    if any(len(text) > LONGEST_TITLE for text in details.title.values()):
        raise TitleIsTooLong(field="title")
    if details.starts_at is not None and details.ends_at is not None:
        ensure_times_are_possible(details.starts_at, details.ends_at)
    elif details.starts_at is not None or details.ends_at is not None:
        raise TimeIsIncomplete(field="ends" if details.ends_at is None else "starts")
    if not MINUTE <= details.length * MINUTE <= LONGEST:
        raise IsTooLong(field="length")
    if details.capacity is not None and not 1 <= details.capacity <= MOST_SEATS:
        raise CapacityIsImpossible(field="capacity")
    if details.expected is not None and not 0 <= details.expected <= MOST_SEATS:
        raise ExpectedIsImpossible(field="expected")
    if details.takes_sign_ups and details.capacity is None:
        raise SignUpsNeedCapacity(field="capacity")
    if not all(1 <= each.quantity <= MOST_OF_A_RESOURCE for each in details.resources):
        raise QuantityIsImpossible


def ensure_holidays_are_known(country: str) -> None:
    """Refuse a country whose public holidays are not known; none at all is fine."""
    if country and country not in known_countries():
        raise HolidaysAreUnknown(field="holidays_of")


def ensure_times_are_possible(starts_at: datetime, ends_at: datetime) -> None:
    """Refuse an end that is not after the start, what lasts for days, and days nobody means."""
    for moment in (starts_at, ends_at):
        if not FIRST_YEAR - 1 <= moment.year <= LAST_YEAR + 1:  # a day's moments may lie in the year beside its own
            raise DayIsOutOfReach(field="day")
    if ends_at <= starts_at:
        raise EndsBeforeItStarts(field="ends")
    if ends_at - starts_at > LONGEST:
        raise IsTooLong(field="ends")


def ensure_day_is_in_reach(day: date, *, field: str) -> None:
    """Refuse a day so far away that nobody can mean it."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise DayIsOutOfReach(field=field)


def ensure_may_be_cancelled(state: ActivityState, reason: str) -> None:
    """Only what is public is cancelled, and with a reason."""
    if state is ActivityState.UNSCHEDULED:
        raise ActivityIsUnscheduled
    if state is ActivityState.DRAFT:
        raise ActivityIsDraft
    if state is ActivityState.CANCELLED:
        raise ActivityIsCancelled
    ensure_reason(reason)


def ensure_has_time(state: ActivityState) -> None:
    """Refuse what lies in the tray."""
    if state is ActivityState.UNSCHEDULED:
        raise ActivityIsUnscheduled


def ensure_reason(reason: str) -> None:
    """Refuse an empty reason, and one that nobody would read."""
    if not reason.strip():
        raise ReasonIsMissing(field="reason")
    if len(reason) > 500:
        raise Refusal(_l("Give the reason in at most 500 characters."), field="reason")


def moment_of(day: date, clock_time: time, zone: str, *, field: str, fold: int | None = None) -> datetime:
    """The moment, in UTC, a wall clock of ``zone`` shows that time on that day.

    Raises DayIsOutOfReach, TimeIsSkipped or, unless ``fold`` says which of the two is meant, TimeIsAmbiguous, at
    ``field``.
    """
    ensure_day_is_in_reach(day, field=field)
    try:
        return resolve_wall_time(datetime.combine(day, clock_time), zone, fold=fold)
    except TimeDoesNotExist as gap:
        sentence = _l(
            "On that day the clocks go forward and %(time)s does not exist. The next time there is is %(next)s.",
            time=f"{clock_time:%H:%M}",
            next=f"{gap.next_valid:%H:%M}",
        )
        raise TimeIsSkipped(sentence, field=field) from gap
    except TimeHappensTwice as overlap:
        sentence = _l(
            "On that day the clocks go back and %(time)s happens twice. Say which of the two you mean.",
            time=f"{clock_time:%H:%M}",
        )
        raise TimeIsAmbiguous(sentence, field=field) from overlap
