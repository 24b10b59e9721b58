"""Itineraries behind a link: a delegation's, one delegate's, and what one of ours does with all delegations."""

from unicodedata import east_asian_width

from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue

from coopevents import clock, links
from coopevents.accounts import queries as accounts
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.itinerary_view import days_of
from coopevents.blueprints.guest.visit_feedback import token_when_open
from coopevents.blueprints.papers import own_paper
from coopevents.blueprints.visit_papers import visit_imprint, visit_languages, visit_values
from coopevents.delegations import delegate_queries, queries, reading, reading_links, recording
from coopevents.delegations.feedback import Guest
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.people_states import COMING_DELEGATES
from coopevents.delegations.reading_values import STANDS, Itinerary
from coopevents.delegations.reading_words import Reader, ReaderKind
from coopevents.i18n import zone_named
from coopevents.papers.visit_booklet import booklet_of
from coopevents.papers.visit_cards import sign_values
from coopevents.papers.visit_values import VisitChoice
from coopevents.refusals import NotFound

itineraries = Blueprint("guest_itinerary", __name__)


@itineraries.get("/itinerary/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """What a delegation does, or one delegate."""
    reader = reading_links.reader_of_page(token)
    if reader is None or reader.kind is ReaderKind.WORKER:
        abort(404)
    delegate = _delegate(reader)
    delegation = delegate.delegation if delegate is not None else _delegation(reader)
    if delegation is None or (reader.kind is ReaderKind.DELEGATE and delegate is None):
        abort(404)
    found = reading.of_one_delegate(delegate) if delegate is not None else reading.of_delegation(delegation)
    officer = accounts.find_user(delegation.officer_id) if delegation.officer_id else None
    return render_template(
        "guest/itinerary/show.html",
        delegation=delegation,
        guest=reading.guest_of(delegate) if delegate is not None else None,
        stands=delegation.state in STANDS,
        officer=officer if delegation.state in STANDS else None,
        feedback_token=token_when_open(Guest(delegation, delegate)) if delegate is not None else "",
        **_frame(found, reader, token, is_ours=False),
    )


@itineraries.get("/w/<token>/")
@by_token
def work(token: str) -> ResponseReturnValue:
    """What a host, interpreter, guide or driver does with delegations."""
    reader = reading_links.reader_of_page(token)
    found = itinerary_of(reader) if reader is not None and reader.kind is ReaderKind.WORKER else None
    if found is None or reader is None:
        abort(404)
    return render_template("guest/itinerary/work.html", **_frame(found, reader, token, is_ours=True))


@itineraries.get("/itinerary/<token>/booklet.pdf")
@by_token
def booklet(token: str) -> ResponseReturnValue:
    """The programme to be printed: the whole delegation's, or one delegate's own."""
    reader = reading_links.reader_of_page(token) or abort(404)
    delegate = _delegate(reader)
    delegation = delegate.delegation if delegate is not None else _delegation(reader)
    if delegation is None or delegation.state not in STANDS:
        abort(404)
    visit = visit_values(delegation, delegate)
    choice = VisitChoice(visit_languages(request.args.get("languages", "")), "a5")
    guest = reading.guest_of(delegate).name if delegate is not None else ""
    return own_paper(booklet_of(visit, choice, visit_imprint(reader), guest=guest), "visit.pdf")


@itineraries.get("/welcome/<token>/")
@by_token
def screen(token: str) -> ResponseReturnValue:
    """A screen in the hall that welcomes a delegation, in the languages asked for."""
    reader = reading_links.reader_of_screen(token)
    delegation = _delegation(reader) if reader is not None else None
    if delegation is None or delegation.state not in STANDS:
        abort(404)
    languages = visit_languages(request.args.get("languages", ""), delegation)
    sign = sign_values(visit_values(delegation), languages)
    return render_template("guest/itinerary/screen.html", sign=sign, length=_length(sign["organisation"][0]["text"]))


def _length(name: str) -> str:
    """How long a name is for a screen that nobody scrolls; a Chinese character is as wide as two Latin ones."""
    width = sum(2 if east_asian_width(each) in "WF" else 1 for each in name)
    return "short" if width <= 45 else "long" if width <= 85 else "longest"


def itinerary_of(reader: Reader) -> Itinerary | None:
    """What a reader reads; None when there is no such reader any more."""
    if reader.kind is ReaderKind.WORKER:
        return reading.of_person(reader.id, recording.day_of(clock.now()))
    if reader.kind is ReaderKind.DELEGATE:
        delegate = _delegate(reader)
        return reading.of_one_delegate(delegate) if delegate is not None else None
    delegation = _delegation(reader)
    return reading.of_delegation(delegation) if delegation is not None else None


def page_address(reader: Reader) -> str:
    """The whole address of a reader's page."""
    door = "guest_itinerary.work" if reader.kind is ReaderKind.WORKER else "guest_itinerary.show"
    return links.address_of(door, token=reading_links.page_token(reader))


def feed_address(reader: Reader) -> str:
    """The whole address of a reader's calendar."""
    return links.address_of("feeds_itineraries.lines", token=reading_links.calendar_token(reader))


def _delegation(reader: Reader) -> Delegation | None:
    try:
        return queries.get_delegation(reader.id) if reader.kind is ReaderKind.DELEGATION else None
    except NotFound:
        return None


def _delegate(reader: Reader) -> Delegate | None:
    """The delegate whose page it is; None when they do not come any more."""
    found = delegate_queries.find_delegate(reader.id) if reader.kind is ReaderKind.DELEGATE else None
    return found if found is not None and found.state in COMING_DELEGATES else None


def _frame(found: Itinerary, reader: Reader, token: str, *, is_ours: bool) -> dict[str, object]:
    """What both pages need."""
    zone = zone_named(found.time_zone)
    return {
        "itinerary": found,
        "days": days_of(found, zone, now=clock.now(), is_ours=is_ours),
        "zone": zone,
        "token": token,
        "feed_url": feed_address(reader),
    }
