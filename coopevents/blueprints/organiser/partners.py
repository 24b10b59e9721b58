"""Doors to the institutions the university works with."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, IntegerField, SelectField, URLField
from wtforms.validators import Length, NumberRange, Optional

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.downloads import csv_download
from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.blueprints.listing import asked, chips, country_chips, export_url, page_number, page_url
from coopevents.i18n import _, _l, country_choices, localized
from coopevents.partners import queries, service, words
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.partners.queries import InstitutionFilter
from coopevents.people import queries as people
from coopevents.refusals import Refusal
from coopevents.reports import partners as report
from coopevents.text import LANGUAGES, full_name

partners = Blueprint("organiser_partners", __name__)
_FIELDS = ("name", "kind", "country", "city", "website", "is_partner", "partner_since")


class InstitutionForm(Form):
    """Everything about an institution."""

    name = LocalizedField(_l("Name"), is_required=True, max_length=300)
    kind = SelectField(_l("Kind"), choices=choices_of(words.KINDS.items()), coerce=InstitutionKind)
    country = SelectField(_l("Country or region"), default="")
    city = OneLineField(_l("City"), [Length(max=120)])
    website = URLField(_l("Website"), [Optional(), Length(max=300)])
    is_partner = BooleanField(_l("There is an agreement with us"), default=True)
    partner_since = IntegerField(
        _l("Partner since"), [Optional(), NumberRange(1800, 2200, _l("Write a year between 1800 and 2200."))]
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = choices_of([("", _("Choose")), *country_choices()])

    @classmethod
    def showing(cls, institution: Institution) -> "InstitutionForm":
        """Filled from an institution."""
        return cls(data={name: getattr(institution, name) for name in _FIELDS})

    def to_details(self) -> InstitutionDetails:
        """What was typed, as the room takes it."""
        said = {name: getattr(self, name).data for name in _FIELDS}
        return InstitutionDetails(**{**said, "website": (self.website.data or "").strip()})


@partners.get("/desk/partners")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """The institutions the office knows."""
    units, wanted = access().units(Permission.SEE_UNIT), _filter_asked()
    page = queries.list_page(units, wanted, page=page_number())
    countries = queries.list_countries(units)
    return render_template(
        "organiser/partners/index.html",
        page=page,
        page_url=page_url,
        wanted=wanted,
        people=queries.count_people([each.id for each in page.items]),
        kind_chips=chips("kind", [("", _("Every kind")), *words.KINDS.items()]),
        country_chips=country_chips(countries, wanted.country),
        totals=(sum(number for _code, number in countries), len(countries)),
        kinds=words.KINDS,
        export_url=export_url(url_for(".export")),
        may_edit=may(Permission.EDIT_PARTNERS),
    )


@partners.get("/desk/partners/export.csv")
@requires(Permission.SEE_UNIT)
def export() -> ResponseReturnValue:
    """The same list as a table, the name in each language in a column of its own."""
    found = queries.list_all(access().units(Permission.SEE_UNIT), _filter_asked())
    name = _("Name")
    names = [f"{name} ({language})" for language in LANGUAGES]
    head = [
        *names, _("Kind"), _("Country or region"), _("City"), _("Website"), _("There is an agreement with us"),
        _("Partner since"),
    ]  # fmt: skip
    rows = [
        (
            *(each.name.get(language, "") for language in LANGUAGES),
            str(words.KINDS[each.kind]),
            each.country,
            each.city,
            each.website,
            each.is_partner,
            each.partner_since,
        )
        for each in found
    ]
    return csv_download("partners", head, rows)


@partners.route("/desk/partners/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def create() -> ResponseReturnValue:
    """A new institution."""
    form = InstitutionForm()
    unit_id = min(access().units(Permission.EDIT_PARTNERS))
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


@partners.get("/desk/partners/<int:institution_id>")
@requires(Permission.SEE_UNIT)
def show(institution_id: int) -> ResponseReturnValue:
    """An institution, its people, and the events they come to."""
    institution = queries.get_institution(institution_id)
    ensure_unit(institution.unit_id, Permission.SEE_UNIT)
    units = access().units(Permission.SEE_UNIT)
    return render_template(
        "organiser/partners/show.html",
        institution=institution,
        kinds=words.KINDS,
        people=people.list_people_of_institution(institution.id),
        events=report.guests_by_event(institution.id, units),
        full_name=full_name,
        may_edit=Permission.EDIT_PARTNERS in access().for_unit(institution.unit_id),
        may_edit_people=may(Permission.EDIT_PEOPLE),
    )


@partners.route("/desk/partners/<int:institution_id>/edit", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def edit(institution_id: int) -> ResponseReturnValue:
    """Change what is known of an institution."""
    institution = queries.get_institution(institution_id)
    ensure_unit(institution.unit_id, Permission.EDIT_PARTNERS)
    form = InstitutionForm() if request.method == "POST" else InstitutionForm.showing(institution)
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


def _filter_asked() -> InstitutionFilter:
    kind = request.args.get("kind", "")
    return InstitutionFilter(
        text=asked("q"),
        kind=InstitutionKind(kind) if kind in {each.value for each in InstitutionKind} else None,
        country=asked("country", longest=2).upper(),
    )
