"""Turning the second step at sign-in on and off, and its recovery codes."""

import io
from collections.abc import Callable

import segno
from flask import Blueprint, Response, abort, flash, redirect, render_template, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, sealing, unit_of_work
from coopevents.accounts import credentials
from coopevents.accounts import second_factor as codes
from coopevents.blueprints.access import present_actor, signed_in
from coopevents.blueprints.account.forms import CodeForm, TurnOffForm
from coopevents.blueprints.account.security import forget_proofs, prove_password
from coopevents.config import in_force
from coopevents.i18n import _
from coopevents.refusals import Refusal

second_factor = Blueprint("account_second_factor", __name__)

CANDIDATE = "second_factor_candidate"
FRESH_CODES = "recovery_codes"


@second_factor.post("/account/second-step/begin")
@signed_in
def begin() -> ResponseReturnValue:
    """Make a secret for the app; nothing is kept by the house until a first code proves that the app works."""
    session[CANDIDATE] = sealing.seal(codes.new_secret())
    return redirect(url_for(".show"))


@second_factor.get("/account/second-step")
@signed_in
def show() -> ResponseReturnValue:
    """The QR code and the field for the first code; or, when it is on, the way to turn it off."""
    if current_user.totp_secret:
        return _off_page(TurnOffForm(formdata=None))
    return _set_up_page(CodeForm(formdata=None)) if _candidate() else redirect(url_for("account_security.show"))


@second_factor.get("/account/second-step/qr.svg")
@signed_in
def qr() -> ResponseReturnValue:
    """The secret as a picture for the app's camera."""
    secret = _candidate() or abort(404)
    address = codes.address_for_app(secret, email=current_user.email, issuer=in_force().office_name)
    picture = io.BytesIO()
    segno.make(address, error="m").save(picture, kind="svg", scale=6, border=4, light="#fff", dark="#000")
    return Response(picture.getvalue(), mimetype="image/svg+xml")


@second_factor.post("/account/second-step")
@signed_in
def turn_on() -> ResponseReturnValue:
    """Turn it on with a first code, then show the recovery codes once."""
    form, secret = CodeForm(), _candidate()
    if not secret or current_user.totp_secret:
        return redirect(url_for("account_security.show"))
    if form.validate():
        now, actor = clock.now(), present_actor()
        try:
            made = credentials.turn_on_second_factor(current_user, secret, form.code.data or "", now=now, actor=actor)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            session.pop(CANDIDATE, None)
            session[FRESH_CODES] = sealing.seal("\n".join(made))
            return redirect(url_for(".recovery_codes"))
    return _set_up_page(form), 422


@second_factor.get("/account/second-step/recovery-codes")
@signed_in
def recovery_codes() -> ResponseReturnValue:
    """The codes just made, until the reader says they are kept; afterwards nobody can read them again."""
    fresh = sealing.unseal(session.get(FRESH_CODES, ""))
    if not fresh:
        return redirect(url_for("account_security.show"))
    return render_template("account/second_factor/recovery_codes.html", codes=fresh.split("\n"))


@second_factor.post("/account/second-step/recovery-codes/kept")
@signed_in
def codes_are_kept() -> ResponseReturnValue:
    """Show the codes no more."""
    session.pop(FRESH_CODES, None)
    flash(_("The second step is on."), "success")
    return redirect(url_for("account_security.show"))


@second_factor.post("/account/second-step/recovery-codes")
@signed_in
def renew_codes() -> ResponseReturnValue:
    """Make new recovery codes; the old ones end."""
    return _with_proof(credentials.renew_recovery_codes, goes_on_to=".recovery_codes")


@second_factor.post("/account/second-step/off")
@signed_in
def turn_off() -> ResponseReturnValue:
    """Turn it off, with the password and a code."""
    return _with_proof(credentials.turn_off_second_factor, goes_on_to="account_security.show")


def _with_proof(verb: Callable[..., list[str] | None], *, goes_on_to: str) -> ResponseReturnValue:
    form = TurnOffForm()
    if form.validate():
        now, actor = clock.now(), present_actor()
        try:
            prove_password(form.current_password.data, now=now)
            made = verb(current_user, form.code.data or "", now=now, actor=actor)
            forget_proofs()
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            return _off_page(form), refusal.status
        if made:
            session[FRESH_CODES] = sealing.seal("\n".join(made))
        else:
            flash(_("The second step is off."), "success")
        return redirect(url_for(goes_on_to))
    return _off_page(form), 422


def _candidate() -> str:
    return sealing.unseal(session.get(CANDIDATE, ""))


def _set_up_page(form: CodeForm) -> str:
    secret = _candidate()
    spaced = " ".join(secret[start : start + 4] for start in range(0, len(secret), 4))
    return render_template("account/second_factor/set_up.html", form=form, secret=spaced)


def _off_page(form: TurnOffForm) -> str:
    return render_template("account/second_factor/change.html", form=form)
