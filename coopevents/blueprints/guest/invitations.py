"""The page of whoever is invited: come, do not come, or name somebody to come instead. Nobody signs in."""

from datetime import date, datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.event_frame import event_frame
from coopevents.blueprints.guest.invitation_forms import DelegateForm, InvitedForm, RefuseForm
from coopevents.blueprints.guest.my_data import EraseForm
from coopevents.blueprints.personal_words import word_for
from coopevents.facts import Actor
from coopevents.forms.service import AnswersAreIncomplete
from coopevents.i18n import LANGUAGE_NAMES, _, date_text, zone_named
from coopevents.refusals import Refusal
from coopevents.registration import (
    guests,
    invitation_privacy,
    invitation_queries,
    queries,
    replies,
    service,
    tokens,
    waiting,
)
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_rules import ensure_answerable
from coopevents.registration.invitation_states import InvitationState
from coopevents.registration.questions import PRIVACY

invited = Blueprint("guest_invitations", __name__)


@invited.get("/i/<token>/")
@by_token
def show(token: str) -> ResponseReturnValue:
    """The invitation: what for, until when, and the three answers; once answered, what became of it."""
    invitation = invitation_of(token)
    return render_template(
        "guest/invitations/show.html",
        why_closed=_why_closed(invitation),
        made=invitation.registration,
        S=InvitationState,
        **_frame(invitation, token),
    )


@invited.route("/i/<token>/accept", methods=["GET", "POST"])
@by_token
def accept(token: str) -> ResponseReturnValue:
    """The form filled with what is known; sent, the guest is registered and sees their own page."""
    invitation = invitation_of(token)
    if not request.form and _why_closed(invitation):
        return redirect(url_for(".show", token=token))
    form = InvitedForm.showing_for(invitation, queries.get_terms(invitation.event_id))
    if form.is_sent and form.hand_in(now=clock.now()):
        unit_of_work.commit()
    if form.is_sent and form.validate():
        try:
            made = replies.accept(invitation, form.to_details(), now=clock.now(), actor=acting(invitation))
            address = url_for("guest_place.show", token=tokens.link_token(made), welcome=1)
            unit_of_work.commit()
            return redirect(address)
        except AnswersAreIncomplete as refusal:
            unit_of_work.discard()
            form.show_answer_errors(refusal.errors)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        invitation = invitation_of(token)
    page = render_template(
        "guest/invitations/accept.html",
        form=form,
        privacy=queries.get_terms(invitation.event_id).privacy_text or PRIVACY,
        institutions=guests.list_institution_names(invitation.event),
        **_frame(invitation, token),
    )
    return page, form.status


@invited.route("/i/<token>/decline", methods=["GET", "POST"])
@by_token
def decline(token: str) -> ResponseReturnValue:
    """Say that one does not come, with a reason if one likes."""
    invitation, form = invitation_of(token), RefuseForm()
    if form.is_sent and form.validate():
        try:
            replies.decline(invitation, form.reason.data or "", now=clock.now(), actor=acting(invitation))
            unit_of_work.commit()
            return redirect(url_for(".show", token=token))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            invitation = invitation_of(token)
    return _asked("guest/invitations/decline.html", invitation, token, form)


@invited.route("/i/<token>/delegate", methods=["GET", "POST"])
@by_token
def delegate(token: str) -> ResponseReturnValue:
    """Name somebody to come in one's place; they get a link of their own."""
    invitation, form = invitation_of(token), DelegateForm.showing()
    if form.is_sent and form.validate():
        try:
            replies.name_delegate(invitation, form.to_delegate(), now=clock.now(), actor=acting(invitation))
            unit_of_work.commit()
            return redirect(url_for(".show", token=token))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            invitation = invitation_of(token)
    return _asked("guest/invitations/delegate.html", invitation, token, form)


@invited.post("/i/<token>/link")
@by_token
def send_link(token: str) -> ResponseReturnValue:
    """Send the link of one's own page once more, to the address one registered with."""
    invitation = invitation_of(token)
    if invitation.registration is not None:
        service.send_link_again(invitation.registration, now=clock.now(), actor=acting(invitation))
        unit_of_work.commit()
    return redirect(url_for(".show", token=token))


@invited.route("/i/<token>/data", methods=["GET", "POST"])
@by_token
def data(token: str) -> ResponseReturnValue:
    """What the office wrote down in order to invite somebody; they may have it erased."""
    invitation, form = invitation_of(token), EraseForm()
    if form.is_sent and form.validate():
        event = invitation.event
        try:
            invitation_privacy.erase_invitation(invitation, now=clock.now(), actor=acting(invitation))
            event_id = event.id
            unit_of_work.commit()
            frame = event_frame(queries.get_terms(event_id).event)
            return render_template("guest/invitations/erased.html", **frame)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            invitation = invitation_of(token)
    rows = [(word_for(name), _in_words(value)) for name, value in invitation_privacy.said_of(invitation).items()]
    page = render_template("guest/invitations/data.html", form=form, rows=rows, **_frame(invitation, token))
    return page, form.status


def _in_words(value: Any) -> str:
    if isinstance(value, datetime):
        return date_text(value.date())
    return date_text(value) if isinstance(value, date) else LANGUAGE_NAMES.get(value, str(value))


def invitation_of(token: str) -> Invitation:
    """The invitation the token opens; 404 for any other token, and while there is nothing to be invited to."""
    invitation = invitation_queries.find_by_token(token)
    if invitation is None or invitation.event.published_at is None or invitation.state is InvitationState.DRAFTED:
        abort(404)
    return invitation


def acting(invitation: Invitation) -> Actor:
    """Who is invited as the one who acts, for facts."""
    return Actor("guest", None, _("Invitation %(number)s", number=invitation.id))


def _why_closed(invitation: Invitation) -> str:
    """Why the invitation cannot be answered now; empty when it can."""
    now = clock.now()
    try:
        ensure_answerable(invitation.state, invitation.answer_by, invitation.expires_at, now=now)
    except Refusal as refusal:
        return str(refusal)
    return str(_("The event is over, or does not take place.")) if waiting.is_over(invitation.event, now) else ""


def _asked(template: str, invitation: Invitation, token: str, form: Any) -> ResponseReturnValue:
    if not form.is_sent and _why_closed(invitation):
        return redirect(url_for(".show", token=token))
    return render_template(template, form=form, **_frame(invitation, token)), form.status


def _frame(invitation: Invitation, token: str) -> dict[str, Any]:
    event = invitation.event
    more = event_frame(event, place_url=url_for("guest_invitations.show", token=token), place_label=_("Invitation"))
    return {**more, "invitation": invitation, "token": token, "zone": zone_named(event.time_zone)}
