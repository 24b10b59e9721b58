"""Quotas: set by the office, asked wherever a seat is given or a place confirmed, behind the lock of the terms.

They bind guests, groups, whoever is invited with a place held, and the office when it approves or offers. Who has a
place held already, a member of a group or somebody invited, is not counted anew when filling in who they are; nor is
anybody turned away at the gate.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property

from flask_babel.speaklater import LazyString

from coopevents import ledger
from coopevents.db import db
from coopevents.events.models import Event
from coopevents.facts import Actor, Changes, Fact, Subject
from coopevents.forms.single import country_codes
from coopevents.partners import queries as partners
from coopevents.registration import guests, queries, quota_queries, quota_rules
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.models import Registration
from coopevents.registration.quota_facts import QuotaRemoved, QuotaSet
from coopevents.registration.quota_models import Quota
from coopevents.registration.quota_rules import Belonging, QuotaForbids, QuotaIsUsedUp, Tally, belonging
from coopevents.registration.quota_states import IfFull, QuotaKind
from coopevents.registration.states import HOLDING_A_SEAT, RegistrationState
from coopevents.registration.waiting_queries import Party
from coopevents.text import folded, one_line

LARGEST = 100_000
CONFIRMED = frozenset({RegistrationState.APPROVED, RegistrationState.CHECKED_IN, RegistrationState.NO_SHOW})
"""The states that count when a place is confirmed: those who only wait for a decision do not keep each other out."""


@dataclass(frozen=True, kw_only=True)
class QuotaDetails:
    """At most so many seats. An empty ``value`` means for each institution, country or group."""

    kind: QuotaKind
    most: int
    value: str = ""
    if_full: IfFull = IfFull.REFUSE


@dataclass
class Standing:
    """The quotas of an event and the seats taken, read once and kept while seats are given away under the lock."""

    event: Event
    quotas: list[Quota]
    tally: Tally = field(default_factory=Tally)

    def used_up(self, whose: Belonging, wanted: int = 1) -> Quota | None:
        """The quota that leaves fewer seats than wanted, if one does."""
        found = quota_rules.used_up(self.quotas, self.tally.taken, whose, wanted)
        return found if isinstance(found, Quota) else None

    def left(self, whose: Belonging) -> int | None:
        """How many seats they leave; None for any number."""
        return quota_rules.left(self.quotas, self.tally.taken, whose)

    def fullest(self, quota: Quota) -> tuple[int, bool]:
        """The most seats that count against one key of a quota, and whether none is left there."""
        taken = [
            count for (kind, key), count in self.tally.taken.items() if kind is quota.kind and quota.key in ("", key)
        ]
        used = max(taken, default=0)
        return used, used >= quota.most

    def whose(self, institution_name: str, country: str, group_id: int | None = None) -> Belonging:
        """Where somebody comes from of whom only names are known."""
        known = self._known_names.get(folded(institution_name)) if institution_name else None
        return belonging(known, institution_name, country, group_id)

    @cached_property
    def _known_names(self) -> Mapping[str, int]:
        found = partners.list_institutions(guests.known_to(self.event))
        return {folded(name): each.id for each in found for name in partners.names_of(each)}


def look(
    event: Event,
    *,
    states: Collection[RegistrationState] = HOLDING_A_SEAT,
    without: int | None = None,
) -> Standing | None:
    """How the event's quotas stand; None when it has none. True until the commit when the terms are locked."""
    terms = queries.find_terms(event.id)
    if terms is None or not terms.has_quotas:
        return None
    quotas = quota_queries.list_quotas(event.id)
    standing = Standing(event, quotas)
    names = any(each.kind is QuotaKind.INSTITUTION for each in quotas)
    rows = quota_queries.seats_by_origin(event.id, states, names=names, without=without)
    for institution_id, name, country, group_id, seats in rows:
        standing.tally.add(belonging(institution_id, name, country, group_id), seats)
    for name, country, group_id, places in quota_queries.places_by_origin(event.id):
        standing.tally.add(standing.whose(name if names else "", country, group_id), places)
    return standing


def has_place_for(event: Event, whose: Belonging, wanted: int, *, may_wait: bool) -> bool:
    """Whether the quotas leave seats to a guest; where they let wait, and somebody may, no is an answer.

    Raises QuotaIsUsedUp where they refuse.
    """
    standing = look(event)
    full = standing.used_up(whose, wanted) if standing is not None else None
    if full is not None and (full.if_full is IfFull.REFUSE or not may_wait):
        raise QuotaIsUsedUp(full)
    return full is None


def share_of(event: Event, whose: tuple[str, str, int | None], wanted: int, *, may_wait: bool) -> int:
    """How many of the places a group wants the quotas leave it, which is ``wanted`` where none bounds it.

    ``whose`` are its institution's name, its country and its id (None for a new one). Raises QuotaIsUsedUp.
    """
    standing = look(event)
    if standing is None:
        return wanted
    name, country, group_id = whose
    origin = standing.whose(name, country, group_id or 0)
    full = standing.used_up(origin, wanted)
    if full is not None and (full.if_full is IfFull.REFUSE or not may_wait):
        raise QuotaIsUsedUp(full)
    left = standing.left(origin)
    return wanted if left is None else min(wanted, left)


