"""What stands above every guest's page of one event."""

from typing import Any

from flask import request, url_for

from coopevents.events.models import Event
from coopevents.events.states import EventState
from coopevents.i18n import _, current_language, localized
from coopevents.links import address_of


def event_frame(event: Event, *, place_url: str | None = None, place_label: str = "") -> dict[str, Any]:
    """The values of ``layouts/event.html``; with ``place_url``, a guest's own page stands among the others."""
    links = [
        (_("Event"), url_for("public_events.show", event_slug=event.slug)),
        (_("Programme"), url_for("public_programme.show", event_slug=event.slug)),
        *_place(event, place_url, place_label),
        *_practical_pages(event),
    ]
    return {
        "event": event,
        "accent": event.accent,
        "event_title": localized(event.title),
        "event_url": links[0][1],
        "share_image_url": address_of("public_papers.event_picture", event_slug=event.slug, lang=current_language()),
        "event_navigation": [{"label": label, "url": url, "is_current": url == request.path} for label, url in links],
    }


def _place(event: Event, place_url: str | None, place_label: str) -> list[tuple[str, str]]:
    if place_url:
        return [(place_label or _("My place"), place_url)]
    if event.state is EventState.CANCELLED:
        return []
    return [(_("Register"), url_for("public_registration.register", event_slug=event.slug))]


def _practical_pages(event: Event) -> list[tuple[str, str]]:
    return [
        (localized(page.title), url_for("public_events.page", event_slug=event.slug, page_slug=page.slug))
        for page in event.pages
        if page.is_published
    ]
