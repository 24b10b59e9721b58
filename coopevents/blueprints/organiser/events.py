"""Doors to events: the list, making one, its overview, changing it."""

from datetime import date
from enum import StrEnum
from typing import TypeVar
from zoneinfo import ZoneInfo

from flask import Blueprint, abort, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString
from flask_login import current_user

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission, UnitKind
from coopevents.blueprints.access import access, event_of_route, may, present_actor, requires, signed_in
from coopevents.blueprints.downloads import csv_download
from coopevents.blueprints.listing import asked, chips, export_url, page_number, page_url
from coopevents.blueprints.organiser.event_forms import EventForm, zone_choices
from coopevents.blueprints.uploads import bytes_of, present_store
from coopevents.events import queries, service, words
from coopevents.events.models import Event
from coopevents.events.queries import EventFilter, Reach
from coopevents.events.states import EventKind, EventState
from coopevents.i18n import _, current_language, localized
from coopevents.refusals import Refusal
from coopevents.registration import queries as registrations
from coopevents.registration import service as registration
from coopevents.reports import events as report
from coopevents.storage import service as storage

events = Blueprint("organiser_events", __name__)
Word = TypeVar("Word", bound=StrEnum)


def present_reach() -> Reach:
    """The events the present user may see."""
    return Reach(access().units(Permission.SEE_EVENT), access().events(Permission.SEE_EVENT))


def word_asked(name: str, kind: type[Word]) -> Word | None:
    """A part of the address as a word of an enumeration, or None."""
    given = request.args.get(name, "")
    return kind(given) if given in {each.value for each in kind} else None


@events.get("/desk/events/")
@signed_in
def index() -> ResponseReturnValue:
    """The events one may see."""
    wanted = _filter_asked(clock.now().date())
    page = queries.list_page(present_reach(), wanted, page=page_number())
    states, kinds = queries.count_by_word(present_reach(), wanted)
    return render_template(
        "organiser/events/index.html",
        page=page,
        page_url=page_url,
        guests=report.guests_of([event.id for event in page.items]),
        wanted=wanted,
        when_chips=chips("when", [("", _("All")), ("coming", _("Coming")), ("past", _("Past"))]),
        state_chips=chips("state", [("", _("Any state")), *words.STATES.items()], states),
        kind_chips=chips("kind", [("", _("Every kind")), *_kinds_in_use(kinds, wanted.kind)], kinds),
        kinds=words.KINDS,
        states=words.STATES,
        tones=words.STATE_TONES,
        export_url=export_url(url_for(".export")),
        may_create=may(Permission.CREATE_EVENT),
    )


@events.get("/desk/events/export.csv")
@signed_in
def export() -> ResponseReturnValue:
    """The same list as a table."""
    found = queries.list_all(present_reach(), _filter_asked(clock.now().date()))
    head = [
        _("Title"),
        _("Kind"),
        _("State"),
        _("First day"),
        _("Last day"),
        _("Place or venue"),
        _("Unit"),
        _("Address"),
    ]
    rows = [
        (
            localized(event.title),
            str(words.KINDS[event.kind]),
            str(words.STATES[event.state]),
            event.starts_on,
            event.ends_on,
            localized(event.venue),
            localized(event.unit.name),
            event.slug,
        )
        for event in found
    ]
    return csv_download("events", head, rows)


@events.route("/desk/events/new", methods=["GET", "POST"])
@requires(Permission.CREATE_EVENT)
def create() -> ResponseReturnValue:
    """A new event and its registration, on one page."""
    form = EventForm() if request.method == "POST" else _fresh_form()
    if form.validate_on_submit():
        now, actor = clock.now(), present_actor()
        try:
            details = form.to_details(cover_id=_cover_of(form, None))
            event = service.create_event(details, unit_id=_unit_asked(), now=now, actor=actor)
            registration.open_registration(event, form.to_terms(), now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("The event is created as a draft. Only organisers see it."), "success")
            return redirect(url_for(".show", event_slug=event.slug))
    return _form_page(form, None), form.status


@events.get("/desk/events/<event_slug>/")
@requires(Permission.SEE_EVENT)
def show(event_slug: str) -> ResponseReturnValue:
    """How the event stands, and what to do next."""
    event = event_of_route()
    return render_template(
        "organiser/events/show.html",
        event=event,
        overview=report.overview_of(event, clock.now()),
        kinds=words.KINDS,
        states=words.STATES,
        tones=words.STATE_TONES,
        public_url=_public_url(event),
        zone=event.time_zone,
        tz=ZoneInfo(event.time_zone),
    )


@events.route("/desk/events/<event_slug>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENT)
def edit(event_slug: str) -> ResponseReturnValue:
    """Change what is said about the event and its registration."""
    event = event_of_route()
    terms = registrations.find_terms(event.id)
    form = EventForm() if request.method == "POST" else EventForm.showing(event, terms)
    if form.validate_on_submit():
        now, actor = clock.now(), present_actor()
        try:
            details = form.to_details(cover_id=_cover_of(form, event.cover_id))
            service.change_event(event, details, expected_version=form.expected_version, now=now, actor=actor)
            registration.change_terms(event, form.to_terms(terms), now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", event_slug=event.slug))
    return _form_page(form, event_of_route()), form.status


def _form_page(form: EventForm, event: Event | None) -> str:
    return render_template(
        "organiser/events/form.html",
        form=form,
        event=event,
        zones=zone_choices(),
        cover=event.cover if event is not None else None,
        units=_units_offered() if event is None else [],
    )


def _fresh_form() -> EventForm:
    zone = current_user.time_zone or current_app.config["SETTINGS"].default_time_zone
    return EventForm.fresh(language=current_language(), time_zone=zone, contact_email=current_user.email)


def _units_offered() -> list[tuple[int, str]]:
    """The units one may plan for, offices first: there most events belong."""
    allowed = access().units(Permission.CREATE_EVENT)
    found = [unit for unit in accounts.list_units() if unit.id in allowed]
    return [
        (unit.id, localized(unit.name)) for unit in sorted(found, key=lambda unit: unit.kind is not UnitKind.OFFICE)
    ]


def _unit_asked() -> int:
    """The unit chosen; the only one, when there is only one."""
    allowed = access().units(Permission.CREATE_EVENT)
    given = request.form.get("unit", "")
    chosen = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else min(allowed)
    if chosen not in allowed:
        abort(404)
    return chosen


def _cover_of(form: EventForm, present_id: int | None) -> int | None:
    """The picture that was sent, else the present one unless it was taken away."""
    data = bytes_of(form.cover.data)
    if data:
        return storage.store_image(data, store=present_store(), now=clock.now()).id
    return None if form.has_no_cover.data else present_id


def _kinds_in_use(counts: dict[EventKind, int], chosen: EventKind | None) -> list[tuple[str, LazyString]]:
    return [(kind, word) for kind, word in words.KINDS.items() if kind == chosen or counts.get(EventKind(kind))]


def _filter_asked(today: date) -> EventFilter:
    when = request.args.get("when", "")
    return EventFilter(
        today=today,
        text=asked("q"),
        kind=word_asked("kind", EventKind),
        state=word_asked("state", EventState),
        when=when if when in {"coming", "past"} else "",
    )


def _public_url(event: Event) -> str | None:
    """Where guests see it, once they can."""
    if event.state is EventState.DRAFT or event.published_at is None:
        return None
    return url_for("public_events.show", event_slug=event.slug)
