"""Who works in a unit: inviting colleagues, their roles, disabling."""

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, unit_of_work
from coopevents.accounts import invitations, queries, service
from coopevents.accounts.details import Scope
from coopevents.accounts.models import Grant, User
from coopevents.accounts.roles import UNIT_ROLES, Permission
from coopevents.accounts.words import ROLE_MEANINGS
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, ensure_unit, present_actor, requires
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.forms import choices_of
from coopevents.blueprints.organiser.colleague_forms import RoleForm, UnitInviteForm
from coopevents.blueprints.organiser.colleague_rows import hand_over, handed_over, rows_of, table_of_roles
from coopevents.config import in_force
from coopevents.events import queries as events
from coopevents.i18n import _, localized, zone_named
from coopevents.refusals import Refusal

colleagues = Blueprint("organiser_colleagues", __name__)


@colleagues.get("/desk/colleagues")
@requires(Permission.EDIT_COLLEAGUES)
def index() -> ResponseReturnValue:
    """Everybody with a role in the units one administers."""
    units = _units()
    return render_template(
        "organiser/colleagues/index.html",
        rows=rows_of(queries.list_grants("unit", list(units)), now=clock.now(), places=units),
        has_units=len(units) > 1,
        roles=table_of_roles(UNIT_ROLES),
        link=handed_over(),
    )


@colleagues.get("/desk/colleagues/invite")
@requires(Permission.EDIT_COLLEAGUES)
def invite() -> ResponseReturnValue:
    """Who is to work here, and as what."""
    return _invite_page(_offered(UnitInviteForm(formdata=None)))


@colleagues.post("/desk/colleagues/invite")
@requires(Permission.EDIT_COLLEAGUES)
def send_invitation() -> ResponseReturnValue:
    """Give the role, and send a link to who has no account yet."""
    form = _offered(UnitInviteForm())
    if form.validate():
        ensure_unit(form.unit.data, Permission.EDIT_COLLEAGUES)
        try:
            invited = invitations.invite_colleague(
                email=form.email.data or "",
                name=form.name.data or "",
                role=form.chosen_role,
                scope=Scope.unit(form.unit.data),
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
            return redirect(url_for(".index"))
    return _invite_page(form), 422


@colleagues.get("/desk/colleagues/<int:grant_id>")
@requires(Permission.EDIT_COLLEAGUES)
def show(grant_id: int) -> ResponseReturnValue:
    """One colleague in one unit."""
    grant = _grant(grant_id)
    return _page(grant, _role_form(grant, is_sent=False))


@colleagues.post("/desk/colleagues/<int:grant_id>/role")
@requires(Permission.EDIT_COLLEAGUES)
def change_role(grant_id: int) -> ResponseReturnValue:
    """Give another role."""
    grant = _grant(grant_id)
    form = _role_form(grant, is_sent=True)
    if form.validate():
        try:
            scope = Scope.unit(grant.scope_id)
            service.change_role(grant, form.chosen_role, scope, now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".index"))
    return _page(_grant(grant_id), form), 422


@colleagues.post("/desk/colleagues/<int:grant_id>/remove")
@requires(Permission.EDIT_COLLEAGUES)
def remove(grant_id: int) -> ResponseReturnValue:
    """Take the role away, or an invitation back."""
    grant = _grant(grant_id)
    user, scope, now, actor = grant.user, Scope.unit(grant.scope_id), clock.now(), present_actor()
    name = user.name
    try:
        if user.password_hash:
            service.revoke_role(grant, scope, now=now, actor=actor)
        else:
            invitations.revoke_invitation(user, scope, now=now, actor=actor)
        unit_of_work.commit()
    except Refusal as refusal:
        return _refused(grant_id, refusal)
    flash(_("%(name)s no longer works here.", name=name), "success")
    return redirect(url_for(".index"))


