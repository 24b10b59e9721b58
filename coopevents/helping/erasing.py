"""Leaving nothing behind that says who offered to help.

What a programme shows of somebody who did help, their name, goes with the data of that visit.
"""

from datetime import datetime, timedelta

from coopevents.db import db
from coopevents.facts import THE_HOUSE, Actor
from coopevents.helping import erasing_queries as traces
from coopevents.helping import queries, registering
from coopevents.helping.facts import HelperErased
from coopevents.helping.models import Helper
from coopevents.helping.recording import record
from coopevents.helping.states import LIVE, HelperState
from coopevents.people import queries as people

KEPT = timedelta(days=90)
"""How long somebody is known after they withdrew or were declined; the privacy text of the house says so."""
KEPT_UNCONFIRMED = timedelta(days=7)
"""How long an address that was never confirmed is kept."""
AT_ONCE = 100


def erase_old(now: datetime) -> int:
    """Erase who is over for long, some at a time; how many. The caller commits."""
    found = queries.list_to_erase(now - KEPT_UNCONFIRMED, now - KEPT, limit=AT_ONCE)
    for each in found:
        erase(each, now=now, actor=THE_HOUSE)
    return len(found)


def erase(helper: Helper, *, now: datetime, actor: Actor) -> None:
    """Erase somebody at once, because they ask for it or their time is over; who still helps withdraws by it."""
    helper = queries.lock_helper(helper.id)
    if helper.state in LIVE and helper.state is not HelperState.UNCONFIRMED:
        registering.withdraw(helper, now=now, actor=actor)
    record(HelperErased, helper, now=now, actor=actor)
    traces.delete_messages(helper.id)
    person_id, has_made = helper.person_id, helper.has_made_person
    db.session.delete(helper)
    db.session.flush()
    if person_id is not None and has_made:
        traces.forget_person(people.get_person(person_id))
