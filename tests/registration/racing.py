"""Fifty guests with browsers of their own, who all press the button at once."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from threading import Barrier
from urllib.parse import urlencode

from tests.servers import wait_for_port
from tests.serving import Service

ROOT = Path(__file__).resolve().parents[2]
TOKEN = re.compile(r'name="csrf_token" value="([^"]+)"')


@dataclass
class Guest:
    """A browser on a connection of its own; the token it was given first serves all its forms."""

    port: int
    number: int
    cookie: str = ""
    token: str = ""
    answers: list[int] = field(default_factory=list)

    def open_form(self, slug: str) -> None:
        """Open the page of an event's registration and keep what it hands out."""
        status, body, cookie = self._ask("GET", f"/e/{slug}/register")
        assert status == 200, body
        found = TOKEN.search(body)
        assert found is not None, "the page has a form"
        self.cookie, self.token = cookie, found[1]

    def send_form(self, slug: str, also: Mapping[str, str] | None = None) -> int:
        """Register for the event, answering ``also``; returns the status of the answer."""
        form = {
            "csrf_token": self.token,
            "intention": f"{slug}-{self.number}-of-the-race",
            "privacy_version": "1",
            "given_name": "Guest",
            "family_name": f"Number {self.number}",
            "email": f"guest{self.number}@example.org",
            "country": "FR",
            "institution_name": "Université de Montclair",
            "language": "en",
            "has_consented": "y",
            **(also or {}),
        }
        status, _body, _cookie = self._ask("POST", f"/e/{slug}/register", form)
        return status

    def withdraw(self, token: str) -> int:
        """Withdraw with a personal link; returns the status of the answer."""
        status, _body, _cookie = self._ask("POST", f"/r/{token}/withdraw", {"csrf_token": self.token})
        return status

    def open_place(self, link: str) -> None:
        """Open the page behind a personal link and keep what it hands out."""
        status, body, self.cookie = self._ask("GET", f"/r/{link}/")
        found = TOKEN.search(body)
        assert status == 200, body
        assert found is not None, "the page has a form"
        self.token = found[1]

    def book(self, link: str, uid: str, *, wanted: bool) -> int:
        """Book a place in an activity or give it back; returns the status of the answer."""
        said = {"csrf_token": self.token, "wanted": "1" if wanted else "0"}
        status, _body, _cookie = self._ask("POST", f"/r/{link}/bookings/{uid}", said)
        return status

    def _ask(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Connection": "close", "Accept-Language": "en"} | ({"Cookie": self.cookie} if self.cookie else {})
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(form) if form is not None else None, headers)
            answer = connection.getresponse()
            cookie = (answer.getheader("Set-Cookie") or "").partition(";")[0]
            return answer.status, answer.read().decode(), cookie
        finally:
            connection.close()


class Crowd:
    """Guests who act at the same moment."""

    def __init__(self, port: int, size: int) -> None:
        self.guests = [Guest(port, number) for number in range(size)]
        self._pool = ThreadPoolExecutor(size)

    def open_forms(self, slug: str) -> None:
        """Each opens the form."""
        list(self._pool.map(lambda guest: guest.open_form(slug), self.guests))

    def send_forms(self, slug: str, also: Mapping[str, str] | None = None) -> list[int]:
        """All send the form at once, answering ``also``; returns the statuses of the answers."""
        return self._at_once([lambda guest=guest: guest.send_form(slug, also) for guest in self.guests])

    def withdraw(self, tokens: list[str]) -> list[int]:
        """As many guests as there are links withdraw at once."""
        pairs = zip(self.guests, tokens, strict=False)
        return self._at_once([lambda guest=guest, token=token: guest.withdraw(token) for guest, token in pairs])

    def open_places(self, links: list[str]) -> None:
        """Each opens the page behind a link."""
        list(self._pool.map(lambda pair: pair[0].open_place(pair[1]), zip(self.guests, links, strict=True)))

    def book(self, links: list[str], uid: str, *, wanted: bool) -> list[int]:
        """As many guests as there are links book, or give back, at once; the statuses of the answers."""
        pairs = zip(self.guests, links, strict=False)
        return self._at_once([lambda guest=g, link=link: guest.book(link, uid, wanted=wanted) for g, link in pairs])

    def _at_once(self, deeds: list) -> list[int]:
        start = Barrier(len(deeds))

        def act(deed) -> int:
            start.wait()
            return deed()

        return list(self._pool.map(act, deeds))

    def leave(self) -> None:
        """Close the browsers."""
        self._pool.shutdown()


def start_unlocked(service: Service, threads: int) -> None:
    """Start the web server of a service with the lock taken out."""
    command = [
        sys.executable, "-m", "gunicorn", "--bind", f"127.0.0.1:{service.port}", "--worker-class", "gthread",
        "--threads", str(threads), "--no-control-socket", "tests.registration.unlocked:app",
    ]  # fmt: skip
    with service.log.open("ab") as log:
        service.web = subprocess.Popen(
            command, env=service.environment, cwd=ROOT, stdout=log, stderr=subprocess.STDOUT, start_new_session=True
        )
    wait_for_port(service.port)
