"""The page of somebody who helps: how it stands, what they said, what they are offered. The link is the key."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, config, unit_of_work
from coopevents.blueprints.access import by_token, present_actor
from coopevents.blueprints.deeds import told
from coopevents.blueprints.helper_forms import HelperForm
from coopevents.blueprints.helper_words import about_rows
from coopevents.blueprints.spoken import SPOKEN
from coopevents.delegations import offer_queries, part_queries, reading_links
from coopevents.delegations.part_models import PartAnswer
from coopevents.delegations.reading_words import Reader
from coopevents.helping import erasing, queries, registering, tokens, words
from coopevents.helping.models import Helper
from coopevents.helping.states import LIVE, HelperState
from coopevents.i18n import _, zone_named
from coopevents.places import queries as places
from coopevents.refusals import Refusal
from coopevents.schedule.words import ROLES

helpers = Blueprint("guest_helper", __name__)


@helpers.get("/h/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """How it stands, what is offered, what was taken, and what they said."""
    helper = _of(token)
    return render_template(
        "guest/helping/show.html",
        about=about_rows(helper),
        sentence=words.SENTENCES[helper.state],
        is_live=helper.state in LIVE and helper.state is not HelperState.UNCONFIRMED,
        **_parts(helper),
        **_frame(helper, token),
    )


@helpers.post("/h/<token>/confirm")
@by_token
def confirm(token: str) -> ResponseReturnValue:
    """The address is theirs."""
    told(lambda: registering.confirm(_of(token), **_acting()), _("Thank you. Your address is confirmed."))
    return redirect(url_for(".show", token=token))


@helpers.route("/h/<token>/change", methods=["GET", "POST"])
@by_token
def change(token: str) -> ResponseReturnValue:
    """Say it all anew."""
    helper = _of(token)
    if helper.state not in LIVE or helper.state is HelperState.UNCONFIRMED:
        return redirect(url_for(".show", token=token))
    form = HelperForm() if request.method == "POST" else HelperForm.showing(helper)
    if form.is_sent and form.validate():
        try:
            registering.change(helper, form.to_details(), **_acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            helper = _of(token)
        else:
            flash(_("Your changes are saved."), "success")
            return redirect(url_for(".show", token=token))
    return render_template("guest/helping/change.html", form=form, **_frame(helper, token)), form.status


@helpers.route("/h/<token>/address/<key>", methods=["GET", "POST"])
@by_token
def address(token: str, key: str) -> ResponseReturnValue:
    """The link sent to a new address: write to me there from now on."""
    helper = _of(token)
    if not tokens.is_address_key(helper, key):
        abort(404)
    if request.method == "POST":
        told(lambda: registering.confirm_address(helper, key, **_acting()), _("We write to you there from now on."))
        return redirect(url_for(".show", token=token))
    return render_template("guest/helping/address.html", key=key, **_frame(helper, token))


@helpers.post("/h/<token>/pause")
@by_token
def pause(token: str) -> ResponseReturnValue:
    """Nothing is offered to them for now."""
    told(lambda: registering.pause(_of(token), **_acting()), _("You are paused. Come back whenever you like."))
    return redirect(url_for(".show", token=token))


@helpers.post("/h/<token>/resume")
@by_token
def resume(token: str) -> ResponseReturnValue:
    """They are there again."""
    told(lambda: registering.resume(_of(token), **_acting()), _("Good that you are back."))
    return redirect(url_for(".show", token=token))


@helpers.route("/h/<token>/end", methods=["GET", "POST"])
@by_token
def end(token: str) -> ResponseReturnValue:
    """Withdraw, or have everything erased at once."""
    helper = _of(token)
    verb = request.form.get("verb", "")
    if verb == "erase":
        erasing.erase(helper, **_acting())
        unit_of_work.commit()
        return render_template("guest/helping/erased.html")
    if verb == "withdraw":
        told(lambda: registering.withdraw(helper, **_acting()), _("You have withdrawn. Thank you for your help."))
        return redirect(url_for(".show", token=token))
    if request.method == "POST":
        abort(400)
    return render_template("guest/helping/end.html", days=erasing.KEPT.days, **_frame(helper, token))


def _parts(helper: Helper) -> dict[str, Any]:
    """What is offered to them and what they have taken, ahead of now."""
    now, person_id = clock.now(), helper.person_id
    if person_id is None:
        return {"offers": [], "parts": [], "asked_token": ""}
    offers = offer_queries.list_open_offers(person_id, now)
    parts = [each for each in part_queries.list_parts_of_person(person_id) if each.item.activity.ends_at > now]
    activities = [*(each.item.activity for each in offers), *(each.item.activity for each in parts)]
    return {
        "offers": offers,
        "parts": parts,
        "yes": PartAnswer.YES,
        "roles": ROLES,
        "places": places.map_places({each.place_id for each in activities}),
        "asked_token": reading_links.page_token(Reader.worker(person_id)),
    }


def _frame(helper: Helper, token: str) -> dict[str, Any]:
    zone = zone_named(config.in_force().default_time_zone)
    return {"helper": helper, "token": token, "words": words, "spoken": SPOKEN, "zone": zone}


def _acting() -> dict[str, Any]:
    return {"now": clock.now(), "actor": present_actor()}


def _of(token: str) -> Helper:
    """Whose page it is. Answers 404 for any other link."""
    uid = tokens.uid_in(token)
    helper = queries.find_by_uid(uid) if uid is not None else None
    if helper is None or not tokens.opens(helper, token):
        abort(404)
    return helper
