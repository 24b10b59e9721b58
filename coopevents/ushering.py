"""What the clock does with waiting lists, groups, guests, invitations and follow-ups: the worker calls, each deed is a
commit.

Offers expire and are passed on, lots are drawn, leaders are warned, places nobody was named for are released, guests
with a place are asked the later questions and reminded of them, who is invited is reminded, or answered too late, and
colleagues hear on the day what they are to follow up at a partner. Tours are made, closed, begun and ended, and their
parties told and reminded.
"""

from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import partial

from flask import Flask
from sqlalchemy.exc import SQLAlchemyError

from coopevents import clock, unit_of_work
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.logs import log
from coopevents.partners import notes, story_queries
from coopevents.registration import (
    follow_up_queries,
    follow_ups,
    group_queries,
    groups,
    invitation_queries,
    invitations,
    queries,
    waiting,
    waiting_queries,
    waiting_service,
)
from coopevents.tours import by_the_clock as tours
from coopevents.unit_of_work import each_on_its_own


class Usher:
    """Sees to what is due; what fails is written to the log and tried again, and the others do not wait."""

    def __init__(self, app: Flask) -> None:
        self.app = app

    def usher(self, now: datetime | None = None) -> datetime | None:
        """Do everything that is due by now; returns when the next deed is, None when nothing waits."""
        with self.app.app_context():
            try:
                return self._usher(now or clock.now())
            except SQLAlchemyError as error:
                log.warning("the database does not answer the worker", reason=type(error).__name__)
                return clock.now() + timedelta(seconds=5)
            finally:
                unit_of_work.discard()

    def _usher(self, now: datetime) -> datetime | None:
        with unit_of_work.looking():
            expired, reminders = waiting_queries.list_expired_offers(now), waiting_queries.list_offers_to_remind_of(now)
            draws = waiting_queries.list_events_to_draw(now)
            ended, warned = group_queries.list_holds_to_end(now), group_queries.list_holds_to_warn_of(now)
            asked, late = follow_ups.list_to_ask(now), follow_ups.list_to_remind(now)
            unanswered, invited = invitation_queries.list_expired(now), invitation_queries.list_to_remind_of(now)
            of_tours = tours.list_due(now)
            today = notes.reminding_day(now)
            fallen_due = story_queries.list_to_remind(today)
        each_on_its_own("offer", (offer_id for _event, offer_id in expired), lambda each: _expire(each, now))
        each_on_its_own("event", draws, lambda each: _draw(each, now))
        each_on_its_own("group", (group_id for _event, group_id in ended), lambda each: _end_hold(each, now))
        each_on_its_own("offer", (offer_id for _event, offer_id in reminders), lambda each: _remind(each, now))
        each_on_its_own("group", (group_id for _event, group_id in warned), lambda each: _warn(each, now))
        each_on_its_own("invitation", unanswered, lambda each: _end_invitation(each, now))
        each_on_its_own("invitation", invited, lambda each: _remind_of_invitation(each, now))
        each_on_its_own("registration", asked, lambda each: follow_ups.ask(queries.get_by_id(each), now=now))
        each_on_its_own("registration", late, lambda each: _remind_of_questions(each, now))
        for number, deed in of_tours:
            each_on_its_own("tour or its booking", [number], partial(_do, deed))
        each_on_its_own("note", fallen_due, lambda each: _remind_owner(each, today, now))
        if len(asked) >= follow_ups.AT_ONCE:
            return now + timedelta(seconds=1)
        with unit_of_work.looking():
            return _next_due(now)


def _draw(event_id: int, now: datetime) -> None:
    waiting.draw(events.get_event(event_id), now=now, actor=THE_HOUSE)


def _remind_owner(note_id: int, today: date, now: datetime) -> None:
    notes.remind_owner(story_queries.get_note_by_id(note_id), today, now=now)


def _do(deed: Callable[[], object], _number: int) -> None:
    deed()


def _expire(offer_id: int, now: datetime) -> None:
    waiting_service.expire_offer(waiting_queries.get_offer(offer_id), now=now, actor=THE_HOUSE)


def _remind(offer_id: int, now: datetime) -> None:
    waiting_service.remind_of_offer(waiting_queries.get_offer(offer_id), now=now, actor=THE_HOUSE)


def _remind_of_questions(registration_id: int, now: datetime) -> None:
    follow_ups.remind(follow_up_queries.get_follow_up(registration_id), now=now, actor=THE_HOUSE)


def _end_hold(group_id: int, now: datetime) -> None:
    groups.end_hold(group_queries.get_by_id(group_id), now=now, actor=THE_HOUSE)


def _warn(group_id: int, now: datetime) -> None:
    groups.warn_of_end(group_queries.get_by_id(group_id), now=now, actor=THE_HOUSE)


def _end_invitation(invitation_id: int, now: datetime) -> None:
    invitations.expire(invitation_queries.get_by_id(invitation_id), now=now, actor=THE_HOUSE)


def _remind_of_invitation(invitation_id: int, now: datetime) -> None:
    invitations.remind(invitation_queries.get_by_id(invitation_id), now=now, actor=THE_HOUSE)


def _next_due(now: datetime) -> datetime | None:
    due = (
        waiting_queries.next_offer_to_expire(),
        waiting_queries.next_draw(),
        group_queries.next_hold_to_end(),
        invitation_queries.next_due(),
        tours.next_due(),
    )
    return min((each for each in due if each is not None and each > now), default=None)
