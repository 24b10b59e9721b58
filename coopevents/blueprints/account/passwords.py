"""Forgotten passwords: asking for a link, and choosing a new password by it."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import credentials, queries, signing_in, tokens
from coopevents.accounts.rules import LinkHasEnded
from coopevents.blueprints import sign_in as presence
from coopevents.blueprints.access import by_token, open_to_all
from coopevents.blueprints.account.forms import ForgottenForm, NewPasswordForm
from coopevents.facts import Actor
from coopevents.i18n import _
from coopevents.refusals import Refusal

passwords = Blueprint("account_passwords", __name__)
SOMEBODY = Actor("guest", None, "somebody")


@passwords.get("/account/forgotten")
@open_to_all
def forgotten() -> ResponseReturnValue:
    """Ask for a link."""
    return render_template("account/passwords/forgotten.html", form=ForgottenForm(formdata=None))


@passwords.post("/account/forgotten")
@open_to_all
def send_link() -> ResponseReturnValue:
    """Send a link if there is such an account; the answer is the same if there is not."""
    form = ForgottenForm()
    if form.validate():
        now, email = clock.now(), form.email.data or ""
        try:
            signing_in.count_try(email, request.remote_addr or "", now=now, purpose="forgotten")
            credentials.request_password_reset(email, now=now, actor=SOMEBODY)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            return render_template("account/passwords/forgotten.html", form=form), refusal.status
        return redirect(url_for(".link_sent"))
    return render_template("account/passwords/forgotten.html", form=form), 422


@passwords.get("/account/forgotten/sent")
@open_to_all
def link_sent() -> ResponseReturnValue:
    """What happens next."""
    return render_template("account/passwords/link_sent.html")


@passwords.get("/account/reset/<token>")
@by_token
def reset(token: str) -> ResponseReturnValue:
    """Choose a new password; opening the page uses nothing up."""
    if queries.find_open_link(credentials.PURPOSE, tokens.hash_of(token), now=clock.now()) is None:
        return _ended()
    return render_template("account/passwords/reset.html", form=NewPasswordForm(formdata=None))


@passwords.post("/account/reset/<token>")
@by_token
def set_password(token: str) -> ResponseReturnValue:
    """Set the new password, end the link and every session."""
    form = NewPasswordForm()
    if form.validate():
        try:
            credentials.reset_password(token, form.password.data, now=clock.now())
            unit_of_work.commit()
        except LinkHasEnded:
            unit_of_work.discard()
            return _ended()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            presence.leave()
            flash(_("Your new password is set. Sign in with it."), "success")
            return redirect(url_for("account_sign_in.sign_in"))
    return render_template("account/passwords/reset.html", form=form), 422


def _ended() -> ResponseReturnValue:
    return render_template("account/passwords/ended.html"), 410
