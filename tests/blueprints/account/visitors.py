"""A reader with a browser that runs no script: opens pages, fills in forms, sends them with their tokens."""

from __future__ import annotations

import re
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from coopevents import unit_of_work
from coopevents.accounts import queries
from coopevents.accounts.models import User
from coopevents.accounts.roles import Role
from tests.accounts.offices import PASSWORD, make_unit, make_user

TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


class Visitor:
    """A reader at an address of the network."""

    def __init__(self, app: Flask, address: str = "192.0.2.1", **headers: str) -> None:
        self.client: FlaskClient = app.test_client()
        self.address = address
        self.headers = {"Accept-Language": "en", **headers}

    def get(self, path: str) -> TestResponse:
        """Open a page."""
        return self.client.get(path, headers=self.headers, environ_base={"REMOTE_ADDR": self.address})

    def post(self, path: str, page: str = "/account/sign-in", **form: Any) -> TestResponse:
        """Send a form with the token of the page it stands on."""
        found = TOKEN.search(self.get(page).text)
        data = {"csrf_token": found[1] if found else "", **form}
        return self.client.post(path, data=data, headers=self.headers, environ_base={"REMOTE_ADDR": self.address})

    def sign_in(self, email: str = "mei@example.edu", password: str = PASSWORD, **form: str) -> TestResponse:
        """Type address and password."""
        return self.post("/account/sign-in", email=email, password=password, **form)

    def is_signed_in(self) -> bool:
        """Whether one's own account opens."""
        return self.get("/account/security").status_code == 200


def add_user(app: Flask, name: str = "mei", role: Role = Role.ADMIN) -> int:
    """A user with a password and a role in the office; returns the id."""
    with app.app_context():
        unit = queries.find_unit_by_slug("office") or make_unit()
        user = make_user(name, role, unit)
        unit_of_work.commit()
        return user.id


def change(app: Flask, user_id: int, **values: Any) -> None:
    """Set fields of a user behind the doors' back."""
    with app.app_context():
        user: User = queries.get_user(user_id)
        for name, value in values.items():
            setattr(user, name, value)
        unit_of_work.commit()
