"""Agreements through the doors: colleagues of every role, each with a browser, who bring one on its way."""

from __future__ import annotations

import io
from typing import Any

from werkzeug.test import TestResponse

from coopevents.accounts.roles import Role
from coopevents.agreements import list_queries, queries
from coopevents.agreements.models import Agreement
from coopevents.agreements.readers import Reader
from tests.desks import Colleague, Desk

FORM = {
    "title-en": "Joint student training",
    "title-zh_Hans_CN": "学生联合培养",
    "kind": "exchange",
    "level": "university",
    "languages": ["en", "zh_Hans_CN"],
    "prevailing": "en",
    "originals": "2",
    "term": "fixed",
    "term_years": "5",
    "seats-0-direction": "out",
    "seats-0-seats": "4",
    "seats-0-level": "master",
    "seats-1-direction": "in",
}
SIGNATORIES = {
    "signatories-0-side": "0",
    "signatories-0-name": "Wang Guohua",
    "signatories-0-office-en": "President",
    "signatories-1-name": "Orla Byrne",
}


def pdf(said: str) -> bytes:
    """A file that says this."""
    return b"%PDF-1.4\n" + said.encode()


class Office:
    """Who works on agreements, each signed in; numbers in a new database begin with 1."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.officer = desk.colleague(Role.OFFICER)
        self.colleague = desk.colleague(Role.OFFICER)
        self.head = desk.colleague(Role.OFFICER)
        self.lead = desk.colleague(Role.UNIT_LEAD)
        self.legal = desk.colleague(Role.LEGAL)
        self.viewer = desk.colleague(Role.UNIT_VIEWER)
        self.officer.post("/desk/partners/new", {"name-en": "TU Dublin", "kind": "university", "country": "IE"})

    def propose(self, **said: Any) -> int:
        """A proposal with its signatories; returns its id."""
        answer = self.officer.post("/desk/agreements/new", {**FORM, "partners-0-partner": "1", **said})
        assert answer.status_code == 302, answer.text
        agreement_id = int(answer.location.rpartition("/")[2])
        signatories = {**SIGNATORIES, "signatories-1-side": str(said.get("partners-0-partner", "1"))}
        assert self.officer.post(f"/desk/agreements/{agreement_id}/signatories", signatories).status_code == 302
        return agreement_id

    def add(self, agreement_id: int, said: str, language: str, kind: str, by: Colleague | None = None) -> TestResponse:
        """A version of a document."""
        file = (io.BytesIO(pdf(said)), f"{said}.pdf")
        path = f"/desk/agreements/{agreement_id}/documents"
        return (by or self.officer).post(path, {"kind": kind, "language": language, "file": file})

    def do(self, who: Colleague, agreement_id: int, deed: str, **fields: str) -> TestResponse:
        """Press a button of the agreement's page."""
        return who.post(f"/desk/agreements/{agreement_id}/{deed}", fields)

    def freeze(self, **said: Any) -> int:
        """An agreement whose text is frozen."""
        number = self.propose(**said)
        self.add(number, "The text", "en", "final")
        self.add(number, "约定", "zh_Hans_CN", "translation")
        self.do(self.officer, number, "submit")
        self.do(self.lead, number, "decide/unit", verb="approve")
        self.do(self.legal, number, "decide/legal", verb="approve")
        self.do(self.officer, number, "freeze")
        assert self.state(number) == "frozen"
        return number

    def approve(self, **said: Any) -> int:
        """An agreement that is approved for signature."""
        number = self.freeze(**said)
        self.do(self.colleague, number, "documents/2/check")
        self.do(self.head, number, "decide/office", verb="approve")
        assert self.state(number) == "approved"
        return number

    def signature(self, number: int, **said: str) -> dict[str, str]:
        """The form of a signature, given just now."""
        page = self.officer.get(f"/desk/agreements/{number}/signing").text
        usual = {"signatory": "1", "original": "1", "text": self.hashes(number)[0]}
        return {**usual, "signed_on": value_of(page, "signed_on"), "signed_at": value_of(page, "signed_at"), **said}

    def state(self, number: int) -> str:
        """The state of an agreement."""
        return self.read(number).state.value

    def hashes(self, number: int) -> list[str]:
        """The fingerprints of its documents."""
        with self.desk.app.app_context():
            return [each.sha256 for each in queries.get_agreement(number).documents]

    def read(self, number: int) -> Agreement:
        """The agreement as the database has it."""
        with self.desk.app.app_context():
            return queries.get_agreement(number)

    def count(self) -> int:
        """How many agreements the office has."""
        with self.desk.app.app_context():
            reader = Reader(None, [self.desk.unit_id], [self.desk.unit_id])
            return sum(list_queries.count_states(reader).values())


def value_of(page: str, name: str) -> str:
    """What stands in a field of a page."""
    field = page.partition(f'name="{name}"')[2].partition(">")[0]
    return field.partition('value="')[2].partition('"')[0]
