"""The programme on paper, and the pictures that messengers show beside a link."""

from dataclasses import replace

from flask import Blueprint, Response, abort, request
from flask.typing import ResponseReturnValue

from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, kept_page, render_page
from coopevents.blueprints.papers import (
    asked_booklet,
    asked_languages,
    imprint_of,
    kept_paper,
    language_choices,
    languages_of,
    office_name,
    usual_languages,
)
from coopevents.blueprints.public.visible_events import framed, public_event
from coopevents.documents.typesetting import Paper
from coopevents.events.models import Event
from coopevents.feeds.programmes import find_programme
from coopevents.papers.booklet import BookletChoice, booklet_of
from coopevents.papers.pictures import picture_of_activity, picture_of_event

papers = Blueprint("public_papers", __name__)


@papers.get("/e/<event_slug>/programme/booklet")
@open_to_all
def choose(event_slug: str) -> ResponseReturnValue:
    """How the programme is wanted on paper."""
    return kept_page(("paper choice", event_slug), lambda: _choice_page(event_slug))


@papers.get("/e/<event_slug>/programme/booklet.pdf")
@open_to_all
def booklet(event_slug: str) -> Response:
    """The released programme as a booklet; 404 before the first release."""
    asked = asked_booklet(request.args)
    key, name = ("booklet", event_slug, asked), f"{event_slug}-programme.pdf"
    return kept_paper(key, lambda: public_event(event_slug), lambda event: _booklet(event, asked), name)


@papers.get("/e/<event_slug>/share.png")
@open_to_all
def event_picture(event_slug: str) -> Response:
    """The picture of an event, in the language asked for or the event's first."""
    asked = _asked_language()
    key = ("picture", event_slug, asked)
    return kept_paper(key, lambda: public_event(event_slug), lambda event: _event_picture(event, asked), "")


@papers.get("/e/<event_slug>/programme/<uid>/share.png")
@open_to_all
def activity_picture(event_slug: str, uid: str) -> Response:
    """The picture of an activity."""
    asked = _asked_language()
    key = ("picture", event_slug, uid, asked)
    return kept_paper(key, lambda: public_event(event_slug), lambda event: _activity_picture(event, uid, asked), "")


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


def _booklet(event: Event, asked: BookletChoice) -> Paper:
    programme = find_programme(event.schedule)
    if programme is None:
        abort(404)
    choice = asked if asked.languages else replace(asked, languages=usual_languages(event))
    return booklet_of(event, programme, choice, imprint_of(event))


def _event_picture(event: Event, asked: str) -> Paper:
    return picture_of_event(event, office_name(), asked or languages_of(event)[0])


def _activity_picture(event: Event, uid: str, asked: str) -> Paper:
    programme = find_programme(event.schedule)
    found = programme.find(uid) if programme else None
    if found is None or found.is_dropped:
        abort(404)
    return picture_of_activity(event, found, office_name(), asked or languages_of(event)[0])


def _asked_language() -> str:
    """The language a picture is asked for in; empty for the event's first."""
    asked = asked_languages(request.args.get("lang", ""))
    return asked[0] if asked else ""
