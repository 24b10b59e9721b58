"""Quotas at the desk: how many may come of one institution, country or group, and how far each is used up."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import IntegerField, RadioField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.forms import Form, OneLineField, choices_of
from coopevents.blueprints.questions import CountryField
from coopevents.i18n import _, _l
from coopevents.refusals import Refusal
from coopevents.registration import quota_queries, quotas, waiting_service
from coopevents.registration.quota_rules import rule_of
from coopevents.registration.quota_states import IfFull, QuotaKind
from coopevents.registration.quotas import LARGEST, QuotaDetails

quota_desk = Blueprint("organiser_quotas", __name__)
NUMBER = _l("Write a whole number of places, from 0 to 100000.")


class QuotaForm(Form):
    """One quota."""

    kind = RadioField(
        _l("Places are counted for"),
        [InputRequired(_l("Choose one of these."))],
        choices=choices_of(
            [
                (QuotaKind.INSTITUTION.value, _l("people of one institution")),
                (QuotaKind.COUNTRY.value, _l("people of one country or region")),
                (QuotaKind.GROUP.value, _l("one group")),
            ]
        ),
        default=QuotaKind.INSTITUTION.value,
    )
    institution = OneLineField(
        _l("Only this institution"),
        description=_l("Empty: each institution, as the guests write it or as your register of partners knows it."),
        validators=[Length(max=300)],
    )
    country = CountryField(
        _l("Only this country or region"), validators=[Optional()], description=_l("Empty: each country or region.")
    )
    most = IntegerField(
        _l("At most so many places"),
        [InputRequired(NUMBER), NumberRange(0, LARGEST, NUMBER)],
        render_kw={"inputmode": "numeric", "min": 0},
    )
    if_full = RadioField(
        _l("Who comes later"),
        [InputRequired(_l("Choose one of these."))],
        choices=choices_of(
            [
                (IfFull.REFUSE.value, _l("is turned away, and told what to do")),
                (IfFull.WAIT.value, _l("waits on the waiting list")),
            ]
        ),
        default=IfFull.REFUSE.value,
    )

    def to_details(self) -> QuotaDetails:
        """What was written."""
        kind = QuotaKind(self.kind.data)
        values = {QuotaKind.INSTITUTION: self.institution.data, QuotaKind.COUNTRY: self.country.data}
        return QuotaDetails(
            kind=kind, most=self.most.data or 0, value=values.get(kind) or "", if_full=IfFull(self.if_full.data)
        )


@quota_desk.route("/desk/events/<event_slug>/quotas", methods=["GET", "POST"])
@requires(Permission.EDIT_EVENT)
def index(event_slug: str) -> ResponseReturnValue:
    """The quotas of an event; set one, or another number for one that is there."""
    form = QuotaForm()
    if form.is_sent and form.validate():
        try:
            event, now = event_of_route(), clock.now()
            quotas.set_quota(event, form.to_details(), now=now, actor=present_actor())
            waiting_service.pass_on(event, now=now)
            unit_of_work.commit()
            flash(_("The quota holds from now on; nobody loses a place by it."), "success")
            return redirect(url_for(".index", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    event = event_of_route()
    standing = quotas.look(event)
    rows = [(each, rule_of(each), *standing.fullest(each)) for each in standing.quotas] if standing else []
    return render_template("organiser/quotas/index.html", event=event, form=form, rows=rows, IfFull=IfFull), form.status


@quota_desk.post("/desk/events/<event_slug>/quotas/<int:quota_id>/remove")
@requires(Permission.EDIT_EVENT)
def remove(event_slug: str, quota_id: int) -> ResponseReturnValue:
    """Let a quota hold no longer; who waits because of it is served."""
    event, now = event_of_route(), clock.now()
    quotas.remove_quota(event, quota_queries.get_quota(event.id, quota_id), now=now, actor=present_actor())
    waiting_service.pass_on(event, now=now)
    unit_of_work.commit()
    flash(_("The quota holds no longer."), "success")
    return redirect(url_for(".index", event_slug=event_slug))
