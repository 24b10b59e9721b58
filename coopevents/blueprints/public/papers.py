"""The programme on paper, and the pictures that messengers show beside a link."""

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, kept_page, render_page
from coopevents.blueprints.papers import (
    booklet_choice,
    chosen_languages,
    imprint_of,
    kept_paper,
    language_choices,
    office_name,
)
from coopevents.blueprints.public.visible_events import framed, public_event
from coopevents.documents.typesetting import Paper
from coopevents.events.models import Event
from coopevents.feeds.programmes import find_programme
from coopevents.i18n import force_locale
from coopevents.papers.booklet import booklet_of
from coopevents.papers.pictures import picture_of_activity, picture_of_event

papers = Blueprint("public_papers", __name__)
_KNOWN = ("languages", "paper", "arrangement", "texts", "pages")


@papers.get("/e/<event_slug>/programme/booklet")
@open_to_all
def choose(event_slug: str) -> ResponseReturnValue:
    """How the programme is wanted on paper."""
    return kept_page(("paper choice", event_slug), lambda: _choice_page(event_slug))


@papers.get("/e/<event_slug>/programme/booklet.pdf")
@open_to_all
def booklet(event_slug: str) -> Response:
    """The released programme as a booklet; 404 before the first release."""
    asked = tuple(request.args.get(name, "")[:40] for name in _KNOWN)
    key = ("booklet", event_slug, asked)
    return kept_paper(key, lambda: public_event(event_slug), _booklet, f"{event_slug}-programme.pdf")


@papers.get("/e/<event_slug>/share.png")
@open_to_all
def event_picture(event_slug: str) -> Response:
    """The picture of an event, in the language asked for or the event's first."""
    asked = request.args.get("lang", "")[:40]
    return kept_paper(("picture", event_slug, asked), lambda: public_event(event_slug), _event_picture, "")


@papers.get("/e/<event_slug>/programme/<uid>/share.png")
@open_to_all
def activity_picture(event_slug: str, uid: str) -> Response:
    """The picture of an activity."""
    asked = request.args.get("lang", "")[:40]
    key = ("picture", event_slug, uid, asked)
    return kept_paper(key, lambda: public_event(event_slug), lambda event: _activity_picture(event, uid), "")


def _choice_page(slug: str) -> Page:
    event = public_event(slug)
    html = render_page(
        "public/papers/choose.html",
        door="public_papers.choose",
        language_choices=language_choices(event),
        has_programme=find_programme(event.schedule) is not None,
        **framed(event),
    )
    return Page(html, (event.id,))


def _booklet(event: Event) -> Paper:
    programme = find_programme(event.schedule)
    if programme is None:
        abort(404)
    return booklet_of(event, programme, booklet_choice(request.args, event), imprint_of(event))


def _event_picture(event: Event) -> Paper:
    language = _asked_language(event)
    with force_locale(language):
        return picture_of_event(event, office_name(), language)


def _activity_picture(event: Event, uid: str) -> Paper:
    programme = find_programme(event.schedule)
    found = programme.find(uid) if programme else None
    if found is None or found.is_dropped:
        abort(404)
    language = _asked_language(event)
    with force_locale(language):
        return picture_of_activity(event, found, office_name(), language)


def _asked_language(event: Event) -> str:
    return chosen_languages(request.args.get("lang", "").partition(",")[0], event)[0]
