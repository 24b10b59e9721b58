"""Every select of journeys and nights."""

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from coopevents.db import db
from coopevents.delegations.people_models import Delegate, Stay, TravelLeg
from coopevents.delegations.people_states import Direction
from coopevents.refusals import NotFound


def list_legs(delegation_id: int) -> list[TravelLeg]:
    """The journeys of a delegation with who travels, as they follow each other."""
    query = select(TravelLeg).where(TravelLeg.delegation_id == delegation_id)
    return list(
        db.session.scalars(query.options(selectinload(TravelLeg.travellers)).order_by(TravelLeg.at, TravelLeg.id))
    )


def list_legs_of(delegate: Delegate) -> list[TravelLeg]:
    """The journeys one delegate is on: everybody's, and those they are named for."""
    return [each for each in list_legs(delegate.delegation_id) if goes_with(each, delegate.id)]


def goes_with(leg: TravelLeg, delegate_id: int) -> bool:
    """Whether a delegate travels on this leg; pure."""
    return not leg.travellers or any(each.delegate_id == delegate_id for each in leg.travellers)


def without_leg(legs: list[TravelLeg], delegate_ids: list[int], direction: Direction) -> list[int]:
    """Those of these delegates of whom nobody knows how they come, or go; pure."""
    mine = [each for each in legs if each.direction is direction]
    return [each for each in delegate_ids if not any(goes_with(leg, each) for leg in mine)]


def get_leg(delegation_id: int, leg_id: int) -> TravelLeg:
    """That leg of that delegation. Raises NotFound."""
    leg = db.session.get(TravelLeg, leg_id)
    if leg is None or leg.delegation_id != delegation_id:
        raise NotFound
    return leg


def list_stays(delegation_id: int) -> list[Stay]:
    """The nights of a delegation, by hotel and day."""
    query = select(Stay).where(Stay.delegation_id == delegation_id)
    return list(db.session.scalars(query.order_by(Stay.first_night, Stay.hotel, Stay.room, Stay.id)))


def get_stay(delegation_id: int, stay_id: int) -> Stay:
    """Those nights of that delegation. Raises NotFound."""
    stay = db.session.get(Stay, stay_id)
    if stay is None or stay.delegation_id != delegation_id:
        raise NotFound
    return stay
