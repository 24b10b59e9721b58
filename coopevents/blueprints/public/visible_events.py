"""Events as everybody sees them: which there are, in which words, under which addresses."""

from typing import Any

from flask import abort, url_for

from coopevents import links
from coopevents.blueprints.event_frame import event_frame
from coopevents.events import queries
from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.i18n import HTML_LANGUAGES, current_language
from coopevents.text import LANGUAGES, LocalizedText


def public_event(slug: str) -> Event:
    """The event with that slug; 404 unless everybody may see it: published, or cancelled after it was."""
    event = queries.find_event_by_slug(slug)
    if event is None or not is_public(event):
        abort(404)
    return event


def is_public(event: Event) -> bool:
    """Whether everybody may see the event."""
    if event.state is EventState.CANCELLED:
        return event.published_at is not None
    return event.state is EventState.PUBLISHED


def other_title(text: LocalizedText, language: str) -> tuple[str, str] | None:
    """The text in one further language, with that language's HTML tag: Chinese for who reads another, else English."""
    others = dict(text.others(language))
    order = LANGUAGES if language == "zh_Hans_CN" else ("zh_Hans_CN", *LANGUAGES)
    return next(((others[each], HTML_LANGUAGES[each]) for each in order if each in others), None)


def framed(event: Event) -> dict[str, Any]:
    """What every page of an event's programme stands in."""
    return {
        **event_frame(event),
        "other_title": other_title(event.title, current_language()),
        "is_cancelled": event.state is EventState.CANCELLED,
    }


def webcal_address(door: str, **place: Any) -> str:
    """The address of a feed that a calendar program subscribes to on a click, in the reader's language."""
    address = links.address_of(door, **place, lang=current_language())
    return f"webcal://{address.partition('://')[2]}"


def cover_url(event: Event) -> str | None:
    """Where the event's picture is, if it has one."""
    return url_for("public_files.show", key=event.cover.key) if event.cover is not None else None
