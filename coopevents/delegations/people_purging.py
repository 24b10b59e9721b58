"""Erasing delegates' sensitive answers when their time has come: 30 days after the visit, as each question says."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple

from coopevents.delegations import own_queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.confidential import definition_of
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_data import record_of
from coopevents.delegations.own_facts import DelegateAnswersPurged
from coopevents.delegations.recording import day_of
from coopevents.delegations.states import OVER, VisitState
from coopevents.facts import THE_HOUSE
from coopevents.forms.fields import Question
from coopevents.registration.protected import erase_protected

CAME_TO_NOTHING = OVER - {VisitState.CLOSED}


class Due(NamedTuple):
    """A visit of which sensitive answers are to be erased."""

    delegation_id: int


def list_due(now: datetime) -> list[Due]:
    """The visits that are over, and of whose delegates something sensitive is kept that is due."""
    found = own_queries.list_with_sealed_answers(day_of(now))
    return sorted(
        {
            Due(delegation.id)
            for delegation, _delegate, answers in found
            if due_keys(definition_of(answers).questions, delegation, now)
        }
    )


def due_keys(questions: Collection[Question], delegation: Delegation, now: datetime) -> frozenset[str]:
    """The sensitive questions whose days after the visit are over; for a visit that does not take place, those since
    that was said. Pure."""
    last = delegation.leaves_on
    if delegation.state in CAME_TO_NOTHING:
        last = min(last, day_of(delegation.state_since))
    days = (day_of(now) - last).days
    return frozenset(each.key for each in questions if each.is_sensitive and days > each.purge_after_days)


def purge(due: Due, *, now: datetime) -> int:
    """Erase what is due of one visit; returns how many delegates lost answers. The caller commits."""
    delegation, done = delegations.lock_delegation(due.delegation_id), 0
    for _same, delegate, answers in own_queries.list_with_sealed_answers(day_of(now), due.delegation_id):
        erased = erase_protected(answers, due_keys(definition_of(answers).questions, delegation, now), now=now)
        if erased:
            done += 1
            changes = {"answers": (erased, None)}
            record_of(DelegateAnswersPurged, delegation, delegate, now=now, actor=THE_HOUSE, changes=changes)
    return done
