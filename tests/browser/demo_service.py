"""The demo office, served: gunicorn and worker on a migrated database, and a browser profile for every reader.

Fixture `demo_service`: one for all tests of a process.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask, url_for
from playwright.sync_api import Browser, BrowserContext, Page, Response

from coopevents import clock, demo, unit_of_work
from coopevents.accounts import second_factor as codes
from coopevents.accounts.models import User
from coopevents.accounts.signing_in import begin_session
from coopevents.app import create_app
from coopevents.blueprints.account.second_factor import CANDIDATE, FRESH_CODES
from coopevents.blueprints.account.sign_in import PENDING
from coopevents.blueprints.sign_in import TOKEN
from coopevents.config import PREFIX, Settings
from coopevents.db import db, declare_intent
from coopevents.events.models import Event
from coopevents.mail.models import MessageState, OutboxMessage
from coopevents.places.models import Place
from tests.browser.corners import add_corners
from tests.browser.corners.readers import sealed
from tests.databases import MigratedDatabases, let_go, shared_cache
from tests.house.pages import PageExample, Reader
from tests.nursery import Nursery
from tests.servers import SmtpSink
from tests.serving import Service

DESKTOP = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
LOCALES = {"en": "en-GB", "zh_Hans_CN": "zh-CN", "fr": "fr-FR"}


@dataclass
class DemoService:
    """The running service, the application it runs, and what is in its database by name."""

    service: Service
    empty: Service
    app: Flask
    sink: SmtpSink
    sign_in: demo.DemoSignIn
    names: dict[str, str]
    cookies: dict[Reader, str]
    profiles: dict[tuple[Any, ...], BrowserContext] = field(default_factory=dict)
    tabs: dict[tuple[Any, ...], Page] = field(default_factory=dict)
    words: dict[tuple[str, str], set[str]] = field(default_factory=dict)
    """The texts of a page in a language, by its name and the language: kept by the first test that opens it."""

    @property
    def url(self) -> str:
        """Where it answers."""
        return self.service.url

    def path_of(self, example: PageExample) -> str:
        """The path of a page, with every ``$name`` looked up."""
        values = {name: self.known(value) for name, value in example.values.items()}
        with self.app.test_request_context(base_url=self.url):
            path = url_for(example.endpoint, **values)
        return f"{path}?{self.known(example.query)}" if example.query else path

    def url_of(self, example: PageExample) -> str:
        """The address of a page."""
        return (self.empty.url if example.is_empty_house else self.url) + self.path_of(example)

    def profile(self, browser: Browser, reader: Reader, **said: Any) -> BrowserContext:
        """A browser profile in which this reader is signed in, the same one each time."""
        key = _key(reader, said)
        if key not in self.profiles:
            profile = browser.new_context(timezone_id="Asia/Shanghai", reduced_motion="reduce", **said)
            profile.set_default_timeout(30_000)
            if reader in self.cookies:
                name = self.app.config["SESSION_COOKIE_NAME"]
                profile.add_cookies([{"name": name, "value": self.cookies[reader], "url": self.url}])
            self.profiles[key] = profile
        return self.profiles[key]

    @contextmanager
    def tab(self, browser: Browser, reader: Reader, **said: Any) -> Iterator[Page]:
        """A tab in which this reader is signed in, the same one each time: a new one costs more than to open a page.

        One in which something went wrong is closed, and the next test gets another.
        """
        key = _key(reader, said)
        page = self.tabs.pop(key, None) or self.profile(browser, reader, **said).new_page()
        try:
            yield page
        except BaseException:
            page.close()
            raise
        self.tabs[key] = page

    def end_quiet_time(self, slug: str) -> None:
        """Let the people concerned by releases of this event be told at once."""
        with self.app.app_context():
            declare_intent(is_reading=False)
            db.session.query(Event).filter_by(slug=slug).one().schedule.quiet_minutes = 0
            db.session.commit()
            db.session.remove()

    def count_places(self, *names: str) -> int:
        """How many of these are places of the office now, by their English names."""
        with self.app.app_context():
            known = {each.name["en"] for each in db.session.query(Place)}
            db.session.remove()
        return len(known & set(names))

    def known(self, value: str) -> str:
        """A value of the table of pages, with its ``$name`` looked up."""
        head, sign, name = value.rpartition("$")
        return head + self.names[name] if sign else value


def _key(reader: Reader, said: dict[str, Any]) -> tuple[Any, ...]:
    return (reader, *sorted((name, str(value)) for name, value in said.items()))


def open_example(page: Page, office: DemoService, example: PageExample) -> Response:
    """Open a page of the table, or bring it about by sending a form; returns the answer of the server."""
    answer = page.goto(office.url_of(example))
    if example.press:
        form = page.locator(example.press).first.locator("xpath=ancestor::form[1]")
        form.evaluate("form => { form.noValidate = true }")
        for name, value in example.fill.items():
            _fill(page, name, office.known(value))
        if example.takes_out:
            form.locator(f"[name={example.takes_out}]").evaluate("field => { field.value = '' }")
        with page.expect_navigation() as coming:
            form.locator(example.press.removeprefix("main form ")).first.click()
        answer = coming.value
    assert answer is not None
    return answer


def _fill(page: Page, name: str, value: str) -> None:
    field = page.locator(f"main [name='{name}']").first
    kind = field.evaluate("field => field.type")
    if kind == "checkbox":
        field.check()
    elif kind == "select-one":
        field.select_option(value)
    else:
        field.fill(value)


@contextmanager
def office_in(folder: Path, migrated: MigratedDatabases, nursery: Nursery) -> Iterator[tuple[Service, Flask, SmtpSink]]:
    """A service that is not started yet, the application that it will run, and where its messages go."""
    with ExitStack() as until_the_end:
        sink = SmtpSink()
        sink.start()
        until_the_end.callback(sink.stop)
        service = Service(_environment(migrated, folder, sink), folder / "service.log", nursery=nursery)
        until_the_end.callback(service.stop)
        variables = {name: value for name, value in service.environment.items() if name.startswith(PREFIX)}
        app = create_app(Settings.from_environment(variables))
        until_the_end.callback(let_go, app)
        yield service, app, sink


@pytest.fixture(scope="session")
def demo_service(
    migrated: MigratedDatabases, nursery: Nursery, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[DemoService]:
    """The demo office, with the rare states added, served by web and worker; and an installation without data."""
    folders = tmp_path_factory.mktemp("demo-office"), tmp_path_factory.mktemp("empty-house")
    with (
        office_in(folders[0], migrated, nursery) as (service, app, sink),
        office_in(folders[1], migrated, nursery) as (empty, *_others),
    ):
        office = _furnished(app, service, empty, sink)
        service.start_web()
        service.start_worker()
        empty.start_web(threads=2)
        wait_until_delivered(app)
        yield office


def wait_until_delivered(app: Flask) -> None:
    """Come back when nothing in the outbox is due any more."""
    waiting = OutboxMessage.state.in_([MessageState.QUEUED, MessageState.SENDING])
    for _round in range(600):
        with app.app_context():
            if not db.session.query(OutboxMessage).filter(waiting, OutboxMessage.attempts == 0).count():
                return
        time.sleep(0.1)
    raise AssertionError("the worker does not deliver")


def _environment(migrated: MigratedDatabases, folder: Path, sink: SmtpSink) -> dict[str, str]:
    said = {
        "MODE": "testing",
        "SECRET_KEY": "a secret of the browser tests, long enough for anybody",
        "DATABASE_URL": migrated.copy_sqlite(folder / "coopevents.sqlite3"),
        "DATA_DIR": str(folder),
        "CACHE_DIR": str(shared_cache(folder.parent)),
        "PASSWORD_HASH_COST": "low",
        "MAIL_SERVER": "127.0.0.1",
        "MAIL_PORT": str(sink.port),
        **demo.VARIABLES,
    }
    return {PREFIX + name: value for name, value in said.items()}


def _furnished(app: Flask, service: Service, empty: Service, sink: SmtpSink) -> DemoService:
    now = clock.now()
    with app.app_context():
        declare_intent(is_reading=False)
        sign_in = demo.load(now=now)
        declare_intent(is_reading=False)
        names, readers = add_corners(now)
        sessions: dict[Reader, dict[str, object]] = {
            Reader.ORGANISER: _signed_in(readers.organiser) | {CANDIDATE: sealed(codes.new_secret())},
            Reader.VIEWER: _signed_in(readers.viewer),
            Reader.NEWCOMER: _signed_in(readers.newcomer),
            Reader.CAREFUL: _signed_in(readers.careful) | {FRESH_CODES: sealed("\n".join(codes.new_recovery_codes()))},
            Reader.HALF_WAY: {PENDING: [readers.careful.id, now.timestamp(), ""]},
        }
        unit_of_work.commit()
        serializer = app.session_interface.get_signing_serializer(app)  # type: ignore[attr-defined]
        cookies = {reader: serializer.dumps(kept) for reader, kept in sessions.items()}
        db.session.remove()
    return DemoService(service, empty, app, sink, sign_in, names, cookies)


def _signed_in(user: User) -> dict[str, object]:
    token = begin_session(user, "Chromium on Linux", now=clock.now())
    return {TOKEN: token, "_user_id": str(user.id), "_fresh": True, "_permanent": True}
