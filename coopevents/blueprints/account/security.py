"""One's own account: profile, password, signed-in browsers."""

from datetime import datetime

from flask import Blueprint, abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, unit_of_work
from coopevents.accounts import credentials, queries, rules, service, signing_in
from coopevents.audit import queries as audit
from coopevents.blueprints import sign_in as presence
from coopevents.blueprints.access import present_actor, signed_in
from coopevents.blueprints.account.forms import PasswordForm, ProfileForm, zone_names
from coopevents.blueprints.audit_words import tell
from coopevents.config import in_force
from coopevents.db import reading
from coopevents.i18n import LANGUAGE_COOKIE, _, ngettext, zone_named
from coopevents.refusals import Refusal

security = Blueprint("account_security", __name__)
YEAR = 60 * 60 * 24 * 365
PROOF = "proof"


@security.get("/account/security")
@signed_in
def show() -> ResponseReturnValue:
    """Everything about one's own account."""
    return _page()


@security.post("/account/profile")
@signed_in
def change_profile() -> ResponseReturnValue:
    """Save what one says about oneself; the chosen language holds from the next page on."""
    form = ProfileForm()
    if not form.validate():
        return _page(profile=form), 422
    service.change_profile(current_user, form.to_details(), now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("Saved."), "success")
    response = redirect(url_for(".show"))
    if form.language.data:
        secure = in_force().is_behind_tls
        response.set_cookie(
            LANGUAGE_COOKIE, form.language.data, max_age=YEAR, samesite="Lax", secure=secure, httponly=True
        )
    else:
        response.delete_cookie(LANGUAGE_COOKIE)
    return response


@security.post("/account/password")
@signed_in
def change_password() -> ResponseReturnValue:
    """Set a new password and sign every other browser out; wrong guesses of the present one count as tries."""
    form = PasswordForm()
    if form.validate():
        now, actor = clock.now(), present_actor()
        try:
            credentials.ensure_acceptable(current_user, form.password.data)
            prove_password(form.current_password.data, now=now)
            forget_proofs()
            credentials.change_password(
                current_user, form.password.data, present=presence.present_session(), now=now, actor=actor
            )
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            return _page(password=form), refusal.status
        flash(_("Your password is changed. Every other device is signed out."), "success")
        return redirect(url_for(".show"))
    return _page(password=form), 422


@security.post("/account/sessions/<int:session_id>/end")
@signed_in
def end_session(session_id: int) -> ResponseReturnValue:
    """Sign one of one's other browsers out."""
    now = clock.now()
    living = queries.list_living_sessions(current_user.id, started_after=now - rules.SESSION_LASTS)
    chosen = next((each for each in living if each.id == session_id), None)
    if chosen is None:
        abort(404)
    signing_in.end_session(chosen, now=now)
    unit_of_work.commit()
    if chosen.id == presence.present_session().id:
        presence.leave()
        return redirect(url_for("account_sign_in.sign_in"))
    flash(_("That device is signed out."), "success")
    return redirect(url_for(".show"))


@security.post("/account/sessions/end-others")
@signed_in
def end_other_sessions() -> ResponseReturnValue:
    """Sign every other browser out."""
    count = signing_in.end_sessions(
        current_user, besides=presence.present_session(), now=clock.now(), actor=present_actor()
    )
    unit_of_work.commit()
    flash(ngettext("%(num)s device is signed out.", "%(num)s devices are signed out.", count), "success")
    return redirect(url_for(".show"))


def prove_password(password: str, *, now: datetime) -> None:
    """Make sure that whoever sits there knows the present password; counted like a try to sign in.

    Raises PasswordIsWrong, or TooManyTries.
    """
    user_id, email = current_user.id, current_user.email
    signing_in.count_try(email, None, now=now, purpose=PROOF)
    unit_of_work.commit()
    with reading():
        credentials.ensure_password(queries.get_user(user_id), password)
    unit_of_work.discard()


def forget_proofs() -> None:
    """Everything asked for was proved: the tries no longer count."""
    signing_in.forget_tries(current_user.email, purpose=PROOF)


def _page(profile: ProfileForm | None = None, password: PasswordForm | None = None) -> str:
    now = clock.now()
    codes = queries.list_recovery_codes(current_user.id) if current_user.totp_secret else []
    zone = zone_named(current_user.time_zone or in_force().default_time_zone)
    return render_template(
        "account/security/show.html",
        profile=profile or ProfileForm(formdata=None, obj=current_user),
        password=password or PasswordForm(formdata=None),
        zones=zone_names(),
        sessions=queries.list_living_sessions(current_user.id, started_after=now - rules.SESSION_LASTS),
        present_id=presence.present_session().id,
        codes_left=sum(code.used_at is None for code in codes),
        zone=zone,
        entries=tell(audit.list_about("user", current_user.id, limit=10), zone),
    )
