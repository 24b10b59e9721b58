"""Agendas of people who are not registered: picks behind an unguessable link, and nothing about whose they are.

They are forgotten ninety days after the event.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.events.models import Event
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import open_agenda_queries as queries
from coopevents.registration import tokens
from coopevents.registration.agendas import ActivityIsNotOnTheProgramme, overlapping
from coopevents.registration.models import OpenAgenda, OpenAgendaPick
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme

KEPT_AFTER_EVENT = timedelta(days=90)
MOST_A_MINUTE = 300
"""So many agendas may begin within a minute: a full hall with its phones out, but no machine."""
MOST_PICKS = 300


class TooManyAgendas(Refusal):
    """More agendas begin than people can tap."""

    status = 429
    sentence = _l("Too many people begin an agenda at this moment. Try again in a minute.")


class AgendaIsFull(Refusal):
    """Nobody attends hundreds of activities."""

    sentence = _l("There is no room for more on this agenda. Take something off it first.")


def find_agenda(token: str, *, now: datetime) -> OpenAgenda | None:
    """The agenda the link's token opens; None for a wrong or replaced one, and once it is over."""
    agenda = queries.find_by_link_token(token)
    return agenda if agenda is not None and not is_over(agenda.event, now) else None


def find_calendar(token: str, *, now: datetime) -> OpenAgenda | None:
    """The agenda the calendar's token opens; None for a wrong or replaced one, and once it is over."""
    agenda = queries.find_by_calendar_token(token)
    return agenda if agenda is not None and not is_over(agenda.event, now) else None


def is_over(event: Event, now: datetime) -> bool:
    """Whether the agendas of an event are no longer kept."""
    return now.date() > event.ends_on + KEPT_AFTER_EVENT


def begin_agenda(event: Event, *, now: datetime) -> OpenAgenda:
    """An empty agenda; agendas whose time is over are forgotten on this occasion.

    Raises TooManyAgendas.
    """
    if queries.count_begun_since(event.id, now - timedelta(minutes=1)) >= MOST_A_MINUTE:
        raise TooManyAgendas
    queries.forget_of_events_before(now.date() - KEPT_AFTER_EVENT)
    agenda = OpenAgenda(event=event, reference=tokens.new_reference(), created_at=now, changed_at=now)
    db.session.add(agenda)
    db.session.flush()
    return agenda


def pick(agenda: OpenAgenda, programme: ReleasedProgramme | None, uid: str, *, now: datetime) -> list[ReleasedActivity]:
    """Put an activity on the agenda; returns what is picked for the same time, which is not refused.

    Raises ActivityIsNotOnTheProgramme or AgendaIsFull.
    """
    activity = programme.find(uid) if programme is not None else None
    if programme is None or activity is None or activity.is_dropped or activity.is_cancelled:
        raise ActivityIsNotOnTheProgramme
    picked = queries.list_picks(agenda.id)
    if uid not in picked:
        if len(picked) >= MOST_PICKS:
            raise AgendaIsFull
        _add(agenda, [uid], now)
    return overlapping(activity, [each for each in programme.shown if each.uid in picked])


def unpick(agenda: OpenAgenda, uid: str, *, now: datetime) -> None:
    """Take an activity off the agenda."""
    found = queries.find_pick(agenda.id, uid)
    if found is not None:
        db.session.delete(found)
        agenda.changed_at = now
        db.session.flush()


def merge(agenda: OpenAgenda, other: OpenAgenda, *, now: datetime) -> None:
    """Put what is on the other agenda of the same event on this one, too."""
    mine = queries.list_picks(agenda.id)
    more = sorted(queries.list_picks(other.id) - mine)
    _add(agenda, more[: MOST_PICKS - len(mine)], now)


def replace_links(agenda: OpenAgenda, *, now: datetime) -> None:
    """Give the agenda a new link and its calendar a new address; the old ones are worthless at once."""
    agenda.link_version += 1
    agenda.agenda_version += 1
    agenda.changed_at = now


def delete_agenda(agenda: OpenAgenda) -> None:
    """Forget the agenda and everything on it."""
    queries.forget_picks(agenda.id)
    db.session.delete(agenda)
    db.session.flush()


def _add(agenda: OpenAgenda, uids: Iterable[str], now: datetime) -> None:
    db.session.add_all(OpenAgendaPick(agenda_id=agenda.id, activity_uid=uid, picked_at=now) for uid in uids)
    agenda.changed_at = now
    db.session.flush()
