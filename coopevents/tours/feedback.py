"""What visitors thought of a tour: one to five, and words, by the code at its end; nobody's name."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Fact, Subject
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.schedule.states import ActivityState
from coopevents.text import cleaned
from coopevents.tours import departure_queries, feedback_queries
from coopevents.tours.models import TourDeparture, TourFeedback

OPEN_FOR = timedelta(days=14)
"""How long after the end of a tour one may still say something about it."""
LONGEST_WORDS = 1000


@dataclass(frozen=True, kw_only=True)
class FeedbackDetails:
    """So many stars, from one to five; words if they have any; the language of the page."""

    stars: int
    words: str = ""
    language: str = ""


@dataclass(frozen=True, kw_only=True)
class TourFeedbackGiven(Fact):
    """Somebody said what they thought of a departure, its ``subject``; what, is not told."""

    sentence: ClassVar[LazyString | str] = _l("Feedback on a tour given")


class StarsAreMissing(Refusal):
    """An opinion is one of five."""

    status = 422
    sentence = _l("Choose from one star to five.")


class FeedbackIsNotOpen(Refusal):
    """Before it begins nobody can know, and long after it nobody asks."""

    sentence = _l("Feedback on this tour is taken from its beginning until two weeks after it.")


class FeedbackIsFull(Refusal):
    """As many have said something as were expected to come: the code has been passed on."""

    sentence = _l("As many people as were on this tour have said what they thought of it. Thank you!")


def is_open(departure: TourDeparture, now: datetime) -> bool:
    """Whether visitors may say now what they thought of it."""
    activity = departure.activity
    takes_place = activity.state is not ActivityState.CANCELLED
    return takes_place and activity.starts_at <= now <= activity.ends_at + OPEN_FOR


def give_feedback(departure: TourDeparture, details: FeedbackDetails, *, now: datetime, actor: Actor) -> None:
    """Keep what somebody thought, with nothing that says who.

    One code serves all of a tour, and nobody is told apart: what is promised is that there are never more opinions than
    the tour takes guests. Raises StarsAreMissing, FeedbackIsNotOpen or FeedbackIsFull.
    """
    if details.stars not in range(1, 6):
        raise StarsAreMissing(field="stars")
    departure = departure_queries.lock_departure(departure.id)
    if not is_open(departure, now):
        raise FeedbackIsNotOpen
    if feedback_queries.count_of(departure.id) >= departure.most_heads:
        raise FeedbackIsFull
    words = cleaned(details.words)[:LONGEST_WORDS]
    given = TourFeedback(
        departure_id=departure.id, stars=details.stars, words=words, language=details.language, given_at=now
    )
    db.session.add(given)
    subject, unit_id = Subject("tour_departure", departure.id), departure.route.unit_id
    ledger.record(TourFeedbackGiven(at=now, actor=actor, subject=subject, unit_id=unit_id, changes={}))
