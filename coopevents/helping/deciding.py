"""What the office makes of those who registered to help."""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.helping import keeping, queries, rules
from coopevents.helping.facts import HelperApproved, HelperDeclined, HelperNoted
from coopevents.helping.models import Helper
from coopevents.helping.recording import record
from coopevents.helping.states import HelperState
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.text import cleaned


def approve(helper: Helper, *, now: datetime, actor: Actor) -> None:
    """Find or make the person in the office's register, so that they are found for visits.

    A record of somebody known is only added to. Raises StateForbids.
    """
    helper = queries.lock_helper(helper.id)
    rules.ensure_state(helper.state, HelperState.WAITING, HelperState.DECLINED)
    said = {name: getattr(helper, name) for name in keeping.OF_PERSON}
    person = people.find_or_add_person(
        PersonDetails(email=helper.email, **said), unit_id=helper.unit_id, now=now, actor=actor,
        known_to=[helper.unit_id],
    )  # fmt: skip
    helper.has_made_person = person.created_at == now or (helper.has_made_person and helper.person_id == person.id)
    helper.person_id = person.id
    helper.state, helper.state_since, helper.decided_at, helper.reason = HelperState.APPROVED, now, now, ""
    keeping.keep_in_step(helper, now=now, actor=actor)
    record(HelperApproved, helper, now=now, actor=actor)


def decline(helper: Helper, reason: str, *, now: datetime, actor: Actor) -> None:
    """Do without them, whether they were approved before or not; the reason is in the letter.

    Raises ReasonIsMissing or StateForbids.
    """
    helper = queries.lock_helper(helper.id)
    rules.ensure_state(helper.state, HelperState.WAITING, HelperState.APPROVED)
    reason = cleaned(reason)[:2000]
    if not reason:
        raise rules.ReasonIsMissing(field="reason")
    helper.state, helper.state_since, helper.decided_at, helper.reason = HelperState.DECLINED, now, now, reason
    keeping.let_go(helper, now=now, actor=actor)
    record(HelperDeclined, helper, now=now, actor=actor)


def note(helper: Helper, qualities: str, *, now: datetime, actor: Actor) -> None:
    """Write down what the office thinks of them; they never read it."""
    helper = queries.lock_helper(helper.id)
    qualities = cleaned(qualities)[:2000]
    if qualities == helper.qualities:
        return
    helper.qualities = qualities
    db.session.flush()
    record(HelperNoted, helper, now=now, actor=actor)
