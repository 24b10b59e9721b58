"""Files that machines ask every site for: what may be indexed, and whom to tell of a hole."""

from datetime import datetime, timedelta

from flask import Blueprint, Response

from coopevents import clock
from coopevents.blueprints.access import open_to_all
from coopevents.config import in_force
from coopevents.links import address_of

wellknown = Blueprint("public_wellknown", __name__)
GOOD_FOR = timedelta(days=180)


@wellknown.get("/robots.txt")
@open_to_all
def robots() -> Response:
    """Public events may be indexed; nothing personal, and no page twice for its light."""
    kept_out = ("/desk", "/account", "/r/", "/feeds/agenda/", "/*?theme=")
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in kept_out)]
    return _text(lines)


@wellknown.get("/.well-known/security.txt")
@open_to_all
def security() -> Response:
    """Whom to tell of a hole (RFC 9116)."""
    expires = _first_of_month(clock.now() + GOOD_FOR)
    return _text(
        [
            f"Contact: mailto:{in_force().security_contact}",
            f"Expires: {expires:%Y-%m-%dT%H:%M:%SZ}",
            "Preferred-Languages: en, zh, fr",
            f"Canonical: {address_of('public_wellknown.security')}",
        ]
    )


def _first_of_month(moment: datetime) -> datetime:
    """So that the answer does not change with every request."""
    return moment.replace(day=1, hour=0, minute=0, second=0, microsecond=0)


def _text(lines: list[str]) -> Response:
    response = Response("\n".join(lines) + "\n", mimetype="text/plain")
    response.headers["Cache-Control"] = "public, max-age=86400"
    return response
