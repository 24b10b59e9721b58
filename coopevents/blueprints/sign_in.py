"""Who is present: the browser's cookie names a session kept by the house, and ends with it."""

from flask import Flask, g, has_request_context, session, url_for
from flask_login import LoginManager, current_user, login_user, logout_user

from coopevents import clock
from coopevents.accounts import queries, rules, tokens
from coopevents.accounts.models import SignedInSession, User
from coopevents.db import is_reading
from coopevents.i18n import _

TOKEN = "signed_in"  # noqa: S105 - the name of a key in the cookie

login_manager = LoginManager()


def init_app(app: Flask) -> None:
    """Let every request know its user, by the living session its cookie names."""
    login_manager.init_app(app, add_context_processor=False)
    app.jinja_env.globals["current_user"] = current_user  # a proxy: public pages that do not ask load nobody
    login_manager.session_protection = None  # a session is bound to its token; readers change networks
    login_manager.user_loader(_user_of_cookie)
    app.context_processor(_account_menu)


def enter(user: User, token: str) -> None:
    """Make this browser the one that holds the session's token; nothing of what the cookie held before stays."""
    session.clear()
    session.permanent = True
    session[TOKEN] = token
    login_user(user)


def leave() -> None:
    """Make this browser nobody's."""
    logout_user()
    session.clear()


def present_session() -> SignedInSession:
    """The session this signed-in request belongs to."""
    present: SignedInSession = g.signed_in_session
    return present


def _user_of_cookie(user_id: str) -> User | None:
    token = session.get(TOKEN, "")
    living = queries.find_living_session(tokens.hash_of(token)) if token else None
    if living is None or str(living.user_id) != user_id or not rules.is_living(living.started_at, clock.now()):
        return None
    if not is_reading():
        living.seen_at = clock.now()  # becomes true with whatever else the request commits
    g.signed_in_session = living
    return living.user


def _account_menu() -> dict[str, object]:
    if not has_request_context():
        return {}
    link = {"label": _("Your account"), "url": url_for("account_security.show"), "icon": "person-circle"}
    return {"account_links": [link], "sign_out_url": url_for("account_sign_in.sign_out")}
