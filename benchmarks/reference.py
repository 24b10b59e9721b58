"""What speeds are compared with, on the same server in the same run: "hello", and 250 kB of ready bytes."""

from __future__ import annotations

from flask import Flask, Response

READY = b"x" * 250_000

app = Flask(__name__)


@app.get("/hello")
def hello() -> str:
    """The least a Flask application can do."""
    return "hello"


@app.get("/ready")
def ready() -> Response:
    """The least a Flask application can do to hand out 250 kB."""
    return Response(READY, mimetype="text/plain")
