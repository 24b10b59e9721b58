"""Doors to the forms of an event: which there are, who they are for, how they are offered."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, event_of_route, present_actor, requires
from coopevents.blueprints.forms import choices_of
from coopevents.blueprints.organiser.form_forms import EventFormForm
from coopevents.events.queries import Reach
from coopevents.forms import drafting
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, form_settings, queries
from coopevents.registration.form_queries import count_registrations, list_forms, list_forms_elsewhere
from coopevents.registration.models import EventForm
from coopevents.registration.questions import PURPOSE

forms = Blueprint("organiser_forms", __name__)


@forms.get("/desk/events/<event_slug>/forms")
@requires(Permission.EDIT_FORMS)
def index(event_slug: str) -> ResponseReturnValue:
    """Every form: what it asks, who it is for, how many came by it."""
    event = event_of_route()
    known = list_forms(event.id)
    drafts = {each.id: drafting.draft_of(event_forms.subject_of(each.id), PURPOSE) for each in known}
    counts = count_registrations([each.id for each in known])
    return render_template(
        "organiser/forms/index.html",
        event=event,
        forms=known,
        drafts=drafts,
        counts=counts,
        terms=queries.find_terms(event.id),
    )


@forms.route("/desk/events/<event_slug>/forms/new", methods=["GET", "POST"])
@requires(Permission.EDIT_FORMS)
def create(event_slug: str) -> ResponseReturnValue:
    """One more form: from nothing, or asking what another one asks, here or at an event before."""
    event, form = event_of_route(), EventFormForm()
    beginnings = _beginnings(event.id)
    form.asks_as.choices = choices_of(
        [("", _("an empty form")), *((value, words) for value, (_form, words) in beginnings.items())]
    )
    if form.validate_on_submit():
        source, _words = beginnings.get(form.asks_as.data or "", (None, ""))
        try:
            made = form_settings.add_form(
                event, form.to_details(), asks_as=source, now=clock.now(), actor=present_actor()
            )
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = event_of_route()
        else:
            flash(_("The form “%(name)s” is added.", name=localized(made.title)), "success")
            return redirect(url_for("organiser_form_editor.show", event_slug=event_slug, form_slug=made.slug))
    return render_template("organiser/forms/settings.html", event=event, form=form, shown=None), form.status


@forms.route("/desk/events/<event_slug>/forms/<form_slug>/settings", methods=["GET", "POST"])
@requires(Permission.EDIT_FORMS)
def settings(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Call a form something else, offer it or not, give it more or fewer places."""
    event = event_of_route()
    shown = event_forms.get_form(event.id, form_slug)
    form = EventFormForm() if request.method == "POST" else EventFormForm.showing(shown)
    if form.validate_on_submit():
        try:
            form_settings.change_form(event, shown, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            event = event_of_route()
            shown = event_forms.get_form(event.id, form_slug)
        else:
            flash(_("Saved."), "success")
            return _back(event_slug)
    return render_template("organiser/forms/settings.html", event=event, form=form, shown=shown), form.status


@forms.post("/desk/events/<event_slug>/forms/<form_slug>/move")
@requires(Permission.EDIT_FORMS)
def move(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Let a form stand further up or down where guests choose."""
    event = event_of_route()
    steps = -1 if request.form.get("steps") == "-1" else 1
    form_settings.move_form(event, event_forms.get_form(event.id, form_slug), steps)
    unit_of_work.commit()
    return _back(event_slug)


@forms.route("/desk/events/<event_slug>/forms/<form_slug>/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_FORMS)
def remove(event_slug: str, form_slug: str) -> ResponseReturnValue:
    """Ask once, then remove a form nobody registered with."""
    event = event_of_route()
    shown = event_forms.get_form(event.id, form_slug)
    if request.method == "GET":
        return render_template("organiser/forms/remove.html", event=event, shown=shown)
    try:
        form_settings.remove_form(event, shown, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "error")
    else:
        flash(_("The form is removed."), "success")
    return _back(event_slug)


def _beginnings(event_id: int) -> dict[str, tuple[EventForm, str]]:
    """What a new form can ask as, with its words: forms of this event, and of others whose forms one may build."""
    edit = Permission.EDIT_FORMS
    found = {
        each.slug: (each, str(_("what “%(name)s” asks", name=localized(each.title)))) for each in list_forms(event_id)
    }
    for each, event in list_forms_elsewhere(event_id, Reach(access().units(edit), access().events(edit))):
        about = {"name": localized(each.title), "event": localized(event.title), "year": event.starts_on.year}
        words = str(_("what “%(name)s” asks at %(event)s (%(year)s)", **about))
        found[f"{event.slug}/{each.slug}"] = (each, words)
    return found


def _back(event_slug: str) -> ResponseReturnValue:
    return redirect(url_for(".index", event_slug=event_slug))
