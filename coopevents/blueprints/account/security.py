"""One's own account: profile, password, second factor, sessions."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from coopevents.blueprints.access import signed_in

security = Blueprint("account_security", __name__)


@security.get("/account/security")
@signed_in
def show() -> ResponseReturnValue:
    """Everything about one's own account."""
    return ""