def ensure_approvable(registration: Registration) -> None:
    """Raise QuotaForbids when confirming the place would exceed a quota."""
    is_seated = registration.state in HOLDING_A_SEAT
    states = CONFIRMED if is_seated else HOLDING_A_SEAT
    standing = look(registration.event, states=states, without=registration.id)
    if standing is not None:
        full = standing.used_up(origin_of(registration), 1 + registration.companion_count)
        if full is not None:
            raise QuotaForbids(full)


def ensure_may_move(registration: Registration, old: Belonging) -> None:
    """Raise QuotaIsUsedUp when a guest who holds a seat says to come from where no seat is left."""
    new = origin_of(registration)
    if new == old or registration.state not in HOLDING_A_SEAT:
        return
    standing = look(registration.event, without=registration.id)
    full = standing.used_up(new, 1 + registration.companion_count) if standing is not None else None
    if full is not None and old.key_of(full.kind) != new.key_of(full.kind):
        raise QuotaIsUsedUp(full)


def ensure_may_hold(invitation: Invitation) -> None:
    """Raise QuotaForbids when holding a place for who is invited would exceed a quota."""
    standing = look(invitation.event)
    if standing is not None:
        full = standing.used_up(standing.whose(invitation.institution_name, invitation.country))
        if full is not None:
            raise QuotaForbids(full)


class Shares:
    """What quotas leave to those who wait, read once and kept while free seats are passed on under the lock."""

    def __init__(self, event: Event, parties: Collection[Party]) -> None:
        self._standing = look(event) if parties else None
        self._origins = _origins(self._standing, parties) if self._standing is not None else {}

    def least(self, party: Party, left: int | None) -> int | None:
        """How many of the seats left a party may have; None for any number."""
        allowed = self._standing.left(self._origins[party.number]) if self._standing is not None else None
        return allowed if left is None else left if allowed is None else min(left, allowed)

    def take(self, party: Party, seats: int) -> None:
        """So many seats are given to it."""
        if self._standing is not None:
            self._standing.tally.add(self._origins[party.number], seats)

    def used_up(self, party: Party) -> Quota | None:
        """The quota that keeps a party from what it waits for, if one does."""
        if self._standing is None:
            return None
        return self._standing.used_up(self._origins[party.number], party.wanted)


def _origins(standing: Standing, parties: Collection[Party]) -> dict[int, Belonging]:
    found = {}
    for party, institution_id, name, country in quota_queries.origins_of(parties):
        if party.group_id is not None:
            found[party.number] = standing.whose(name, country, party.group_id)
        else:
            found[party.number] = belonging(institution_id, name, country)
    return found


def origin_of(registration: Registration) -> Belonging:
    """Where a guest comes from."""
    return belonging(
        registration.institution_id, registration.institution_name, registration.country, registration.group_id
    )


def rules_for_guests(event_id: int) -> list[LazyString]:
    """The quotas of an event as guests read them before they register."""
    return [quota_rules.rule_of(each) for each in quota_queries.list_quotas(event_id)]


def set_quota(event: Event, details: QuotaDetails, *, now: datetime, actor: Actor) -> Quota:
    """Let this quota hold from now on; another one for the same gives way. Nobody loses a place by it.

    Raises QuotaNeedsANumber or QuotaNeedsAWord.
    """
    terms = queries.lock_terms(event.id)
    value = one_line(details.value)[:300]
    if not 0 <= details.most <= LARGEST:
        raise quota_rules.QuotaNeedsANumber
    if details.kind is QuotaKind.COUNTRY and value and value not in country_codes():
        raise quota_rules.QuotaNeedsAWord
    key = _key_of(event, details.kind, value)
    quota = quota_queries.find_quota(event.id, details.kind, key)
    old = quota.most if quota is not None else None
    if quota is None:
        quota = Quota(event_id=event.id, kind=details.kind, key=key)
        db.session.add(quota)
    quota.value, quota.most, quota.if_full = value, details.most, details.if_full
    terms.has_quotas = True
    db.session.flush()
    _record(QuotaSet, event, now=now, actor=actor, changes={"quota": (old, quota.most)})
    return quota


def remove_quota(event: Event, quota: Quota, *, now: datetime, actor: Actor) -> None:
    """Let the quota hold no longer; those who wait because of it are served when places are passed on next."""
    terms = queries.lock_terms(event.id)
    _record(QuotaRemoved, event, now=now, actor=actor, changes={"quota": (quota.most, None)})
    db.session.delete(quota)
    db.session.flush()
    terms.has_quotas = bool(quota_queries.list_quotas(event.id))


def _key_of(event: Event, kind: QuotaKind, value: str) -> str:
    if kind is QuotaKind.GROUP or not value:
        return ""
    if kind is QuotaKind.COUNTRY:
        return value
    return belonging(guests.look_up(event, value).institution_id, value, "").institution


def _record(kind: type[Fact], event: Event, *, now: datetime, actor: Actor, changes: Changes) -> None:
    about = Subject("event", event.id)
    ledger.record(kind(at=now, actor=actor, subject=about, unit_id=event.unit_id, event_id=event.id, changes=changes))
