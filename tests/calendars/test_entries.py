"""What cannot be an entry is refused where it is made, not by the guest's calendar."""

from datetime import UTC, datetime, timedelta, timezone
from typing import Any

import pytest

from coopevents.calendars.entries import Attendee, Organizer
from coopevents.calendars.zones import UnknownTimeZone
from tests.calendars.samples import details, entry

NOON = datetime(2027, 3, 26, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"uid": ""}, "not a UID"),
        ({"uid": "a b"}, "not a UID"),
        ({"uid": "a\r\nEND:VEVENT"}, "not a UID"),
        ({"sequence": -1}, "counts up from 0"),
        ({"starts_at": NOON, "ends_at": NOON - timedelta(seconds=1)}, "ends before it starts"),
        ({"last_modified": NOON.replace(tzinfo=None)}, "not a moment in UTC"),
        ({"created_at": NOON.astimezone(timezone(timedelta(hours=8)))}, "not a moment in UTC"),
        ({"geo": (91.0, 0.0)}, "not a place on Earth"),
        ({"geo": (float("nan"), 0.0)}, "not a place on Earth"),
        ({"color": "bleu"}, "neither a CSS3 colour name"),
    ],
)
def test_an_impossible_entry_is_refused(changes: dict[str, Any], sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence):
        entry(**changes)


def test_an_impossible_calendar_is_refused() -> None:
    with pytest.raises(UnknownTimeZone):
        details(time_zone="Europe/Lutetia")
    with pytest.raises(ValueError, match="at least a minute"):
        details(refresh_every=timedelta(seconds=1))
    with pytest.raises(ValueError, match="neither a CSS3 colour name"):
        details(color="#12")
    with pytest.raises(ValueError, match="not a moment in UTC"):
        details(last_modified=datetime(2027, 1, 1))


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(ValueError, match="not a mail address"):
        Organizer("Office", "office")
    with pytest.raises(ValueError, match="not a mail address"):
        Attendee("Guest", "guest@a\r\nX:1")
