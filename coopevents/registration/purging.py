"""Erasing sensitive answers when their time has come: some days after the event's last one, as each question says."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from coopevents.events.models import Event
from coopevents.facts import THE_HOUSE
from coopevents.forms.fields import Question
from coopevents.forms.hiding import questions_by_now
from coopevents.registration import purge_queries, queries, seats
from coopevents.registration.privacy_facts import AnswersPurged
from coopevents.registration.protected import erase_protected

AT_ONCE = 100
"""How many registrations are dealt with in one transaction."""


@dataclass(frozen=True)
class Due:
    """What is to be erased: the answers with these keys, to one version of a form, at one event."""

    event_id: int
    version_id: int
    keys: frozenset[str]


def list_due(now: datetime) -> list[Due]:
    """Everything whose time has come."""
    found = []
    for version, event in purge_queries.list_versions_in_use(now.date() + timedelta(days=1)):
        keys = due_keys(questions_by_now(version), event, now)
        if keys:
            found.append(Due(event.id, version.id, keys))
    return found


def due_keys(questions: Collection[Question], event: Event, now: datetime) -> frozenset[str]:
    """The sensitive questions whose days after the event are over, by the calendar where it takes place; pure."""
    days_since = (now.astimezone(ZoneInfo(event.time_zone)).date() - event.ends_on).days
    due = {each.key for each in questions if each.is_sensitive and days_since > each.purge_after_days}
    worked_out = {each.key for each in questions if due & set(each.computes_from)}
    return frozenset(due | worked_out)


def purge(due: Due, *, now: datetime) -> Iterator[int]:
    """Erase, some registrations at a time; the caller commits after each step and is told how many lost answers."""
    after = 0
    while True:
        queries.lock_terms(due.event_id)  # as every change of answers does: nobody's words are lost, none come back
        batch = purge_queries.list_with_sealed_answers(due.version_id, after=after, limit=AT_ONCE)
        if not batch:
            return
        done = 0
        for registration, answers in batch:
            erased = erase_protected(answers, due.keys, now=now)
            if erased:
                done += 1
                changes = {"answers": (erased, None)}
                seats.record(AnswersPurged, registration, registration.event, now=now, actor=THE_HOUSE, changes=changes)
            after = registration.id
        yield done
