"""When an offered part can still be taken, and who fits it best; pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from coopevents.i18n import _l
from coopevents.refusals import Refusal

LONGEST_LIST = 20
SHORTEST_HOURS, USUAL_HOURS, LONGEST_HOURS = 1, 48, 336


class NobodyIsChosen(Refusal):
    """An offer goes to somebody."""

    status = 422
    sentence = _l("Choose at least one person.")


class DoesNotFit(Refusal):
    """Only who speaks the language and belongs to the office is offered a part."""

    status = 422
    sentence = _l("Choose people from the list.")


class LineIsPast(Refusal):
    """What has begun is not offered."""

    status = 409
    sentence = _l("This has begun, or does not take place: it cannot be offered any more.")


class IsBusyMeanwhile(Refusal):
    """Whoever would take it has something else at that time by now."""

    status = 409
    sentence = _l(
        "By now you have something else at that time, or are away, so this cannot be yours as well. "
        "If that is not so, write to the office; else say no, and somebody else is found."
    )


class OfferIsOver(Refusal):
    """Somebody else was faster, or the time to answer is over."""

    status = 409
    sentence = _l("This was taken already, or is not offered any more. Thank you all the same.")


@dataclass(frozen=True)
class Candidate:
    """Somebody who could take a part: whether they are free then, and the minutes they have served so far.

    ``level`` is how well they say they speak the language, of who registered to help.
    """

    person_id: int
    name: str
    email: str
    is_free: bool
    has_clash: bool
    minutes: int
    level: str = ""

    @property
    def hours(self) -> float:
        """What they have served so far, to the half hour."""
        return round(self.minutes / 30) / 2


def in_order(candidates: Collection[Candidate]) -> list[Candidate]:
    """Whoever is free and has no clash first; among them those who served least so far."""
    return sorted(candidates, key=lambda each: (each.has_clash, not each.is_free, each.minutes, each.name))


def is_free(stated: Collection[tuple[datetime, datetime]], starts_at: datetime, ends_at: datetime) -> bool:
    """Whether one of the times somebody stated covers it; who stated none is taken to be free."""
    return not stated or any(begins <= starts_at and ends >= ends_at for begins, ends in stated)
