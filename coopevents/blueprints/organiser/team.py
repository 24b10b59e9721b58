"""The team of one event: who helps, with which role."""

from typing import TypeVar

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts import invitations, queries, service
from coopevents.accounts.details import Scope
from coopevents.accounts.models import Grant
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import EVENT_ROLES, UNIT_ROLES, Permission
from coopevents.accounts.words import ROLE_MEANINGS
from coopevents.blueprints.access import access, event_of_route, present_actor, requires
from coopevents.blueprints.organiser.colleague_forms import InviteForm, RoleForm
from coopevents.blueprints.organiser.colleague_rows import hand_over, handed_over, rows_of, table_of_roles
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal

team = Blueprint("organiser_team", __name__)
FormOfRole = TypeVar("FormOfRole", bound=RoleForm)


@team.get("/desk/events/<event_slug>/team")
@requires(Permission.EDIT_TEAM)
def show(event_slug: str) -> ResponseReturnValue:
    """Who works on the event, by a role for it and by a role for the unit it belongs to."""
    event, now = event_of_route(), clock.now()
    path = lineage(event.unit_id, access().parents)
    names = {unit.id: localized(unit.name) for unit in queries.list_units() if unit.id in path}
    return render_template(
        "organiser/team/show.html",
        event=event,
        rows=rows_of(queries.list_grants("event", [event.id]), now=now),
        office=rows_of(queries.list_grants("unit", path), now=now, places=names),
        roles=table_of_roles(EVENT_ROLES + UNIT_ROLES),
        link=handed_over(),
    )


@team.get("/desk/events/<event_slug>/team/add")
@requires(Permission.EDIT_TEAM)
def add(event_slug: str) -> ResponseReturnValue:
    """Who is to help, and as what."""
    return _add_page(_offered(InviteForm(formdata=None)))


@team.post("/desk/events/<event_slug>/team/add")
@requires(Permission.EDIT_TEAM)
def send_invitation(event_slug: str) -> ResponseReturnValue:
    """Give the role, and send a link to who has no account yet."""
    form = _offered(InviteForm())
    if form.validate():
        try:
            invited = invitations.invite_colleague(
                email=form.email.data or "",
                name=form.name.data or "",
                role=form.chosen_role,
                scope=_scope(),
                now=clock.now(),
                actor=present_actor(),
            )
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            hand_over(invited.token)
            flash(_("%(name)s is told by e-mail.", name=invited.user.name), "success")
            return redirect(url_for(".show", event_slug=event_slug))
    return _add_page(form), 422


@team.get("/desk/events/<event_slug>/team/<int:grant_id>")
@requires(Permission.EDIT_TEAM)
def member(event_slug: str, grant_id: int) -> ResponseReturnValue:
    """One member of the team."""
    grant = _grant(grant_id)
    return _page(grant, _offered(RoleForm(formdata=None, data={"role": grant.role.value})))


@team.post("/desk/events/<event_slug>/team/<int:grant_id>/role")
@requires(Permission.EDIT_TEAM)
def change_role(event_slug: str, grant_id: int) -> ResponseReturnValue:
    """Give another role."""
    grant, form = _grant(grant_id), _offered(RoleForm())
    if form.validate():
        try:
            service.change_role(grant, form.chosen_role, _scope(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", event_slug=event_slug))
    return _page(_grant(grant_id), form), 422


@team.post("/desk/events/<event_slug>/team/<int:grant_id>/remove")
@requires(Permission.EDIT_TEAM)
def remove(event_slug: str, grant_id: int) -> ResponseReturnValue:
    """Take the role away, or an invitation back."""
    grant, now, actor = _grant(grant_id), clock.now(), present_actor()
    name = grant.user.name
    if grant.user.password_hash:
        service.revoke_role(grant, _scope(), now=now, actor=actor)
    else:
        invitations.revoke_invitation(grant.user, _scope(), now=now, actor=actor)
    unit_of_work.commit()
    flash(_("%(name)s is no longer on the team.", name=name), "success")
    return redirect(url_for(".show", event_slug=event_slug))


@team.post("/desk/events/<event_slug>/team/<int:grant_id>/resend")
@requires(Permission.EDIT_TEAM)
def resend(event_slug: str, grant_id: int) -> ResponseReturnValue:
    """Send a new invitation; the earlier link ends."""
    token = invitations.send_invitation(_grant(grant_id).user, _scope(), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    hand_over(token)
    flash(_("A new invitation is on its way; the earlier one has ended."), "success")
    return redirect(url_for(".show", event_slug=event_slug))


def _scope() -> Scope:
    event = event_of_route()
    return Scope.event(event.id, event.unit_id)


def _grant(grant_id: int) -> Grant:
    """A role for this event; any other is not seen."""
    grant = queries.get_grant(grant_id)
    if (grant.scope_kind, grant.scope_id) != ("event", event_of_route().id):
        abort(404)
    return grant


def _offered(form: FormOfRole) -> FormOfRole:
    form.offer(EVENT_ROLES)
    return form


def _page(grant: Grant, form: RoleForm) -> str:
    (row,) = rows_of([grant], now=clock.now())
    return render_template(
        "organiser/team/member.html",
        event=event_of_route(),
        row=row,
        form=form,
        meanings={role.value: meaning for role, meaning in ROLE_MEANINGS.items()},
    )


def _add_page(form: InviteForm) -> str:
    return render_template(
        "organiser/team/add.html",
        event=event_of_route(),
        form=form,
        meanings={role.value: meaning for role, meaning in ROLE_MEANINGS.items()},
    )
