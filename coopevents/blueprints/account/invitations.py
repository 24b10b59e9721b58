"""Accepting an invitation."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import invitations, queries, signing_in, tokens
from coopevents.accounts.rules import LinkHasEnded
from coopevents.blueprints import sign_in as presence
from coopevents.blueprints.access import by_token
from coopevents.blueprints.account.browsers import browser_words
from coopevents.blueprints.account.forms import InvitationForm
from coopevents.i18n import _
from coopevents.refusals import Refusal

invitation_doors = Blueprint("account_invitations", __name__)


@invitation_doors.get("/account/invitation/<token>")
@by_token
def accept(token: str) -> ResponseReturnValue:
    """Choose a name and a password; opening the page uses nothing up."""
    link = queries.find_open_link(invitations.PURPOSE, tokens.hash_of(token), now=clock.now())
    if link is None:
        return _ended()
    form = InvitationForm(formdata=None, data={"name": link.user.name})
    return render_template("account/invitations/accept.html", form=form, email=link.user.email)


@invitation_doors.post("/account/invitation/<token>")
@by_token
def enter(token: str) -> ResponseReturnValue:
    """Set name and password, end the link, and let the colleague in."""
    form, now = InvitationForm(), clock.now()
    if form.validate():
        try:
            user = invitations.accept_invitation(token, name=form.name.data or "", password=form.password.data, now=now)
            browser = browser_words(request.headers.get("User-Agent", ""))
            presence.enter(user, signing_in.begin_session(user, browser, now=now))
            unit_of_work.commit()
        except LinkHasEnded:
            unit_of_work.discard()
            return _ended()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Welcome. Your account is ready."), "success")
            return redirect(url_for("organiser_desk.show"))
    link = queries.find_open_link(invitations.PURPOSE, tokens.hash_of(token), now=now)
    if link is None:
        return _ended()
    return render_template("account/invitations/accept.html", form=form, email=link.user.email), 422


def _ended() -> ResponseReturnValue:
    return render_template("account/invitations/ended.html"), 410
