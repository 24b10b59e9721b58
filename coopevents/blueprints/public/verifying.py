"""Where strangers verify a certificate or a letter: what it is and whether it is valid, and nothing more."""

from collections import OrderedDict
from datetime import datetime, timedelta
from threading import Lock

from flask import Blueprint, Response, abort, current_app, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, config, sealing
from coopevents.blueprints.access import open_to_all
from coopevents.i18n import localized, zone_named
from coopevents.issuing import queries, visit_letter_queries
from coopevents.issuing.contents import code_typed
from coopevents.issuing.states import PaperKind, PaperState, VisitLetterState
from coopevents.issuing.visit_letter_models import VisitLetter
from coopevents.issuing.words import KINDS
from coopevents.text import LocalizedText

verifying = Blueprint("public_verifying", __name__)
MOST_TRIES = 30
TRIES_COUNT_FOR = timedelta(minutes=10)
MOST_READERS = 10_000


class WrongTries:
    """Wrong codes by who tried them, in this process: guessing one of 2^80 is hopeless, asking for ever is not free."""

    def __init__(self) -> None:
        self._tries: OrderedDict[str, list[datetime]] = OrderedDict()
        self._order = Lock()

    def are_too_many(self, reader: str, *, now: datetime) -> bool:
        """Whether this reader must wait."""
        with self._order:
            return len(self._recent(reader, now)) >= MOST_TRIES

    def count(self, reader: str, *, now: datetime) -> None:
        """One more wrong code; who tried longest ago is forgotten when there are too many readers."""
        with self._order:
            self._tries[reader] = [*self._recent(reader, now), now]
            self._tries.move_to_end(reader)
            while len(self._tries) > MOST_READERS:
                self._tries.popitem(last=False)

    def _recent(self, reader: str, now: datetime) -> list[datetime]:
        return [each for each in self._tries.get(reader, ()) if now - each < TRIES_COUNT_FOR]


@verifying.get("/verify")
@open_to_all
def index() -> ResponseReturnValue:
    """Where a code is typed in."""
    code = code_typed(request.args.get("code", ""))
    if code:
        return redirect(url_for(".show", code=code))
    return _answer(render_template("public/verifying/index.html", is_unknown=False), 200)


@verifying.get("/verify/<code>")
@open_to_all
def show(code: str) -> ResponseReturnValue:
    """What the paper with that code is; one and the same answer for every code that is none."""
    now, reader, tries = clock.now(), _reader(), _wrong_tries()
    if tries.are_too_many(reader, now=now):
        abort(429)
    paper = queries.find_by_code(code_typed(code))
    visit = visit_letter_queries.find_by_code(code_typed(code)) if paper is None else None
    if visit is not None:
        return _answer(_visit_page(visit), 200)
    if paper is None or paper.issued_at is None:
        tries.count(reader, now=now)
        return _answer(render_template("public/verifying/index.html", is_unknown=True), 404)
    page = render_template(
        "public/verifying/show.html",
        paper=paper,
        kind=KINDS[paper.kind],
        is_valid=paper.state is PaperState.ISSUED,
        office_said=localized(LocalizedText(paper.content.get("office", {}).get("name", {}))),
        event=paper.event,
        zone=zone_named(paper.event.time_zone),
    )
    return _answer(page, 200)


def _visit_page(letter: VisitLetter) -> str:
    return render_template(
        "public/verifying/show.html",
        paper=letter,
        kind=KINDS[PaperKind.LETTER],
        is_valid=letter.state is VisitLetterState.ISSUED,
        office_said=localized(LocalizedText(letter.content.get("office", {}).get("name", {}))),
        event=None,
        zone=zone_named(config.in_force().default_time_zone),
    )


def _answer(page: str, status: int) -> Response:
    """Not kept by anybody between, so that a paper withdrawn a moment ago is seen as such."""
    response = make_response(page, status)
    response.headers["Cache-Control"] = "no-store"
    response.headers["X-Robots-Tag"] = "noindex"
    return response


def _reader() -> str:
    return sealing.keyed_hash("verifying", request.remote_addr or "")


def _wrong_tries() -> WrongTries:
    known: WrongTries | None = current_app.extensions.get("wrong_tries")
    return known or current_app.extensions.setdefault("wrong_tries", WrongTries())
