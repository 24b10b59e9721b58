"""Whether the process lives and whether it can serve."""

from flask import Blueprint, jsonify
from flask.typing import ResponseReturnValue

from coopevents import clock
from coopevents.blueprints.access import open_to_all
from coopevents.reports import readiness

health = Blueprint("health", __name__)
BLUEPRINTS = (health,)


@health.get("/healthz")
@open_to_all
def alive() -> ResponseReturnValue:
    """The process answers."""
    return jsonify(status="ok")


@health.get("/readyz")
@open_to_all
def ready() -> ResponseReturnValue:
    """200 when everything a reader needs works, else 503 with the parts that do not; no personal data, no internals."""
    parts = readiness.parts(clock.now())
    is_ready = all(part.is_well for part in parts)
    body = jsonify(status="ok" if is_ready else "ill", parts={part.name: part.word for part in parts})
    return body, 200 if is_ready else 503
