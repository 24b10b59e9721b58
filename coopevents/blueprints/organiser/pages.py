"""Doors to an event's practical pages."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.organiser.event_forms import PageForm
from coopevents.events import pages as service
from coopevents.events import queries
from coopevents.events.models import EventPage
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal

pages = Blueprint("organiser_pages", __name__)


@pages.get("/desk/events/<event_slug>/pages")
@requires(Permission.EDIT_EVENT)
def index(event_slug: str) -> ResponseReturnValue:
    """The pages of the event in their order."""
    event = event_of_route()
    return render_template("organiser/pages/index.html", event=event, pages=queries.list_pages(event.id))


@pages.route("/desk/events/<event_slug>/pages/new", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENT)
def create(event_slug: str) -> ResponseReturnValue:
    """A new page after the others."""
    event, form = event_of_route(), PageForm()
    if _is_to_be_saved(form):
        try:
            page = service.add_page(event, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("The page “%(title)s” is added.", title=localized(page.title)), "success")
            return _back()
    return _form_page(form, None)


@pages.route("/desk/events/<event_slug>/pages/<int:page_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENT)
def edit(event_slug: str, page_id: int) -> ResponseReturnValue:
    """Change a page."""
    event = event_of_route()
    page = queries.get_page(event.id, page_id)
    form = PageForm() if request.method == "POST" else PageForm.showing(page)
    if _is_to_be_saved(form):
        try:
            service.change_page(event, page, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved."), "success")
            return _back()
    return _form_page(form, page)


@pages.route("/desk/events/<event_slug>/pages/<int:page_id>/remove", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENT)
def remove(event_slug: str, page_id: int) -> ResponseReturnValue:
    """Ask once, then remove a page."""
    event = event_of_route()
    page = queries.get_page(event.id, page_id)
    if request.method == "GET":
        return render_template("organiser/pages/remove.html", event=event, page=page)
    service.remove_page(event, page, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The page is removed."), "success")
    return _back()


@pages.post("/desk/events/<event_slug>/pages/<int:page_id>/raise")
@requires(Permission.EDIT_EVENT)
def move_up(event_slug: str, page_id: int) -> ResponseReturnValue:
    """One place up."""
    event = event_of_route()
    service.raise_page(event, queries.get_page(event.id, page_id), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    return _back()


@pages.post("/desk/events/<event_slug>/pages/<int:page_id>/lower")
@requires(Permission.EDIT_EVENT)
def move_down(event_slug: str, page_id: int) -> ResponseReturnValue:
    """One place down."""
    event = event_of_route()
    service.lower_page(event, queries.get_page(event.id, page_id), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    return _back()


def _is_to_be_saved(form: PageForm) -> bool:
    """Whether the form was sent to be kept; the other button only shows a preview."""
    return "preview" not in request.form and bool(form.validate_on_submit())


def _form_page(form: PageForm, page: EventPage | None) -> ResponseReturnValue:
    is_preview = form.is_sent and "preview" in request.form
    html = render_template(
        "organiser/pages/form.html", event=event_of_route(), form=form, page=page, is_preview=is_preview
    )
    return html, 422 if form.is_sent and not is_preview else 200


def _back() -> ResponseReturnValue:
    return redirect(url_for(".index", event_slug=event_of_route().slug))
