"""Signing in, in one step or two, and signing out."""

from datetime import datetime, timedelta
from typing import NamedTuple

from flask import Blueprint, flash, redirect, render_template, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user

from coopevents import clock, unit_of_work
from coopevents.accounts import queries, signing_in
from coopevents.accounts.models import User
from coopevents.blueprints import sign_in as presence
from coopevents.blueprints.access import open_to_all, signed_in
from coopevents.blueprints.account.browsers import browser_words
from coopevents.blueprints.account.forms import CodeForm, SignInForm
from coopevents.blueprints.account.next_page import page_after_sign_in
from coopevents.db import reading
from coopevents.i18n import _
from coopevents.refusals import Refusal

sign_in_doors = Blueprint("account_sign_in", __name__)

PENDING = "second_step"


class Pending(NamedTuple):
    """A right password that waits for its code."""

    user_id: int
    at: float
    next: str


PATIENCE = timedelta(minutes=10)
"""How long the code may be waited for after the password."""


@sign_in_doors.get("/account/sign-in")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """The sign-in page; who is signed in already is sent on."""
    wanted = request.args.get("next", "")
    if current_user.is_authenticated:
        return redirect(page_after_sign_in(wanted))
    return _page(SignInForm(data={"next": wanted}))


@sign_in_doors.post("/account/sign-in")
@open_to_all
def enter_password() -> ResponseReturnValue:
    """Check address and password, then let in or ask for the code.

    The try is counted and committed before the password is looked at, and no lock is held while it is.
    """
    form = SignInForm()
    if not form.validate():
        return _page(form), 422
    now, email, address = clock.now(), form.email.data or "", request.remote_addr or ""
    try:
        signing_in.count_try(email, address, now=now)
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        form.show_refusal(refusal)
        return _page(form), refusal.status
    with reading():
        user = signing_in.find_user_with_password(email, form.password.data)
        user_id, has_second_step = (user.id, bool(user.totp_secret)) if user is not None else (None, False)
    unit_of_work.discard()
    if user_id is None:
        form.form_errors.append(_("The address or the password is not right."))
        return _page(form), 422
    signing_in.forgive_try(email, address, now=now)
    if has_second_step:
        unit_of_work.commit()
        session[PENDING] = Pending(user_id, now.timestamp(), form.next.data or "")
        return redirect(url_for(".ask_code"))
    return _let_in(queries.lock_user(user_id), form.next.data, now, password=form.password.data)


@sign_in_doors.get("/account/sign-in/code")
@open_to_all
def ask_code() -> ResponseReturnValue:
    """The second step: a code of the app, or a recovery code."""
    if _pending(clock.now()) is None:
        return redirect(url_for(".sign_in"))
    return _code_page(CodeForm(formdata=None))


@sign_in_doors.post("/account/sign-in/code")
@open_to_all
def enter_code() -> ResponseReturnValue:
    """Check the code, then let in."""
    now = clock.now()
    pending = _pending(now)
    if pending is None:
        flash(_("That took too long. Sign in once more."), "info")
        return redirect(url_for(".sign_in"))
    form, address = CodeForm(), request.remote_addr or ""
    if not form.validate():
        return _code_page(form), 422
    try:
        email = queries.get_user(pending.user_id).email
        signing_in.count_try(email, address, now=now)
        unit_of_work.commit()
        user = signing_in.check_code(pending.user_id, form.code.data or "", now=now)
    except Refusal as refusal:
        unit_of_work.discard()
        form.show_refusal(refusal)
        return _code_page(form), refusal.status
    signing_in.forgive_try(email, address, now=now)
    return _let_in(user, pending.next, now)


@sign_in_doors.post("/account/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    signing_in.end_session(presence.present_session(), now=clock.now())
    unit_of_work.commit()
    presence.leave()
    flash(_("You are signed out."), "info")
    return redirect(url_for(".sign_in"))


def _let_in(user: User, wanted: str, now: datetime, password: str = "") -> ResponseReturnValue:
    browser = browser_words(request.headers.get("User-Agent", ""))
    token = signing_in.begin_session(user, browser, now=now, password=password)
    presence.enter(user, token)
    unit_of_work.commit()
    return redirect(page_after_sign_in(wanted))


def _pending(now: datetime) -> Pending | None:
    pending = Pending(*session[PENDING]) if PENDING in session else None
    if pending is None or now.timestamp() - pending.at > PATIENCE.total_seconds():
        return None
    return pending


def _page(form: SignInForm) -> str:
    return render_template("account/sign_in/password.html", form=form)


def _code_page(form: CodeForm) -> str:
    return render_template("account/sign_in/code.html", form=form)
