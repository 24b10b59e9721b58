"""The list of registrations: search, narrow, decide about many, take it away as a table."""

from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import urlencode

from flask import Blueprint, Response, abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from wtforms.validators import DataRequired, Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, event_of_route, may, present_actor, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.listing import Chip, chips, country_chips, export_url, narrowed, page_number, page_url
from coopevents.blueprints.organiser.list_view import filters_in_force, list_values, panel_for, view_chips
from coopevents.blueprints.organiser.list_wishes import Asked, is_panel_open, pairs_asked, read_wishes
from coopevents.events.models import Event
from coopevents.i18n import _, _l, ngettext, zone_named
from coopevents.registration import event_forms, list_queries, listing, queries, seats, service
from coopevents.registration.exchange.columns import Column, columns_for
from coopevents.registration.exchange.writing import rows_of
from coopevents.registration.list_models import SavedView
from coopevents.registration.states import RegistrationState
from coopevents.registration.views import first_opened
from coopevents.registration.wanted import Wanted
from coopevents.registration.words import STATE_NAMES, STATE_TONES

registrations = Blueprint("organiser_registrations", __name__)
MOST_AT_ONCE = 500
MOST_NAMED = 12
MOST_INSTITUTIONS = 8
ALWAYS = frozenset({"number", "state", "title", "given_name", "family_name", "original_name", "email"})


class DeclineForm(Form):
    """Why somebody is declined."""

    reason = LongTextField(
        _l("Reason"),
        description=_l("It is told to the guest as you write it here."),
        validators=[DataRequired(_l("Give the reason; it is told to the guest.")), Length(max=2000)],
        render_kw={"rows": 4},
    )


@registrations.get("/desk/events/<event_slug>/registrations")
@requires(Permission.SEE_REGISTRATIONS)
def index(event_slug: str) -> ResponseReturnValue:
    """The registrations of an event."""
    event, user_id = event_of_route(), access().user_id
    views = list_queries.list_views(event.id, user_id)
    if not request.args and (first := first_opened(views, user_id)) is not None:
        return redirect(view_url(event_slug, first))
    wishes = read_wishes(event.id)
    wanted, zone = wishes.wanted, zone_named(current_user.time_zone or event.time_zone)
    counted = seats.tally(event.id)
    total = sum(counted.by_state.values())
    g.waiting_guests = counted.by_state.get(RegistrationState.PENDING, 0)
    page = listing.list_page(event.id, wanted, page=page_number(), total=None if wanted.is_narrowed else total)
    return render_template(
        "organiser/registrations/index.html",
        event=event,
        wanted=wanted,
        page=page,
        **list_values(page.items, wishes, zone=zone),
        filters_in_force=filters_in_force(wishes),
        view_chips=view_chips(views, lambda view: view_url(event_slug, view)),
        panel=panel_for(wishes, views, user_id),
        panel_url=narrowed(more="" if is_panel_open() else "1"),
        kept_pairs=pairs_asked(without=frozenset({"q"})),
        page_url=page_url,
        total=total,
        seats_taken=counted.seats_taken,
        terms=queries.find_terms(event.id),
        state_chips=chips("state", [("", _("All")), *_states_in(counted.by_state)], _as_words(counted.by_state)),
        **_chips_of_places(event, wanted),
        sort_url=lambda name: narrowed(sort=name),
        export_url=export_url,
        narrowed_export=_export_of_columns(event_slug),
        state_names=STATE_NAMES,
        state_tones=STATE_TONES,
        zone=zone,
        may_decide=may(Permission.DECIDE_REGISTRATIONS, event),
        may_export=may(Permission.EXPORT_REGISTRATIONS, event),
        may_check_in=may(Permission.CHECK_IN, event),
    )


@registrations.post("/desk/events/<event_slug>/registrations/decide")
@requires(Permission.DECIDE_REGISTRATIONS)
def decide(event_slug: str) -> ResponseReturnValue:
    """Approve many, or decline many once the reason is given; who was skipped is named with the reason."""
    event, verb = event_of_route(), request.form.get("verb", "")
    if verb not in {"approve", "decline"}:
        abort(400)
    chosen = queries.list_numbered(event.id, _chosen_numbers())
    back = redirect(way_back(event_slug))
    if not chosen:
        flash(_("Nobody was chosen. Tick the rows first."), "attention")
        return back
    if verb == "decline":
        form = DeclineForm()
        if "reason" not in request.form or not form.validate():
            if "reason" not in request.form:
                form.reason.errors = []
            page = render_template(
                "organiser/registrations/decline.html",
                event=event,
                form=form,
                chosen=chosen,
                back=way_back(event_slug),
            )
            return page, 422 if form.errors else 200
        result = service.decline_many(chosen, form.reason.data or "", now=clock.now(), actor=present_actor())
        said = ngettext("%(num)s registration declined.", "%(num)s registrations declined.", len(result.done))
    else:
        result = service.approve_many(chosen, now=clock.now(), actor=present_actor())
        said = ngettext("%(num)s registration approved.", "%(num)s registrations approved.", len(result.done))
    unit_of_work.commit()
    if result.done:
        flash(said, "success")
    for sentence in skipped_sentences(result):
        flash(sentence, "attention")
    return back


