"""Doors to the institutions the university works with."""

from collections.abc import Collection

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.listing import (
    Chip,
    asked,
    chips,
    country_chips,
    export_url,
    more_country_chips,
    narrowed,
    page_number,
    page_url,
)
from coopevents.blueprints.organiser.partner_forms import InstitutionForm
from coopevents.i18n import _, localized
from coopevents.partners import queries, service, words
from coopevents.partners.models import InstitutionKind
from coopevents.partners.queries import InstitutionFilter
from coopevents.partners.states import PartnerStatus
from coopevents.refusals import Refusal

partners = Blueprint("organiser_partners", __name__)
MOST_TAG_CHIPS = 12


@partners.get("/desk/partners")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The institutions the office knows."""
    units, wanted = access().units(Permission.SEE_UNIT), filter_asked()
    page = queries.list_page(units, wanted, page=page_number())
    countries, shown = queries.list_countries(units), [each.id for each in page.items]
    return render_template(
        "organiser/partners/index.html",
        page=page,
        page_url=page_url,
        wanted=wanted,
        people=queries.count_people(shown),
        kind_chips=chips("kind", [("", _("Every kind")), *words.KINDS.items()], queries.count_kinds(units)),
        status_chips=chips("status", [("", _("All")), *words.STATUSES.items()], queries.list_statuses(units)),
        country_chips=country_chips(countries, wanted.country),
        more_countries=more_country_chips(countries, wanted.country),
        tag_chips=_tag_chips(queries.list_tags(units), wanted.tag),
        tags=queries.tags_of(shown),
        csv_url=export_url(url_for(".export", ending="csv")),
        xlsx_url=export_url(url_for(".export", ending="xlsx")),
        totals=(sum(number for _code, number in countries), len(countries)),
        kinds=words.KINDS,
        statuses=words.STATUSES,
        status_tones=words.STATUS_TONES,
        may_edit=may(Permission.EDIT_PARTNERS),
    )


@partners.route("/desk/partners/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def create() -> ResponseReturnValue:
    """A new institution."""
    units = access().units(Permission.EDIT_PARTNERS)
    form, unit_id = InstitutionForm(parents=_parents(units)), min(units)
    if form.validate_on_submit():
        try:
            new = service.add_institution(form.to_details(), unit_id=unit_id, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(name)s is added.", name=localized(new.name)), "success")
            return redirect(url_for(".show", institution_id=new.id))
    return render_template("organiser/partners/form.html", form=form, institution=None), form.status


@partners.route("/desk/partners/<int:institution_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def edit(institution_id: int) -> ResponseReturnValue:
    """Change what is known of an institution."""
    institution = queries.get_institution(institution_id)
    ensure_unit(institution.unit_id, Permission.EDIT_PARTNERS)
    parents = _parents([institution.unit_id], without=institution.id)
    form = InstitutionForm.showing(institution, queries.tags_of([institution.id]).get(institution.id, []), parents)
    form = InstitutionForm(parents=parents) if request.method == "POST" else form
    if form.validate_on_submit():
        try:
            service.change_institution(institution, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", institution_id=institution.id))
    html = render_template("organiser/partners/form.html", form=form, institution=institution)
    return html, form.status


def _parents(units: Collection[int], without: int = 0) -> list[tuple[str, str]]:
    return [(str(each.id), localized(each.name)) for each in queries.list_institutions(units) if each.id != without]


def _tag_chips(tags: list[tuple[str, int]], current: str) -> list[Chip]:
    shown = [each for place, each in enumerate(tags) if place < MOST_TAG_CHIPS or each[0] == current]
    every = Chip(_("Every tag"), narrowed(tag=""), not current)
    return [every, *(Chip(word, narrowed(tag=word), word == current, n) for word, n in shown)]


def filter_asked() -> InstitutionFilter:
    """What the list is narrowed to by its address."""
    kind, status = request.args.get("kind", ""), request.args.get("status", "")
    return InstitutionFilter(
        text=asked("q"),
        kind=InstitutionKind(kind) if kind in set(InstitutionKind) else None,
        country=asked("country", longest=2).upper(),
        status=PartnerStatus(status) if status in set(PartnerStatus) else None,
        tag=asked("tag", longest=40),
    )
