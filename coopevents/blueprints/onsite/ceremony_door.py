"""What every door of a ceremony's tablets needs: the ceremony of a link, and moments as scripts tell them."""

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort

from coopevents.ceremonies import running
from coopevents.ceremonies.models import Ceremony
from coopevents.facts import Actor

live = Blueprint("onsite_ceremony", __name__)
TABLET = Actor("device", None, "tablet")
LATEST = datetime(2100, 1, 1, tzinfo=UTC)
LARGEST = 2**31 - 1


def ceremony_of(token: str) -> Ceremony:
    """The ceremony whose tablets have that link. Answers 404 for any other."""
    return running.find_by_token(token) or abort(404)


def is_number(given: Any) -> bool:
    """Whether it is a number that may name a row."""
    return isinstance(given, int) and not isinstance(given, bool) and 0 < given <= LARGEST


def moment_in(given: Any) -> datetime | None:
    """Milliseconds since 1970 as a moment."""
    is_time = isinstance(given, int | float) and not isinstance(given, bool)
    if not is_time or not 0 <= given < LATEST.timestamp() * 1000:
        return None
    return datetime.fromtimestamp(given / 1000, UTC)


def milliseconds(moment: datetime) -> int:
    """A moment as milliseconds since 1970."""
    return int(moment.timestamp() * 1000)
