"""Doors to the people the office knows."""

from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import EmailField, SelectField, SelectMultipleField
from wtforms.validators import Email, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, may, present_actor, requires
from coopevents.blueprints.downloads import csv_download
from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.blueprints.listing import asked, country_chips, export_url, page_number, page_url
from coopevents.blueprints.spoken import SPOKEN
from coopevents.i18n import LANGUAGE_NAMES, _, _l, country_choices
from coopevents.partners import queries as partners
from coopevents.partners.service import name_for_people
from coopevents.people import queries, service
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.people.queries import PersonFilter
from coopevents.refusals import Refusal
from coopevents.text import full_name

people = Blueprint("organiser_people", __name__)
_FIELDS = (
    "title", "given_name", "family_name", "original_name", "email", "phone", "institution_name", "position",
    "country", "language", "speaks", "biography",
)  # fmt: skip


class PersonForm(Form):
    """Everything about a person."""

    given_name = OneLineField(_l("Given name"), [Length(max=120)], description=_l("In Latin letters."))
    family_name = OneLineField(_l("Family name"), [Length(max=120)], description=_l("In Latin letters."))
    original_name = OneLineField(
        _l("Name in its own script"),
        [Length(max=200)],
        description=_l("As the person writes it, such as 王伟 or Мария."),
    )
    title = OneLineField(_l("Form of address"), [Length(max=60)], description=_l("Such as Prof. or Dr"))
    email = EmailField(
        _l("E-mail"), [Optional(), Length(max=254), Email(_l("Write a whole address, such as name@example.edu."))]
    )
    phone = OneLineField(
        _l("Telephone"),
        [Length(max=60)],
        description=_l("For colleagues who look after guests: it stands on the board of the day."),
        render_kw={"type": "tel", "autocomplete": "off"},
    )
    institution = OneLineField(
        _l("Institution"), [Length(max=300)], description=_l("Choose a partner from the list, or write another name.")
    )
    position = OneLineField(_l("Position"), [Length(max=200)])
    country = SelectField(_l("Country or region"), default="")
    language = SelectField(_l("Language of messages"), default="")
    speaks = SelectMultipleField(
        _l("Can guide or interpret in"),
        choices=choices_of(SPOKEN.items()),
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    biography = LocalizedField(_l("Biography"), is_long=True, max_length=8000)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = choices_of([("", _("Not known")), *country_choices()])
        self.language.choices = choices_of([("", _("Not known")), *LANGUAGE_NAMES.items()])

    @classmethod
    def showing(cls, person: Person) -> "PersonForm":
        """Filled from a person."""
        said = {name: getattr(person, name) for name in _FIELDS}
        more = {"institution": person.institution_name, "speaks": person.speaks.split()}
        return cls(data={**said, **more})

    def to_details(self, institutions: dict[str, int]) -> PersonDetails:
        """What was typed; an institution whose name is known is that partner."""
        said = {name: getattr(self, name).data for name in _FIELDS if name != "institution_name"}
        name = self.institution.data or ""
        said["email"] = self.email.data or ""
        said["speaks"] = " ".join(each for each in self.speaks.data or () if each in SPOKEN)
        return PersonDetails(**said, institution_name=name, institution_id=institutions.get(name.casefold()))


@people.get("/desk/people")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """Everybody the office knows."""
    units, wanted = access().units(Permission.SEE_UNIT), _filter_asked()
    return render_template(
        "organiser/people/index.html",
        page=queries.list_page(units, wanted, page=page_number()),
        page_url=page_url,
        wanted=wanted,
        country_chips=country_chips(queries.list_countries(units), wanted.country),
        export_url=export_url(url_for(".export")),
        full_name=full_name,
        may_edit=may(Permission.EDIT_PEOPLE),
    )


@people.get("/desk/people/export.csv")
@requires(Permission.SEE_UNIT)
def export() -> ResponseReturnValue:
    """The same list as a table."""
    found = queries.list_all(access().units(Permission.SEE_UNIT), _filter_asked())
    head = [
        _("Form of address"), _("Given name"), _("Family name"), _("Name in its own script"), _("E-mail"),
        _("Institution"), _("Position"), _("Country or region"), _("Language of messages"),
    ]  # fmt: skip
    rows = [
        (
            person.title,
            person.given_name,
            person.family_name,
            person.original_name,
            person.email,
            person.institution_name,
            person.position,
            person.country,
            person.language,
        )
        for person in found
    ]
    return csv_download("people", head, rows)


@people.route("/desk/people/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def create() -> ResponseReturnValue:
    """A new person."""
    form = PersonForm()
    unit_id = min(access().units(Permission.EDIT_PEOPLE))
    if form.validate_on_submit():
        try:
            details = form.to_details(_institutions())
            person = service.add_person(details, unit_id=unit_id, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("%(name)s is added.", name=_name(person)), "success")
            return redirect(url_for(".index"))
    return _form_page(form, None), form.status


@people.route("/desk/people/<int:person_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def edit(person_id: int) -> ResponseReturnValue:
    """Change what is known of a person."""
    person = queries.get_person(person_id)
    ensure_unit(person.unit_id, Permission.EDIT_PEOPLE)
    form = PersonForm() if request.method == "POST" else PersonForm.showing(person)
    if form.validate_on_submit():
        try:
            service.change_person(person, form.to_details(_institutions()), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".index"))
    return _form_page(form, person), form.status


def _form_page(form: PersonForm, person: Person | None) -> str:
    known = partners.list_institutions(access().units(Permission.SEE_UNIT))
    names = sorted({name_for_people(each.name) for each in known})
    return render_template(
        "organiser/people/form.html",
        form=form,
        person=person,
        name=_name(person) if person is not None else "",
        institutions=names,
    )


def _institutions() -> dict[str, int]:
    """The partners one may see, by their names in every language."""
    known = partners.list_institutions(access().units(Permission.SEE_UNIT))
    return {name.casefold(): each.id for each in known for name in partners.names_of(each)}


def _filter_asked() -> PersonFilter:
    return PersonFilter(text=asked("q"), country=asked("country", longest=2).upper())


def _name(person: Person) -> str:
    return full_name(person.given_name, person.family_name) or person.original_name
