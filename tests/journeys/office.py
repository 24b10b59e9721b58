"""An office with one organiser who can sign in, for journeys through the real service."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask
from playwright.sync_api import Page

from coopevents import clock, unit_of_work
from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.roles import Role, UnitKind
from coopevents.db import declare_intent
from coopevents.facts import THE_HOUSE
from coopevents.partners import service as partners
from coopevents.partners.details import InstitutionDetails
from coopevents.text import LocalizedText

EMAIL, PASSWORD = "organiser@office.example", "lantern-harbour-quartz-77"


@dataclass(frozen=True)
class Organiser:
    """Somebody at the desk, with a browser."""

    page: Page
    url: str

    def sign_in(self) -> None:
        """Through the sign-in page."""
        self.page.goto(f"{self.url}/account/sign-in")
        self.page.fill("[name=email]", EMAIL)
        self.page.fill("[name=password]", PASSWORD)
        self.send("main form button[type=submit]")

    def open(self, path: str) -> None:
        """A page of the desk."""
        self.page.goto(f"{self.url}{path}")

    def send(self, button: str) -> None:
        """Press a button that loads the next page."""
        with self.page.expect_navigation():
            self.page.locator(button).first.click()

    def fill(self, name: str, value: str) -> None:
        """Fill in a field, unfolding the part of the form it stands in."""
        field = self.page.locator(f"[name='{name}']")
        if not field.is_visible():
            field.locator("xpath=ancestor::details[1]/summary").click()
        field.fill(value)

    def write(self, name: str, texts: dict[str, str]) -> None:
        """Fill in a text in several languages, tab by tab."""
        for language, text in texts.items():
            field = self.page.locator(f"[name='{name}-{language}']")
            if not field.is_visible():
                panel = field.locator("xpath=ancestor::*[@role='tabpanel'][1]")
                self.page.locator(f"[role=tab][aria-controls='{panel.get_attribute('id')}']").click()
            field.fill(text)


def open_office(app: Flask) -> None:
    """A university with an administrator and one partner."""
    now = clock.now()
    with app.app_context():
        declare_intent(is_reading=False)
        name = LocalizedText(en="Polytechnic", zh_Hans_CN="理工大学")
        unit = accounts.create_unit(kind=UnitKind.UNIVERSITY, slug="university", name=name, now=now, actor=THE_HOUSE)
        user = accounts.create_user(email=EMAIL, name="Xiaoyu Lin", password=PASSWORD, now=now, actor=THE_HOUSE)
        accounts.grant_role(user, Role.ADMIN, Scope.unit(unit.id), now=now, actor=THE_HOUSE)
        rousse = InstitutionDetails(name=LocalizedText(en="University of Rousse", zh_Hans_CN="鲁塞大学"), country="BG")
        partners.add_institution(rousse, unit_id=unit.id, now=now, actor=THE_HOUSE)
        unit_of_work.commit()
