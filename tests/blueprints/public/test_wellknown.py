"""Files that machines ask every site for."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask.testing import FlaskClient


def test_whom_to_tell_of_a_hole(client: FlaskClient) -> None:
    answer = client.get("/.well-known/security.txt")
    fields = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert answer.mimetype == "text/plain"
    assert fields["Contact"] == "mailto:no-reply@localhost"
    assert fields["Canonical"] == "http://localhost/.well-known/security.txt"
    expires = datetime.fromisoformat(fields["Expires"])
    assert timedelta(days=120) < expires - datetime.now(UTC) < timedelta(days=365)


def test_nothing_personal_is_to_be_indexed(client: FlaskClient) -> None:
    lines = client.get("/robots.txt").text.splitlines()
    assert {"Disallow: /desk", "Disallow: /account", "Disallow: /r/"} <= set(lines)
    assert "Disallow: /" not in lines
