"""What an invitation refuses, and when it is due. Pure."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration.invitation_states import OPEN, TRANSITIONS, InvitationState
from coopevents.registration.invitation_words import INVITATION_NAMES
from coopevents.registration.rules import SpokenDay

REMINDED_BEFORE = timedelta(days=3)


class InvitationIsAnswered(Refusal):
    """It was answered, expired or withdrawn before."""

    def __init__(self, state: InvitationState) -> None:
        words = _l("This is not possible while the state is “%(state)s”.", state=INVITATION_NAMES[state])
        super().__init__(words)


class AnswerIsTooLate(Refusal):
    """The last day to answer is over."""

    def __init__(self, last_day: date) -> None:
        words = _l(
            "Answers were possible until %(day)s. Write to the organisers if you would like to come.",
            day=SpokenDay(last_day),
        )
        super().__init__(words)


class AnswerDayIsOver(Refusal):
    """Nobody could answer such an invitation."""

    status = 422
    sentence = _l("Choose a day to come: the last day to answer is over.")

    def __init__(self) -> None:
        super().__init__(field="answer_by")


class KeptPlaceNeedsADay(Refusal):
    """A place is not kept for ever."""

    status = 422
    sentence = _l("Say until when to answer; the place is held until then.")

    def __init__(self) -> None:
        super().__init__(field="answer_by")


class NoPlaceToKeep(Refusal):
    """There is nothing to hold."""

    sentence = _l("All places are taken, so none can be held. Invite without holding a place, or raise the capacity.")

    def __init__(self) -> None:
        super().__init__(field="keeps_place")


class IsInvitedAlready(Refusal):
    """The address has an invitation that counts."""

    sentence = _l("Somebody with this address is invited already.")

    def __init__(self) -> None:
        super().__init__(field="email")


class IsRegisteredAlready(Refusal):
    """The address has a registration."""

    sentence = _l("Somebody with this address is registered already.")

    def __init__(self) -> None:
        super().__init__(field="email")


class EventIsNotPublished(Refusal):
    """The link would lead nowhere."""

    sentence = _l("Publish the event first; until then the link in the invitation leads nowhere.")


class EventIsOver(Refusal):
    """Nobody is invited to what was."""

    sentence = _l("The event is over, or does not take place; nobody is invited to it any more.")


class DelegateIsOneself(Refusal):
    """Nobody stands in for themselves."""

    status = 422
    sentence = _l("This is your own address. Write the address of the person who comes in your place.")

    def __init__(self) -> None:
        super().__init__(field="email")


class DelegateMayNotDelegate(Refusal):
    """One comes in the place of another, and there it ends."""

    sentence = _l("You were named by somebody else, so you cannot name another person. Accept or decline.")


class DelegateHasNoName(Refusal):
    """Whoever comes has a name."""

    status = 422
    sentence = _l("Write the name of the person who comes in your place.")

    def __init__(self) -> None:
        super().__init__(field="family_name")


def ensure_may_become(state: InvitationState, wanted: InvitationState) -> None:
    """Raise InvitationIsAnswered unless the one state may follow the other."""
    if wanted not in TRANSITIONS[state]:
        raise InvitationIsAnswered(state)


def ensure_answerable(
    state: InvitationState, answer_by: date | None, expires_at: datetime | None, *, now: datetime
) -> None:
    """Raise InvitationIsAnswered or AnswerIsTooLate unless it can be answered now. The last moment is too late."""
    is_late = expires_at is not None and now >= expires_at
    if answer_by is not None and (state is InvitationState.EXPIRED or (state in OPEN and is_late)):
        raise AnswerIsTooLate(answer_by)
    if state not in OPEN:
        raise InvitationIsAnswered(state)


def end_of(day: date | None, zone: str) -> datetime | None:
    """The moment after that day, by the clocks of the zone.

    >>> end_of(date(2026, 12, 1), "Asia/Shanghai")
    datetime.datetime(2026, 12, 1, 16, 0, tzinfo=datetime.timezone.utc)
    """
    if day is None:
        return None
    return datetime.combine(day + timedelta(days=1), time(), ZoneInfo(zone)).astimezone(UTC)


def reminder_at(sent_at: datetime, expires_at: datetime | None) -> datetime | None:
    """When to remind: three days before the end, or when half of the time is over, whichever is later.

    >>> reminder_at(datetime(2026, 12, 1, tzinfo=UTC), datetime(2026, 12, 11, tzinfo=UTC)).day
    8
    """
    if expires_at is None or expires_at <= sent_at:
        return None
    return max(expires_at - REMINDED_BEFORE, sent_at + (expires_at - sent_at) / 2)
