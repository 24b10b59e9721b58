"""Another guide for a tour: the one who stands by steps in, or somebody takes one that nobody leads."""

from datetime import datetime

from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.schedule.states import ActivityState
from coopevents.tours import departure_queries as queries
from coopevents.tours import departures
from coopevents.tours.models import TourDeparture
from coopevents.tours.rota import Shift
from coopevents.tours.states import DepartureState


class NobodyStandsBy(Refusal):
    """There is no backup who could step in."""

    sentence = _l("Nobody stands by for this tour any more. Choose a guide on its page.")


class SomebodyLeads(Refusal):
    """It was given to somebody meanwhile."""

    sentence = _l("Somebody leads this tour already.")


class TourIsCalledOff(Refusal):
    """It does not take place, so nobody is to lead it."""

    sentence = _l("This tour is called off.")


def step_in(departure: TourDeparture, *, now: datetime, actor: Actor) -> None:
    """Let the backup lead instead of whoever was to; the calendars of both follow.

    Raises NobodyStandsBy, TourIsCalledOff or DepartureIsOver.
    """
    departure = _locked(departure)
    if departure.backup_id is None:
        raise NobodyStandsBy
    said = departures.details_of(departure, guide_ids=(departure.backup_id,), backup_id=None)
    departures.change_departure(departure, said, now=now, actor=actor)


def take_on(departure: TourDeparture, person_id: int, *, now: datetime, actor: Actor) -> None:
    """Let somebody lead a tour that nobody leads. Who stands by goes on doing so, unless it is the same person.

    Raises SomebodyLeads, TourIsCalledOff or DepartureIsOver.
    """
    departure = _locked(departure)
    if departures.details_of(departure).guide_ids:
        raise SomebodyLeads
    backup_id = departure.backup_id if departure.backup_id != person_id else None
    said = departures.details_of(departure, guide_ids=(person_id,), backup_id=backup_id)
    departures.change_departure(departure, said, now=now, actor=actor)


def shifts_of(departure: TourDeparture) -> list[Shift]:
    """Who leads it and who stands by; nobody when it is called off."""
    activity = departure.activity
    if activity.state is ActivityState.CANCELLED:
        return []
    details, is_draft = departures.details_of(departure), departure.state is DepartureState.DRAFT
    people = [(each, False) for each in details.guide_ids]
    people += [(details.backup_id, True)] if details.backup_id is not None else []
    times = activity.starts_at, activity.ends_at
    return [Shift(each, departure.id, *times, is_backup, is_draft) for each, is_backup in people]


def _locked(departure: TourDeparture) -> TourDeparture:
    departure = queries.lock_departure(departure.id)
    if departure.activity.state is ActivityState.CANCELLED:
        raise TourIsCalledOff
    return departure
