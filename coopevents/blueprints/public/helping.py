"""Registering to help with visits: one page for everybody, answered by a message with the link to one's own."""

from flask import Blueprint, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.blueprints.access import open_to_all, present_actor
from coopevents.blueprints.helper_forms import RegisterForm
from coopevents.helping import queries, registering
from coopevents.helping.models import HelperTerms
from coopevents.helping.terms import PRIVACY
from coopevents.i18n import localized
from coopevents.refusals import Refusal

helpers = Blueprint("public_helpers", __name__)


@helpers.route("/helpers/new", methods=["GET", "POST"])
@open_to_all
def register() -> ResponseReturnValue:
    """Register; what is answered does not tell whether an address is known. Sent twice, it is one registration."""
    terms = {each.unit_id: each for each in queries.list_open_terms()}
    if not terms:
        return render_template("public/helping/closed.html")
    units = [(each.id, localized(each.name)) for each in accounts.list_units() if each.id in terms]
    form = RegisterForm.blank(units)
    chosen = terms.get(form.unit.data) or next(iter(terms.values()))
    if form.is_sent and form.validate():
        try:
            registering.register(
                form.to_details(),
                unit_id=chosen.unit_id,
                has_consented=bool(form.has_consented.data),
                privacy_version=chosen.privacy_version,
                intention=form.intention.data or "",
                now=clock.now(),
                actor=present_actor(),
            )
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            return redirect(url_for(".sent"))
    return _page(form, chosen), form.status


@helpers.get("/helpers/sent")
@open_to_all
def sent() -> ResponseReturnValue:
    """What happens next: a message with a link."""
    return render_template("public/helping/sent.html")


def _page(form: RegisterForm, terms: HelperTerms) -> str:
    return render_template("public/helping/register.html", form=form, privacy=terms.privacy_text or PRIVACY)