@registrations.get("/desk/events/<event_slug>/registrations/export.<any(csv, xlsx):kind>")
@requires(Permission.EXPORT_REGISTRATIONS)
def export(event_slug: str, kind: str) -> Response:
    """The list as it is narrowed, with everything that was answered; it can be read back in."""
    event = event_of_route()
    wishes = read_wishes(event.id)
    columns = columns_for(event_forms.tabled_questions(event.id))
    if request.args.get("only") == "columns":
        columns = [each for each in columns if _is_shown(each, wishes)]
    head, rows = [each.heading for each in columns], rows_of(event.id, wishes.wanted, columns)
    name = f"{event.slug}-registrations"
    return csv_download(name, head, rows) if kind == "csv" else xlsx_download(name, head, rows)


def view_url(event_slug: str, view: SavedView) -> str:
    """The list as a saved view shows it."""
    pairs = [*((str(name), str(value)) for name, value in view.asked), ("view", str(view.id))]
    return f"{url_for('.index', event_slug=event_slug)}?{urlencode(pairs)}"


def _export_of_columns(event_slug: str) -> str:
    url = export_url(url_for(".export", event_slug=event_slug, kind="xlsx"))
    return f"{url}{'&' if '?' in url else '?'}only=columns"


def _is_shown(column: Column, wishes: Asked) -> bool:
    """Whether a column of the table says what a column of the list does; who it is about is always said."""
    if column.question is not None:
        return f"[{column.question.key}]" in wishes.columns
    named = {"submitted_at": "registered", "changed_at": "changed"}
    return column.name in ALWAYS or named.get(column.name, column.name) in wishes.columns


def _states_in(counts: Mapping[RegistrationState, int]) -> list[tuple[str, Any]]:
    return [(state.value, STATE_NAMES[state]) for state in RegistrationState if counts.get(state)]


def _as_words(counts: Mapping[RegistrationState, int]) -> dict[str, int]:
    return {"": sum(counts.values()), **{state.value: number for state, number in counts.items()}}


def _chips_of_places(event: Event, wanted: Wanted) -> dict[str, Any]:
    """Chips of countries and institutions once they are asked for: counting them takes longer than the page itself."""
    is_asked = request.args.get("by") == "places" or bool(wanted.country or wanted.institution)
    return {
        "places_url": narrowed(by="" if is_asked else "places", country="", institution=""),
        "are_places_shown": is_asked,
        "country_chips": country_chips(listing.count_by_country(event.id), wanted.country) if is_asked else [],
        "institution_chips": _institution_chips(event, wanted.institution) if is_asked else [],
    }


def _institution_chips(event: Event, current: str) -> list[Chip]:
    found = listing.count_by_institution(event.id)
    shown = [each for position, each in enumerate(found) if position < MOST_INSTITUTIONS or each[0] == current]
    everywhere = Chip(_("Every institution"), narrowed(institution=""), not current)
    return [everywhere, *(Chip(name, narrowed(institution=name), name == current, number) for name, number in shown)]


def _chosen_numbers() -> list[int]:
    given = request.form.getlist("selected")[:MOST_AT_ONCE]
    return [int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 9]


def way_back(event_slug: str) -> str:
    """The list as it was narrowed when the rows were chosen."""
    query = request.query_string.decode("ascii", "ignore")
    return url_for(".index", event_slug=event_slug) + (f"?{query}" if query else "")


def skipped_sentences(result: service.BulkResult) -> Iterator[str]:
    """Who was skipped, and why: a sentence for each reason."""
    by_reason: dict[str, list[str]] = {}
    for registration, reason in result.skipped:
        by_reason.setdefault(str(reason), []).append(f"{registration.number} ({registration.name})")
    for reason, names in by_reason.items():
        more = _(" and %(count)s more", count=len(names) - MOST_NAMED) if len(names) > MOST_NAMED else ""
        yield _("Skipped: %(names)s. %(reason)s", names=", ".join(names[:MOST_NAMED]) + more, reason=reason)
