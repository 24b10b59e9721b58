"""Share images: what a messenger shows beside a link to an event or to one of its activities."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.documents.typesetting import PNG, Paper
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.i18n import _, date_range_text, day_text, time_range_text
from coopevents.papers.pieces import Piece, colours, in_each, pieces, tag_of, words
from coopevents.schedule.releases import ReleasedActivity
from coopevents.schedule.words import KINDS
from coopevents.text import LANGUAGES, LocalizedText

TEMPLATE = "share/share.typ"
WIDTH, HEIGHT = 1200, 630


def picture_of_event(event: Event, office: LocalizedText, language: str) -> Paper:
    """The picture of an event, for readers of a language; needs a request or forced locale for its words."""
    is_cancelled = event.state is EventState.CANCELLED
    values = {
        "above": [],
        "title": _with_another(event.title, language),
        "when": in_each(lambda: date_range_text(event.starts_on, event.ends_on), (language,)),
        "where": pieces(event.venue or event.unit.name, (language,)),
        **_state(is_cancelled, language),
    }
    return _picture(event, values, office, language, event.changed_at)


def picture_of_activity(event: Event, activity: ReleasedActivity, office: LocalizedText, language: str) -> Paper:
    """The picture of an activity, for readers of a language."""
    zone = ZoneInfo(event.time_zone)

    def when() -> str:
        times = time_range_text(activity.starts_at, activity.ends_at, zone)
        return f"{day_text(activity.starts_at, zone)} · {times}"

    place = activity.place
    values = {
        "above": [
            *words(lambda: str(KINDS.get(activity.kind, activity.kind)), (language,)),
            *pieces(event.title, (language,)),
        ],
        "title": _with_another(activity.title, language),
        "when": in_each(when, (language,)),
        "where": pieces(place.name, (language,)) if place else [],
        **_state(activity.is_cancelled or event.state is EventState.CANCELLED, language),
    }
    return _picture(event, values, office, language, activity.changed_at)


def _picture(event: Event, values: dict[str, Any], office: LocalizedText, language: str, at: datetime) -> Paper:
    return Paper(
        template=TEMPLATE,
        format=PNG,
        values={**colours(event.accent), "office": pieces(office, (language,)), **values},
        title=event.title.in_language(language),
        author=office.in_language(language),
        language=tag_of(language),
        written_at=at,
    )


def _with_another(text: LocalizedText, language: str) -> list[Piece]:
    """The title as the reader reads it, and in one further language: Chinese where it is not that already."""
    order: Sequence[str] = (language, "zh_Hans_CN", *LANGUAGES)
    return pieces(text, order)[:2]


def _state(is_cancelled: bool, language: str) -> dict[str, Any]:
    said = in_each(lambda: _("Cancelled"), (language,)) if is_cancelled else []
    return {"is_cancelled": is_cancelled, "cancelled": said}