@colleagues.post("/desk/colleagues/<int:grant_id>/resend")
@requires(Permission.EDIT_COLLEAGUES)
def resend(grant_id: int) -> ResponseReturnValue:
    """Send a new invitation; the earlier link ends."""
    grant = _grant(grant_id)
    try:
        scope = Scope.unit(grant.scope_id)
        token = invitations.send_invitation(grant.user, scope, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        return _refused(grant_id, refusal)
    hand_over(token)
    flash(_("A new invitation is on its way; the earlier one has ended."), "success")
    return redirect(url_for(".index"))


@colleagues.post("/desk/colleagues/<int:grant_id>/disable")
@requires(Permission.EDIT_COLLEAGUES)
def disable(grant_id: int) -> ResponseReturnValue:
    """Keep the colleague from signing in; the roles stay written down."""
    grant = _grant(grant_id)
    if not _may_disable(grant.user):
        abort(403)
    try:
        service.disable_user(grant.user, Scope.unit(grant.scope_id), now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        return _refused(grant_id, refusal)
    flash(_("%(name)s can no longer sign in.", name=grant.user.name), "success")
    return redirect(url_for(".show", grant_id=grant_id))


@colleagues.post("/desk/colleagues/<int:grant_id>/enable")
@requires(Permission.EDIT_COLLEAGUES)
def enable(grant_id: int) -> ResponseReturnValue:
    """Let the colleague sign in again."""
    grant = _grant(grant_id)
    if not _may_disable(grant.user):
        abort(403)
    service.enable_user(grant.user, Scope.unit(grant.scope_id), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("%(name)s can sign in again.", name=grant.user.name), "success")
    return redirect(url_for(".show", grant_id=grant_id))


def _units() -> dict[int, str]:
    """The units one administers, with their names."""
    allowed = access().units(Permission.EDIT_COLLEAGUES)
    return {unit.id: localized(unit.name) for unit in queries.list_units() if unit.id in allowed}


def _grant(grant_id: int) -> Grant:
    """A role in one of the units one administers; any other is not seen."""
    grant = queries.get_grant(grant_id)
    if grant.scope_kind != "unit":
        abort(404)
    ensure_unit(grant.scope_id, Permission.EDIT_COLLEAGUES)
    return grant


def _may_disable(user: User) -> bool:
    """Only who administers everything a colleague works for may keep them from all of it; nobody themself."""
    if user.id == current_user.id:
        return False
    allowed = access().units(Permission.EDIT_COLLEAGUES)
    held = queries.list_held_roles(user.id)
    homes = (each.scope_id if each.scope_kind == "unit" else events.get_event(each.scope_id).unit_id for each in held)
    return all(unit_id in allowed for unit_id in homes)


def _offered(form: UnitInviteForm) -> UnitInviteForm:
    form.offer(UNIT_ROLES)
    form.unit.choices = choices_of((str(unit_id), name) for unit_id, name in _units().items())
    return form


def _role_form(grant: Grant, *, is_sent: bool) -> RoleForm:
    form = RoleForm() if is_sent else RoleForm(formdata=None, data={"role": grant.role.value})
    form.offer(UNIT_ROLES)
    return form


def _refused(grant_id: int, refusal: Refusal) -> ResponseReturnValue:
    unit_of_work.discard()
    grant = _grant(grant_id)
    form = _role_form(grant, is_sent=False)
    form.form_errors.append(str(refusal))
    return _page(grant, form), refusal.status


def _page(grant: Grant, form: RoleForm) -> str:
    (row,) = rows_of([grant], now=clock.now(), places=_units())
    return render_template(
        "organiser/colleagues/show.html",
        row=row,
        form=form,
        meanings={role.value: meaning for role, meaning in ROLE_MEANINGS.items()},
        may_disable=_may_disable(grant.user),
        entries=tell(
            audit.list_about_in_units("user", grant.user_id, access().units(Permission.EDIT_COLLEAGUES), limit=20),
            zone_named(current_user.time_zone or in_force().default_time_zone),
        ),
    )


def _invite_page(form: UnitInviteForm) -> str:
    return render_template(
        "organiser/colleagues/invite.html",
        form=form,
        meanings={role.value: meaning for role, meaning in ROLE_MEANINGS.items()},
    )
