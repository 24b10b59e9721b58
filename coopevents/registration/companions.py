"""Who comes along with a guest: each takes a seat of their own."""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration import quotas, rules, seats, waiting
from coopevents.registration.facts import RegistrationChanged
from coopevents.registration.models import Registration
from coopevents.registration.states import HOLDING_A_SEAT, RegistrationState

SETTLED = frozenset({RegistrationState.OFFERED, RegistrationState.CHECKED_IN, RegistrationState.NO_SHOW})
"""Where as many places are held, or were used, as were wished for."""


class NoPlaceForCompanions(Refusal):
    """There are not as many places left as would come along."""

    status = 422
    sentence = _l("There are not enough places left for so many. Fewer can come along, or write to the organisers.")


def may_change(registration: Registration) -> bool:
    """Whether the guest may say anew how many come along: never a member of a group, whose leader holds the places."""
    return registration.group_id is None and registration.state not in SETTLED


def bring(registration: Registration, count: int, *, now: datetime, actor: Actor) -> None:
    """Let so many come along, at most as many as the form allows or as come already; what becomes free is passed on.

    Raises StateForbids, QuotaIsUsedUp or NoPlaceForCompanions.
    """
    terms = seats.lock(registration)
    if count == registration.companion_count:
        return
    if not may_change(registration):
        raise rules.StateForbids(registration.state)
    count = min(max(count, 0), max(registration.form.most_companions, registration.companion_count))
    more = count - registration.companion_count
    holds = registration.state in HOLDING_A_SEAT
    if more > 0 and holds:
        quotas.has_place_for(registration.event, quotas.origin_of(registration), more, may_wait=False)
        if not seats.has_room_for(terms, registration.form, more):
            raise NoPlaceForCompanions(field="companion_count")
    registration.companion_count, registration.changed_at = count, now
    db.session.flush()
    changes = {"fields": (None, ["companion_count"])}
    seats.record(RegistrationChanged, registration, registration.event, now=now, actor=actor, changes=changes)
    if more < 0:
        waiting.pass_on(registration.event, terms, now=now)
