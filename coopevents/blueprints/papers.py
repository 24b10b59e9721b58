"""Handing out papers: set once, kept on the shelf, told apart by a tag that is known before they are set."""

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from threading import BoundedSemaphore

from flask import Response, abort, current_app, g
from werkzeug.exceptions import ServiceUnavailable

from coopevents import clock, links
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.kept import answered
from coopevents.blueprints.shelf import Answer, Shelf
from coopevents.config import in_force
from coopevents.documents.typesetting import Paper, PressIsBusy, printed
from coopevents.events.models import Event
from coopevents.i18n import HTML_LANGUAGES, LANGUAGE_NAMES, language_of_tag
from coopevents.papers.booklet import ARRANGEMENTS, SIZES, BookletChoice, Imprint
from coopevents.text import LANGUAGES, LocalizedText

MEDIA_TYPES = {"pdf": "application/pdf", "png": "image/png"}
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MOST_LANGUAGES = 2
RETRY_SECONDS = 5
MOST_BYTES = 24 * 1024 * 1024
MOST_WAITING = 5
_WAITING_ROOM = BoundedSemaphore(MOST_WAITING)


def kept_paper(key: Hashable, event: Callable[[], Event], make: Callable[[Event], Paper], name: str) -> Response:
    """The paper everybody gets under that key, set when it has to be; a PDF is called ``name``, which is ASCII."""

    def answer() -> Answer:
        about = event()
        paper = make(about)
        return Answer(set_paper(paper), MEDIA_TYPES[paper.format], paper.tag, (about.id,))

    g.leaves_no_cookie = True  # a picture in another language is no choice of the reader's
    now, shelf = clock.now(), _shelf()
    kept = shelf.find(key, now)
    if kept is None or not shelf.is_young(kept, now):
        with _admitted():
            kept = shelf.get(key, now, answer)
    return _named(answered(kept, now, vary="Accept-Encoding"), name)


@contextmanager
def _admitted() -> Iterator[None]:
    """Let a few readers wait for the press and send the others away for a moment: a server's threads are few."""
    if not _WAITING_ROOM.acquire(blocking=False):
        raise ServiceUnavailable(retry_after=RETRY_SECONDS)
    try:
        yield
    finally:
        _WAITING_ROOM.release()


def _shelf() -> Shelf:
    """Papers lie on a shelf of their own, so that no number of them pushes the pages off theirs."""
    known: Shelf | None = current_app.extensions.get("papers")
    return known or current_app.extensions.setdefault(
        "papers", Shelf(current_app.extensions["generations"], MOST_BYTES)
    )


def own_paper(paper: Paper, name: str) -> Response:
    """A paper for one reader, not kept by anybody between."""
    with _admitted():
        made = set_paper(paper)
    response = Response(made, mimetype=MEDIA_TYPES[paper.format])
    response.headers["Cache-Control"] = "private, no-cache"
    response.set_etag(paper.tag)
    return _named(response, name)


def own_word_file(document: bytes, name: str) -> Response:
    """A document for an office to edit, for one reader."""
    response = Response(document, mimetype=WORD)
    response.headers["Cache-Control"] = "private, no-cache"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def set_paper(paper: Paper) -> bytes:
    """The paper as a file; 503 with the time to come again when too many are being set."""
    try:
        return printed(paper)
    except PressIsBusy:
        raise ServiceUnavailable(retry_after=RETRY_SECONDS) from None


def _named(response: Response, name: str) -> Response:
    if name and response.status_code == 200:
        response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


def office_name() -> LocalizedText:
    """The office's name in every language it has."""
    settings = in_force()
    return LocalizedText({each: settings.office_name_in(each) for each in LANGUAGES})


def imprint_of(event: Event) -> Imprint:
    """What a paper of an event says of where it comes from, its code leading to the living programme."""
    address = links.address_of("public_programme.show", event_slug=event.slug)
    return Imprint(office_name(), address, str(qr_svg(address)))


def languages_of(event: Event) -> list[str]:
    """The languages an event speaks, its own order first; every event speaks at least one."""
    own = [each for each in event.languages.split() if each in LANGUAGES]
    return own or [each for each in LANGUAGES if each in event.title] or [LANGUAGES[0]]


def asked_languages(asked: str) -> tuple[str, ...]:
    """One language or two as written in an address (``en,zh``), none when nothing is; 404 for what is none of ours."""
    codes = [each if each in LANGUAGES else language_of_tag(each) for each in asked.split(",") if each]
    if len(codes) > MOST_LANGUAGES or None in codes:
        abort(404)
    return tuple(dict.fromkeys(each for each in codes if each))


def asked_booklet(arguments: Mapping[str, str]) -> BookletChoice:
    """The booklet as asked for in an address; whatever is not understood is as usual. It may name no language yet."""

    def one_of(name: str, choices: tuple[str, ...]) -> str:
        asked = arguments.get(name, "")
        return asked if asked in choices else choices[0]

    return BookletChoice(
        languages=asked_languages(arguments.get("languages", "")),
        size=one_of("paper", SIZES),
        arrangement=one_of("arrangement", ARRANGEMENTS),
        has_texts=arguments.get("texts") != "no",
        has_pages=arguments.get("pages") != "no",
    )


def usual_languages(event: Event) -> tuple[str, ...]:
    """The languages of a paper when nobody says: the event's first two."""
    return tuple(languages_of(event)[:MOST_LANGUAGES])


def language_choices(event: Event) -> list[tuple[str, str]]:
    """(value, words) of the languages a paper may be in: each, then every two, the event's own order first."""
    return choices_between(languages_of(event))


def choices_between(own: Sequence[str]) -> list[tuple[str, str]]:
    """(value, words) of every two of these languages, then of each alone, in the order given."""
    pairs = [(one, other) for one in own for other in own if one != other]
    both = [
        (",".join(short_code(each) for each in pair), " + ".join(LANGUAGE_NAMES[each] for each in pair))
        for pair in pairs
    ]
    return [*both, *((short_code(each), LANGUAGE_NAMES[each]) for each in own)]


def short_code(language: str) -> str:
    """A language as the addresses of papers say it."""
    return HTML_LANGUAGES[language].partition("-")[0]
