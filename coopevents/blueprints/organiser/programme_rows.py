"""The door through which many activities come at once: rows typed or pasted in one table."""

from datetime import timedelta

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, event_of_route, present_actor, requires
from coopevents.blueprints.organiser.programme import present_survey
from coopevents.blueprints.organiser.programme_forms import RowsForm
from coopevents.blueprints.organiser.programme_people import choosable_people, place_units
from coopevents.events.models import Event
from coopevents.i18n import LANGUAGE_NAMES, _, current_language, force_locale, ngettext
from coopevents.places import queries as places
from coopevents.refusals import Refusal
from coopevents.schedule.pasting import read_rows
from coopevents.schedule.planning import ExaminedRow, examine_rows, plan_rows
from coopevents.schedule.states import ActivityKind
from coopevents.schedule.words import KINDS
from coopevents.text import folded

rows = Blueprint("organiser_programme_rows", __name__)


@rows.route("/desk/events/<event_slug>/programme/rows", methods=["GET", "POST"])
@requires(Permission.EDIT_PROGRAMME)
def add(event_slug: str) -> ResponseReturnValue:
    """Rows are pasted, looked at with whatever is wrong said at each, and then planned all at once."""
    event, form = event_of_route(), RowsForm()
    examined = _examined(form.rows.data or "", event) if form.validate_on_submit() else []
    is_complete = bool(examined) and not any(each.problems for each in examined)
    if form.is_sent and not form.errors and not examined:
        form.rows.errors = [_("There is no row in it yet.")]
    if is_complete and form.step.data == "add":
        try:
            return _planned(event, examined)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = event_of_route()
    is_wrong = form.is_sent and (not is_complete or form.errors)
    return _page(form, event, examined, is_complete), 422 if is_wrong else 200


def kind_words() -> dict[str, ActivityKind]:
    """Every word a kind may be typed as: its name in every language."""
    words = {str(kind): ActivityKind(kind) for kind in KINDS}
    for language in LANGUAGE_NAMES:
        with force_locale(language):
            words |= {folded(str(word)): ActivityKind(kind) for kind, word in KINDS.items()}
    return words


def _examined(text: str, event: Event) -> list[ExaminedRow]:
    days = [event.starts_on + timedelta(days=number) for number in range((event.ends_on - event.starts_on).days + 1)]
    return examine_rows(
        read_rows(text, days=days, kinds=kind_words(), language=current_language()),
        zone=event.schedule.time_zone,
        known_places=places.list_places(place_units(event)),
        known_people=choosable_people(event),
        may_add_places=Permission.EDIT_PLACES in access().for_unit(event.unit_id),
    )


def _planned(event: Event, examined: list[ExaminedRow]) -> ResponseReturnValue:
    planned = plan_rows(
        event.schedule,
        examined,
        unit_id=event.unit_id,
        known_people=choosable_people(event),
        language=current_language(),
        now=clock.now(),
        actor=present_actor(),
    )
    day = min(each.row.day for each in examined if each.row.day)
    unit_of_work.commit()
    flash(
        ngettext("%(num)s activity is on the programme.", "%(num)s activities are on the programme.", len(planned)),
        "success",
    )
    count = len(present_survey(event).open_clashes)
    if count:
        flash(ngettext("%(num)s clash is waiting below.", "%(num)s clashes are waiting below.", count), "warning")
    return redirect(url_for("organiser_programme.show", event_slug=event.slug, day=day))


def _page(form: RowsForm, event: Event, examined: list[ExaminedRow], is_complete: bool) -> str:
    return render_template(
        "organiser/programme/rows.html",
        form=form,
        event=event,
        examined=examined,
        is_complete=is_complete,
        wrong_count=sum(1 for each in examined if each.problems),
        new_places=list(dict.fromkeys(each.row.place for each in examined if each.has_new_place)),
        new_people=list(dict.fromkeys(name for each in examined for name in each.new_people)),
        kinds=KINDS,
        place_names=[each.name for each in places.list_places(place_units(event))],
    )
