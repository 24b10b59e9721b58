"""What happened with a partner across the rooms: agreements, ceremonies, parts in programmes, tours.

As far as the reader may know of it; each question is one select, however much there is.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import joinedload, selectinload

from coopevents.agreements import list_queries as agreements
from coopevents.agreements.models import Agreement
from coopevents.agreements.readers import Reader
from coopevents.agreements.states import HOLDING, OVER
from coopevents.ceremonies.models import Ceremony, CeremonyAgreement, CeremonyPerson
from coopevents.db import db
from coopevents.delegations import after_queries, photo_queries
from coopevents.delegations import queries as delegations
from coopevents.delegations.models import Delegation
from coopevents.events.models import Event
from coopevents.people.models import Person
from coopevents.schedule.models import Activity, Participant
from coopevents.schedule.states import ActivityKind, ActivityState, ParticipantRole
from coopevents.tours.models import TourBooking, TourDeparture, TourRoute
from coopevents.tours.states import BookingState

MOST = 200
EXPIRES_SOON = timedelta(days=180)


@dataclass(frozen=True)
class Part:
    """Somebody from the partner in an activity of one of our events."""

    activity: Activity
    event: Event
    person: Person
    role: ParticipantRole


@dataclass(frozen=True)
class Tour:
    """A tour that somebody from the partner booked."""

    departure_id: int
    booking: TourBooking
    route: TourRoute
    starts_at: datetime | None


@dataclass(frozen=True)
class Together:
    """What the partner and we did, and do, together."""

    agreements: list[Agreement]
    ceremonies: list[Ceremony]
    parts: list[Part]
    tours: list[Tour]
    visits: list[Delegation]
    grown: dict[int, list[Agreement]]
    """What grew out of each visit, by its id."""
    photos: dict[int, int]
    """How many photos there are of each visit, by its id."""

    def pressing(self, today: date) -> list[Agreement]:
        """Agreements on their way, and those that end within half a year."""
        return [each for each in self.agreements if is_pressing(each, today)]


def is_pressing(agreement: Agreement, today: date) -> bool:
    """Whether somebody should think of it now; pure."""
    if agreement.state in OVER:
        return False
    if agreement.state not in HOLDING:
        return True
    day = agreement.ended_on or agreement.ends_on or agreement.review_on
    return day is not None and day <= today + EXPIRES_SOON


def together_with(institution_id: int, reader: Reader, event_unit_ids: Collection[int]) -> Together:
    """Everything of the reader's units, of events in ``event_unit_ids``; of confidential agreements and of ceremonies
    that sign one only what they may know."""
    known = agreements.list_of_partner(reader, institution_id)
    visits = delegations.list_of_institution(institution_id, reader.unit_ids)
    return Together(
        agreements=known,
        ceremonies=_ceremonies(institution_id, reader),
        parts=_parts(institution_id, event_unit_ids),
        tours=_tours(institution_id, reader.unit_ids),
        visits=visits,
        grown=after_queries.map_agreements([each.id for each in visits], reader) if visits else {},
        photos=photo_queries.count_by_visit([each.id for each in visits]) if visits else {},
    )


def _ceremonies(institution_id: int, reader: Reader) -> list[Ceremony]:
    """Ceremonies that sign something with the partner or have somebody of theirs; none with what the reader may not
    see."""
    signed = select(CeremonyAgreement.ceremony_id).join(Agreement, Agreement.id == CeremonyAgreement.agreement_id)
    hidden = signed.where(~reader.condition())
    with_them = signed.where(Agreement.parties.any(institution_id=institution_id))
    theirs = select(CeremonyPerson.ceremony_id).where(CeremonyPerson.institution_id == institution_id)
    query = (
        select(Ceremony)
        .where(or_(Ceremony.id.in_(with_them), Ceremony.id.in_(theirs)), Ceremony.id.not_in(hidden))
        .where(Ceremony.unit_id.in_(reader.unit_ids))
        .options(joinedload(Ceremony.activity), selectinload(Ceremony.agreements))
        .order_by(Ceremony.id.desc())
    )
    return list(db.session.scalars(query.limit(MOST)))


def _parts(institution_id: int, unit_ids: Collection[int]) -> list[Part]:
    """Who of theirs speaks, leads or hosts something at our events; ceremonies and tours are told on their own."""
    query = (
        select(Activity, Event, Person, Participant.role)
        .join(Participant, Participant.activity_id == Activity.id)
        .join(Person, Person.id == Participant.person_id)
        .join(Event, Event.schedule_id == Activity.schedule_id)
        .where(Person.institution_id == institution_id, Event.unit_id.in_(unit_ids))
        .where(Activity.kind.not_in((ActivityKind.CEREMONY, ActivityKind.TOUR)), Activity.starts_at.is_not(None))
        .where(Activity.state != ActivityState.CANCELLED)
        .order_by(Activity.starts_at.desc(), Activity.id)
    )
    return [Part(*row) for row in db.session.execute(query.limit(MOST))]


def _tours(institution_id: int, unit_ids: Collection[int]) -> list[Tour]:
    """What people from there booked and did not cancel, the latest first."""
    query = (
        select(TourDeparture.id, TourBooking, TourRoute, Activity.starts_at)
        .join(TourBooking, TourBooking.departure_id == TourDeparture.id)
        .join(TourRoute, TourRoute.id == TourDeparture.route_id)
        .join(Activity, Activity.id == TourDeparture.activity_id)
        .join(Person, Person.id == TourBooking.person_id)
        .where(and_(Person.institution_id == institution_id, TourRoute.unit_id.in_(unit_ids)))
        .where(TourBooking.state != BookingState.CANCELLED)
        .order_by(Activity.starts_at.desc(), TourBooking.id)
    )
    return [Tour(*row) for row in db.session.execute(query.limit(MOST))]
