"""Somebody stands at the gate who never registered: a few fields, a place, and in."""

import secrets
from typing import Any

from flask import redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, SelectField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, Length

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.forms import Form, OneLineField, choices_of, sent_from_kept_pages
from coopevents.blueprints.guest_forms import is_email
from coopevents.blueprints.onsite.door import device_of, frame, gate
from coopevents.blueprints.questions import CountryField
from coopevents.events.models import Event
from coopevents.i18n import _l, localized
from coopevents.refusals import Refusal
from coopevents.registration import gate_devices, queries
from coopevents.registration.details import GuestDetails
from coopevents.registration.form_queries import list_forms
from coopevents.registration.questions import PRIVACY
from coopevents.registration.walk_ins import WalkIn, receive_walk_in


class WalkInAtGateForm(Form):
    """Who stands there; no more is asked in a queue."""

    given_name = OneLineField(_l("Given name"), [Length(max=120)], render_kw={"maxlength": 120})
    family_name = OneLineField(
        _l("Family name"),
        [DataRequired(_l("Write the family name, or the one name there is.")), Length(max=120)],
        render_kw={"maxlength": 120},
    )
    original_name = OneLineField(_l("Name in own script"), [Length(max=200)], render_kw={"maxlength": 200})
    email = OneLineField(
        _l("E-mail"),
        [DataRequired(_l("Write an e-mail address, such as name@example.edu.")), Length(max=254), is_email],
        description=_l("The confirmation goes there."),
        render_kw={"type": "email", "inputmode": "email", "maxlength": 254},
    )
    institution_name = OneLineField(
        _l("University, company or institution"), [Length(max=300)], render_kw={"maxlength": 300}
    )
    country = CountryField(_l("Country or region"))
    form_slug = SelectField(_l("Comes as"))
    has_consented = BooleanField(
        _l("The guest knows how we use the data, and agrees"),
        [DataRequired(_l("Ask the guest first; without consent we may not keep the data."))],
    )
    reason = OneLineField(
        _l("Why there is a place although all are taken"),
        [Length(max=300)],
        description=_l("Only when all places are taken. It is kept in the history."),
        render_kw={"maxlength": 300},
    )
    intention = HiddenField()

    @classmethod
    def showing(cls, event: Event) -> "WalkInAtGateForm":
        """The empty form of an event, with an intention of its own."""
        form = cls()
        form.form_slug.choices = choices_of((each.slug, localized(each.role)) for each in list_forms(event.id))
        form.intention.data = form.intention.data or secrets.token_urlsafe(24)
        return form

    def to_walk_in(self, event: Event) -> WalkIn:
        """What was written; messages go out in the event's own language."""
        names = ("given_name", "family_name", "original_name", "email", "institution_name", "country")
        texts: dict[str, Any] = {name: self[name].data or "" for name in names}
        details = GuestDetails(
            **texts,
            form_slug=self.form_slug.data or "",
            language=event.languages.split()[0] if event.languages else "en",
            has_consented=bool(self.has_consented.data),
            privacy_version=queries.get_terms(event.id).privacy_version,
            intention=self.intention.data,
        )
        return WalkIn(details, override_reason=self.reason.data or "")


@gate.route("/gate/<token>/walk-in", methods=["GET", "POST"])
@sent_from_kept_pages
@by_token
def walk_in(token: str) -> ResponseReturnValue:
    """Register and let in, in one step."""
    device = device_of(token)
    event = device.gate.event
    form = WalkInAtGateForm.showing(event)
    if form.is_sent and form.validate():
        try:
            actor = gate_devices.acting(device)
            told = receive_walk_in(device.gate, form.to_walk_in(event), now=clock.now(), actor=actor)
            key = told.arrival.client_key
            unit_of_work.commit()
            return redirect(url_for(".show", token=token, seen=key))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            device = device_of(token)
    terms = queries.get_terms(device.gate.event_id)
    privacy = terms.privacy_text or PRIVACY
    return render_template("onsite/gate/walk_in.html", form=form, privacy=privacy, **frame(device, token)), form.status
