"""Doors to the stock of gifts, the register of what was handed over, and the rule of value."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField

from coopevents import unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, may, requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form, choices_of
from coopevents.blueprints.organiser.delegation_door import acting, visitor_of, zone_of_office
from coopevents.blueprints.organiser.gift_forms import ItemForm, RuleForm
from coopevents.delegations import gift_queries, gift_stock, gift_tables, gift_words
from coopevents.delegations.gift_models import GiftItem, VisitGift
from coopevents.delegations.gift_rules import Finding, judge
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal

gift_desk = Blueprint("organiser_gifts", __name__)


class CountForm(Form):
    """How many are there."""

    in_stock = IntegerField()


@gift_desk.get("/desk/gifts")
@requires(Permission.SEE_UNIT)
def index() -> ResponseReturnValue:
    """What the units one may see keep."""
    seen = access().units(Permission.SEE_UNIT)
    return render_template(
        "organiser/gifts/index.html",
        items=gift_queries.list_items(seen),
        may_edit=may(Permission.EDIT_DELEGATIONS),
        editable=access().units(Permission.EDIT_DELEGATIONS),
    )


@gift_desk.get("/desk/gifts/export.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export(ending: str) -> ResponseReturnValue:
    """The stock as a table for spreadsheets."""
    items = gift_queries.list_items(access().units(Permission.SEE_UNIT))
    send = csv_download if ending == "csv" else xlsx_download
    return send("gifts", gift_tables.stock_headings(), gift_tables.stock_lines(items))


@gift_desk.route("/desk/gifts/new", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def create() -> ResponseReturnValue:
    """Keep one more kind of gift."""
    return _form(None, ItemForm())


@gift_desk.route("/desk/gifts/<int:gift_item_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def edit(gift_item_id: int) -> ResponseReturnValue:
    """Say anew what it is, what it is worth, and how many there are."""
    item = _own(gift_item_id)
    return _form(item, ItemForm() if request.method == "POST" else ItemForm.showing(item))


@gift_desk.post("/desk/gifts/<int:gift_item_id>/count")
@requires(Permission.EDIT_DELEGATIONS)
def count(gift_item_id: int) -> ResponseReturnValue:
    """So many are there."""
    item, form = _own(gift_item_id), CountForm()
    number = form.in_stock.data if form.validate() and form.in_stock.data is not None else -1
    told(lambda: gift_stock.count(item, number, **acting()), _("Counted."))
    return redirect(url_for(".index"))


@gift_desk.get("/desk/gifts/register")
@requires(Permission.SEE_UNIT)
def register() -> ResponseReturnValue:
    """Every gift that was handed over, and what the rule says of it."""
    found, findings = _registered()
    return render_template(
        "organiser/gifts/register.html",
        gifts=found,
        findings=findings,
        words=gift_words,
        guest_of=gift_tables.guest_of,
        what_of=gift_tables.what_of,
        visitor_of=visitor_of,
        zone=zone_of_office(),
    )


@gift_desk.get("/desk/gifts/register/export.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export_register(ending: str) -> ResponseReturnValue:
    """The register as a table for spreadsheets."""
    found, findings = _registered()
    send = csv_download if ending == "csv" else xlsx_download
    return send("gift-register", gift_tables.register_headings(), gift_tables.register_lines(found, findings))


@gift_desk.route("/desk/gifts/rules", methods=["GET", "POST"])
@requires(Permission.EDIT_DELEGATIONS)
def rules() -> ResponseReturnValue:
    """What a unit may give and keep; the unit is named in the address when there are several."""
    units = _units()
    unit_id = request.args.get("unit", type=int) or int(units[0][0])
    ensure_unit(unit_id, Permission.EDIT_DELEGATIONS)
    form = RuleForm() if request.method == "POST" else RuleForm.showing(gift_queries.limits_of([unit_id])[unit_id])
    if form.is_sent and form.validate():
        try:
            gift_stock.set_rule(unit_id, form.to_limits(), **acting())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".index"))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    chips = [
        {"label": name, "url": url_for(".rules", unit=number), "is_current": int(number) == unit_id}
        for number, name in units
    ]
    return render_template("organiser/gifts/rules.html", form=form, chips=chips), form.status


def _form(item: GiftItem | None, form: ItemForm) -> ResponseReturnValue:
    item_id, units = item.id if item else None, _units()
    form.unit.choices = choices_of(units)
    if form.is_sent and form.validate():
        unit_id = form.unit.data or int(units[0][0])
        ensure_unit(unit_id, Permission.EDIT_DELEGATIONS)
        try:
            if item is not None:
                gift_stock.change_item(item, form.to_details(), **acting())
            else:
                gift_stock.keep_item(unit_id, form.to_details(), **acting())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".index"))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            item = _own(item_id) if item_id else None
    return render_template("organiser/gifts/form.html", form=form, item=item), form.status


def _registered() -> tuple[list[VisitGift], dict[int, Finding]]:
    """Every gift handed over at visits to the units one may see, each judged by the rule of its unit."""
    units = access().units(Permission.SEE_UNIT)
    found, findings = gift_queries.list_register(units), dict[int, Finding]()
    for unit_id, limits in gift_queries.limits_of(units).items():
        findings |= judge((each for each in found if each.delegation.unit_id == unit_id), limits)
    return found, findings


def _own(item_id: int) -> GiftItem:
    item = gift_queries.get_item(item_id)
    ensure_unit(item.unit_id, Permission.EDIT_DELEGATIONS)
    return item


def _units() -> list[tuple[str, str]]:
    allowed = access().units(Permission.EDIT_DELEGATIONS)
    return [(str(each.id), localized(each.name)) for each in accounts.list_units() if each.id in allowed]
