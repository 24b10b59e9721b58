"""Every select of the waiting list: singles and groups in one order."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import joinedload

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.registration.group_models import Group, PlaceOffer
from coopevents.registration.models import Registration, RegistrationTerms
from coopevents.registration.states import RegistrationState
from coopevents.registration.waiting_states import OfferState, WaitingRule

FRESH = {"populate_existing": True}


@dataclass(frozen=True)
class Party:
    """Who waits together: a guest with companions, or a group."""

    number: int
    order: int
    form_id: int
    wanted: int
    takes_part: bool
    registration_id: int | None = None
    group_id: int | None = None

    def seats_of(self, left: int | None) -> int:
        """How many of the seats left it takes; ``None`` left means any number."""
        if left is None or left >= self.wanted:
            return self.wanted
        return max(left, 0) if self.takes_part else 0


def list_parties(event_id: int) -> list[Party]:
    """Everybody who waits for seats, first to be served first."""
    order = func.coalesce(Registration.waiting_order, Registration.number)
    singles = select(
        Registration.number, order, Registration.form_id, 1 + Registration.companion_count, Registration.id
    ).where(Registration.event_id == event_id, Registration.state == RegistrationState.WAITLISTED)
    parties = [
        Party(number, rank, form_id, wanted, takes_part=False, registration_id=each)
        for number, rank, form_id, wanted, each in db.session.execute(singles)
    ]
    order = func.coalesce(Group.waiting_order, Group.number)
    groups = select(Group.number, order, Group.form_id, Group.waits_for, Group.takes_part, Group.id)
    parties += [
        Party(number, rank, form_id, wanted, takes_part, group_id=each)
        for number, rank, form_id, wanted, takes_part, each in db.session.execute(
            groups.where(Group.event_id == event_id, Group.waits_for > 0)
        )
    ]
    return sorted(parties, key=lambda each: (each.order, each.number))


@dataclass(frozen=True)
class Described:
    """A party with its name."""

    party: Party
    name: str
    institution: str


def described(waiting: Sequence[Party]) -> list[Described]:
    """Parties with the names of who waits; two statements."""
    guests = {each.registration_id for each in waiting if each.registration_id is not None}
    groups = {each.group_id for each in waiting if each.group_id is not None}
    singles = {each.id: each for each in db.session.scalars(select(Registration).where(Registration.id.in_(guests)))}
    companies = {each.id: each for each in db.session.scalars(select(Group).where(Group.id.in_(groups)))}
    found = []
    for party in waiting:
        whom = singles.get(party.registration_id or 0) or companies.get(party.group_id or 0)
        if whom is not None:
            found.append(Described(party, whom.name, whom.institution_name))
    return found


def is_anybody_waiting(event_id: int) -> bool:
    """Whether anybody waits for seats."""
    single = select(Registration.id).where(
        Registration.event_id == event_id, Registration.state == RegistrationState.WAITLISTED
    )
    group = select(Group.id).where(Group.event_id == event_id, Group.waits_for > 0)
    return bool(db.session.scalar(select(single.exists() | group.exists())))


def parties_before(event_id: int, number: int) -> int:
    """How many wait in front of the guest or the group with that number."""
    numbers = [each.number for each in list_parties(event_id)]
    return numbers.index(number) if number in numbers else len(numbers)


def find_open_offer(*, registration_id: int | None = None, group_id: int | None = None) -> PlaceOffer | None:
    """The open offer a guest or a group has; the oldest, should a group have several."""
    whose = PlaceOffer.registration_id == registration_id if registration_id else PlaceOffer.group_id == group_id
    query = select(PlaceOffer).where(whose, PlaceOffer.state == OfferState.OPEN).order_by(PlaceOffer.id).limit(1)
    return db.session.scalar(query, execution_options=FRESH)


def find_newest_offer(*, registration_id: int | None = None, group_id: int | None = None) -> PlaceOffer | None:
    """The last offer a guest or a group had, whatever became of it."""
    whose = PlaceOffer.registration_id == registration_id if registration_id else PlaceOffer.group_id == group_id
    return db.session.scalar(select(PlaceOffer).where(whose).order_by(PlaceOffer.id.desc()).limit(1))


def get_offer(offer_id: int, event_id: int | None = None) -> PlaceOffer:
    """The offer with that id, of that event where one is named, as it is now.

    Raises NotFound.
    """
    offer = db.session.scalar(select(PlaceOffer).where(PlaceOffer.id == offer_id), execution_options=FRESH)
    if offer is None or event_id not in (None, offer.event_id):
        raise NotFound
    return offer


def list_open_offers(event_id: int) -> Sequence[PlaceOffer]:
    """The open offers of an event, the first to expire first."""
    wanted = PlaceOffer.event_id == event_id, PlaceOffer.state == OfferState.OPEN
    query = select(PlaceOffer).where(*wanted).order_by(PlaceOffer.expires_at, PlaceOffer.id)
    return db.session.scalars(query.options(joinedload(PlaceOffer.registration), joinedload(PlaceOffer.group))).all()


def list_expired_offers(now: datetime) -> list[tuple[int, int]]:
    """(event, offer) of what was not taken in time, in that order."""
    wanted = PlaceOffer.state == OfferState.OPEN, PlaceOffer.expires_at <= now
    query = select(PlaceOffer.event_id, PlaceOffer.id).where(*wanted).order_by(PlaceOffer.event_id, PlaceOffer.id)
    return [(row[0], row[1]) for row in db.session.execute(query)]


def list_offers_to_remind_of(now: datetime) -> list[tuple[int, int]]:
    """(event, offer) of what is open, half of whose time is over, and nobody was reminded of."""
    wanted = PlaceOffer.state == OfferState.OPEN, PlaceOffer.expires_at > now, PlaceOffer.reminded_at.is_(None)
    query = select(PlaceOffer).where(*wanted).order_by(PlaceOffer.event_id, PlaceOffer.id)
    half_over = [each for each in db.session.scalars(query) if now >= half_time(each)]
    return [(each.event_id, each.id) for each in half_over]


def half_time(offer: PlaceOffer) -> datetime:
    """When half of the time to answer is over."""
    return offer.offered_at + (offer.expires_at - offer.offered_at) / 2


def list_events_to_draw(now: datetime) -> list[int]:
    """The events whose draw is due."""
    wanted = (
        RegistrationTerms.waiting_rule == WaitingRule.DRAW,
        RegistrationTerms.drawn_at.is_(None),
        RegistrationTerms.draw_at <= now,
    )
    return list(db.session.scalars(select(RegistrationTerms.event_id).where(*wanted)))


def next_offer_to_expire() -> datetime | None:
    """When the next open offer expires."""
    return db.session.scalar(select(func.min(PlaceOffer.expires_at)).where(PlaceOffer.state == OfferState.OPEN))


def next_draw() -> datetime | None:
    """When lots are drawn next."""
    wanted = RegistrationTerms.waiting_rule == WaitingRule.DRAW, RegistrationTerms.drawn_at.is_(None)
    return db.session.scalar(select(func.min(RegistrationTerms.draw_at)).where(*wanted))
