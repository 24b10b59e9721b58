"""Signing in and out."""

from flask import Blueprint, redirect, url_for
from flask.typing import ResponseReturnValue

from coopevents.blueprints import sign_in as present
from coopevents.blueprints.access import open_to_all, signed_in

sign_in_doors = Blueprint("account_sign_in", __name__)


@sign_in_doors.get("/account/sign-in")
@open_to_all
def sign_in() -> ResponseReturnValue:
    """The sign-in page."""
    return ""


@sign_in_doors.post("/account/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    """End this browser's session."""
    present.leave()
    return redirect(url_for("account_sign_in.sign_in"))
