"""One invitation at the desk: written, sent, sent again, taken back."""

from collections.abc import Callable

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.deeds import told
from coopevents.blueprints.organiser.invitation_forms import InvitationForm, WithdrawForm
from coopevents.blueprints.organiser.invitation_tables import invitation_desk
from coopevents.i18n import LANGUAGE_NAMES, _, zone_named
from coopevents.mail import words as mail_words
from coopevents.refusals import Refusal
from coopevents.registration import form_queries, invitation_queries, invitations
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_rules import ensure_may_become
from coopevents.registration.invitation_states import CHANGEABLE
from coopevents.registration.invitation_states import InvitationState as S
from coopevents.registration.invitation_words import INVITATION_NAMES, INVITATION_TONES

__all__ = ["invitation_desk"]

SENDING = {"send": False, "outbox": True}
"""The verbs that send, and whether the message waits in the outbox."""


@invitation_desk.route("/desk/events/<event_slug>/invitations/new", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def create(event_slug: str) -> ResponseReturnValue:
    """Write an invitation; keep it for later, hand it to the outbox, or send it."""
    event = event_of_route()
    form = InvitationForm.showing(event, form_queries.list_forms(event.id))
    if form.is_sent and form.validate():
        try:
            now, actor = clock.now(), present_actor()
            made = invitations.draft_invitation(event, form.to_invited(), form.to_terms(), now=now, actor=actor)
            said, invitation_id = _send_if_asked(made), made.id
            unit_of_work.commit()
            flash(said, "success")
            return redirect(url_for(".show", event_slug=event_slug, invitation_id=invitation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    return _form_page(form, None)


@invitation_desk.get("/desk/events/<event_slug>/invitations/<int:invitation_id>")
@requires(Permission.SEE_REGISTRATIONS)
def show(event_slug: str, invitation_id: int) -> ResponseReturnValue:
    """One invitation: who, on what conditions, what was answered, what was sent."""
    event, invitation = event_of_route(), _invitation(invitation_id)
    may_decide, zone = may(Permission.DECIDE_REGISTRATIONS, event), zone_named(event.time_zone)
    return render_template(
        "organiser/invitations/show.html",
        event=event,
        invitation=invitation,
        name=INVITATION_NAMES[invitation.state],
        tone=INVITATION_TONES[invitation.state],
        language_names=LANGUAGE_NAMES,
        may_send=may_decide and _may_become(invitation, S.SENT) and invitation.state is not S.WITHDRAWN,
        may_change=may_decide and invitation.state in CHANGEABLE,
        may_withdraw=may_decide and _may_become(invitation, S.WITHDRAWN),
        may_restore=may_decide and bool(invitation.withdrawn_from) and invitation.state is S.WITHDRAWN,
        may_see_outbox=may(Permission.SEE_OUTBOX, event),
        messages=invitation_queries.list_messages(invitation),
        mail_words=mail_words,
        entries=tell(audit.list_about(invitation_queries.SUBJECT, invitation.id), zone),
        zone=zone,
        S=S,
    )


@invitation_desk.route("/desk/events/<event_slug>/invitations/<int:invitation_id>/edit", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def edit(event_slug: str, invitation_id: int) -> ResponseReturnValue:
    """Change what an invitation says; save it, or save and send it."""
    event, invitation = event_of_route(), _invitation(invitation_id)
    form = InvitationForm.showing(event, form_queries.list_forms(event.id), invitation)
    if form.is_sent and form.validate():
        try:
            who, on_what, said = form.to_invited(), form.to_terms(), {"now": clock.now(), "actor": present_actor()}
            invitations.change_invitation(invitation, who, on_what, **said)  # type: ignore[arg-type]
            words = _send_if_asked(invitation)
            unit_of_work.commit()
            flash(words, "success")
            return redirect(url_for(".show", event_slug=event_slug, invitation_id=invitation_id))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            invitation = _invitation(invitation_id)
    return _form_page(form, invitation)


@invitation_desk.post("/desk/events/<event_slug>/invitations/<int:invitation_id>/send")
@requires(Permission.DECIDE_REGISTRATIONS)
def send(event_slug: str, invitation_id: int) -> ResponseReturnValue:
    """Send it, hand it to the outbox, or send the same link once more."""
    invitation = _invitation(invitation_id)
    now, actor = clock.now(), present_actor()
    if invitation.state is S.SENT:
        words = _("The same link is on its way once more.")
        return _done(invitation, lambda: invitations.send_again(invitation, now=now, actor=actor), words)
    as_draft = SENDING.get(request.form.get("verb", ""), False)
    words = _said_of_sending(as_draft=as_draft)
    return _done(
        invitation, lambda: invitations.send_invitation(invitation, now=now, actor=actor, as_draft=as_draft), words
    )


@invitation_desk.route("/desk/events/<event_slug>/invitations/<int:invitation_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.DECIDE_REGISTRATIONS)
def withdraw(event_slug: str, invitation_id: int) -> ResponseReturnValue:
    """Ask once whether the person is told, then take the invitation back."""
    invitation, form = _invitation(invitation_id), WithdrawForm()
    if not form.is_sent:
        return render_template(
            "organiser/invitations/withdraw.html", event=event_of_route(), invitation=invitation, form=form, S=S
        )
    now, actor, tells = clock.now(), present_actor(), bool(form.tells.data)
    words = _("The invitation to %(name)s is taken back.", name=invitation.called)
    undo_url = "" if tells else url_for(".restore", event_slug=event_slug, invitation_id=invitation_id)
    return _done(
        invitation,
        lambda: invitations.withdraw_invitation(invitation, now=now, actor=actor, tells=tells),
        words,
        undo_url,
    )


@invitation_desk.post("/desk/events/<event_slug>/invitations/<int:invitation_id>/restore")
@requires(Permission.DECIDE_REGISTRATIONS)
def restore(event_slug: str, invitation_id: int) -> ResponseReturnValue:
    """Undo that it was taken back."""
    invitation, now, actor = _invitation(invitation_id), clock.now(), present_actor()
    words = _("The invitation stands again.")
    return _done(invitation, lambda: invitations.restore_invitation(invitation, now=now, actor=actor), words)


def _invitation(invitation_id: int) -> Invitation:
    return invitation_queries.get_invitation(event_of_route().id, invitation_id)


def _send_if_asked(invitation: Invitation) -> str:
    verb = request.form.get("verb", "")
    if verb not in SENDING or invitation.state in {S.SENT, S.WAITING}:
        return str(_("The invitation is saved."))
    as_draft = SENDING[verb]
    invitations.send_invitation(invitation, now=clock.now(), actor=present_actor(), as_draft=as_draft)
    return _said_of_sending(as_draft=as_draft)


def _said_of_sending(*, as_draft: bool) -> str:
    return str(_("The invitation waits in the outbox.") if as_draft else _("The invitation is on its way."))


def _done(invitation: Invitation, deed: Callable[[], object], words: str, undo_url: str = "") -> ResponseReturnValue:
    back = url_for(".show", event_slug=event_of_route().slug, invitation_id=invitation.id)
    told(deed, words, undo_url=undo_url)
    return redirect(back)


def _form_page(form: InvitationForm, invitation: Invitation | None) -> ResponseReturnValue:
    is_open = invitation is not None and invitation.state in {S.SENT, S.WAITING}
    page = render_template(
        "organiser/invitations/form.html", event=event_of_route(), form=form, invitation=invitation, is_open=is_open
    )
    return page, form.status


def _may_become(invitation: Invitation, state: S) -> bool:
    try:
        ensure_may_become(invitation.state, state)
    except Refusal:
        return False
    return True
