"""Doors to what the office calls countries and regions: the list, and one of them in every language."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, present_actor, requires
from coopevents.blueprints.forms import Form, LocalizedField
from coopevents.blueprints.listing import asked
from coopevents.i18n import _, _l, country_choices, country_name, current_language, given_names, standard_country_name
from coopevents.partners import country_names as names
from coopevents.partners import queries
from coopevents.refusals import NotFound, Refusal
from coopevents.text import LocalizedText, folded

country_name_doors = Blueprint("organiser_country_names", __name__)
AT = "/desk/partners/countries"


class CountryNameForm(Form):
    """What a country or region is called in each language; an empty one is called as ever."""

    name = LocalizedField(_l("Name"), max_length=names.LONGEST)


@country_name_doors.get(AT)
@requires(Permission.EDIT_PARTNERS)
def index() -> ResponseReturnValue:
    """What the office calls otherwise, the countries of its partners, and all others."""
    renamed = {code for code, _language, _name in given_names().said}
    used = {code for code, _number in queries.list_countries(access().units(Permission.EDIT_PARTNERS))}
    wanted = folded(asked("q"))
    rows = [_row(code, name) for code, name in country_choices()]
    rows = [each for each in rows if all(word in each["key"] for word in wanted.split())]
    return render_template(
        "organiser/partners/countries.html",
        q=asked("q"),
        renamed=[each for each in rows if each["code"] in renamed],
        used=[each for each in rows if each["code"] in used - renamed],
        others=[each for each in rows if each["code"] not in used | renamed],
    )


@country_name_doors.route(f"{AT}/<country_code>", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def edit(country_code: str) -> ResponseReturnValue:
    """Call a country or region otherwise, in any language."""
    given, form = names.names_of(country_code), CountryNameForm()
    form = form if form.is_sent else CountryNameForm(data={"name": given})
    if form.validate_on_submit():
        try:
            _rename(country_code, form.name.data)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved. Every list, form, map and paper calls it so."), "success")
            return redirect(url_for(".index"))
    page = render_template(
        "organiser/partners/country.html",
        form=form,
        code=country_code,
        shown=country_name(country_code),
        given=given,
        standard=names.standard_names(country_code),
    )
    return page, form.status


@country_name_doors.post(f"{AT}/<country_code>/reset")
@requires(Permission.EDIT_PARTNERS)
def reset(country_code: str) -> ResponseReturnValue:
    """Call it as everybody does, in every language."""
    _rename(country_code, LocalizedText())
    said = standard_country_name(country_code, current_language())
    flash(_("It is called %(name)s again.", name=said), "success")
    return redirect(url_for(".index"))


def _rename(code: str, said: LocalizedText) -> None:
    unit_id = min(access().units(Permission.EDIT_PARTNERS), default=None)
    if unit_id is None:
        raise NotFound
    names.rename_country(code, said, unit_id=unit_id, now=clock.now(), actor=present_actor())
    unit_of_work.commit()


def _row(code: str, name: str) -> dict[str, str]:
    """A country as the list shows it, and what is searched in it."""
    standard = names.standard_names(code)
    key = folded(" ".join((code, name, *standard.values())))
    return {"code": code, "name": name, "standard": standard.in_language(current_language()), "key": key}
