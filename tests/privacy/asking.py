"""Asking every door: addresses are made from the application's own rules, answers are read whatever they are."""

from __future__ import annotations

import email
import email.policy
import hashlib
import html
import io
import zipfile
from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from flask.testing import FlaskClient
from werkzeug.routing import Rule
from werkzeug.routing.converters import AnyConverter
from werkzeug.test import TestResponse

from coopevents.agreements.models import Agreement
from coopevents.ceremonies.models import Ceremony
from coopevents.db import db
from coopevents.delegations.budget_models import BudgetLine
from coopevents.delegations.gift_models import GiftItem, VisitGift
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.people_models import Stay, TravelLeg
from coopevents.delegations.photo_models import VisitPhoto
from coopevents.mail.models import OutboxMessage
from coopevents.mobility.models import Programme, Traveller, Trip
from coopevents.partners.models import Institution
from coopevents.people.models import Person
from coopevents.storage.models import StoredFile
from coopevents.tasks.models import Task
from tests.documents.pdfs import text_of
from tests.journeys.addresses import FIRST_OF_ALL, SAID
from tests.privacy.house import House
from tests.privacy.marks import Mark, marks_in, marks_of_picture

EVERY: dict[str, Any] = {
    "gift_item_id": GiftItem.id,
    "trip_id": Trip.id,
    "traveller_id": Traveller.id,
    "programme_id": Programme.id,
    "agreement_id": Agreement.id,
    "ceremony_id": Ceremony.id,
    "institution_id": Institution.id,
    "person_id": Person.id,
}
"""Arguments of addresses that name something of ours, or may lead to it: each number there is is tried."""
OF_VISITS: dict[str, Any] = {
    "line_id": ItineraryItem,
    "leg_id": TravelLeg,
    "stay_id": Stay,
    "gift_id": VisitGift,
    "cost_id": BudgetLine,
    "photo_id": VisitPhoto,
}
"""The same of things of the planted visits: each is tried under each visit, its own and the others."""
WORDS = {
    "paper_name": ("booklet", "plates", "sign", "briefing", "report"),
    "turning": ("decline", "redirect", "postpone", "cancel", "ask-back"),
    "ending": ("csv", "xlsx"),
}
OF_THEMSELVES = ("portrait", "passport_consent")
"""What guests may ask for of their own answers: a file, a consent."""
_known_files: dict[bytes, set[Mark]] = {}
"""What stands in a file, by its hash: each is read once, whoever opens it."""
PICTURES = frozenset({"image/png", "image/jpeg", "image/svg+xml", "image/webp"})


class Doors:
    """Every GET rule of the application, and the addresses it has in this house."""

    def __init__(self, house: House) -> None:
        self.house, self.app = house, house.app
        self.rules = [
            each
            for each in self.app.url_map.iter_rules()
            if "GET" in (each.methods or ()) and each.endpoint != "static"
        ]
        visits = tuple(house.visits.values())
        with self.app.app_context():
            self._values = {name: _numbers(db.select(column)) for name, column in EVERY.items()}
            for name, model in OF_VISITS.items():
                self._values[name] = _numbers(db.select(model.id).where(model.delegation_id.in_(visits)))
            self._values["task_id"] = _numbers(db.select(Task.id).where(Task.note != ""))
            self._values["message_id"] = _telling_messages()
            self._stored = _numbers(db.select(StoredFile.key))
        self._values["delegation_id"] = visits
        self._values["delegate_id"] = tuple(n for some in house.guests.values() for n in some.values())
        self._values["activity_id"] = (1, house.session, *(n for some in house.lines.values() for n in some.values()))
        self._values |= {"number": (1, 2), "letter_id": (1, 2)}

    def addresses(self, rule: Rule, tokens: Iterable[str] = ()) -> Iterator[str]:
        """Everywhere the rule leads, with these secrets where it asks for one."""
        names = sorted(rule.arguments)
        for said in product(*(self._tried(rule, name, tuple(tokens)) for name in names)):
            built = rule.build(dict(zip(names, said, strict=True)), append_unknown=False)
            if built is not None:
                yield built[1]

    def _tried(self, rule: Rule, name: str, tokens: tuple[str, ...]) -> tuple[Any, ...]:
        if name == "token":
            return tokens
        if name == "key":
            return OF_THEMSELVES if "token" in rule.arguments else self._stored
        converter = rule._converters.get(name)
        if isinstance(converter, AnyConverter):
            return tuple(sorted(converter.items))
        of_group = self.house.crawl.of_group(rule).get(name)
        known = self._values.get(name) or WORDS.get(name)
        if known is not None:
            return known
        values = {**FIRST_OF_ALL, **SAID, **self.house.crawl.values}
        return (of_group or values[name],) if of_group or name in values else ()


def _numbers(query: Any) -> tuple[Any, ...]:
    return tuple(db.session.scalars(query))


def _telling_messages() -> tuple[int, ...]:
    """One message of each kind there is: those that tell the same things of the same visits are alike."""
    alike = {}
    for each in db.session.scalars(db.select(OutboxMessage).order_by(OutboxMessage.id)):
        told = marks_in(f"{each.to_name} {each.to_email} {each.subject} {each.text_body}")
        alike.setdefault((each.unit_id, frozenset((mark.kind, mark.whose) for mark in told)), each.id)
    return tuple(alike.values())


def ask(client: FlaskClient, path: str) -> TestResponse:
    """An answer in English; none may be that of a broken house."""
    answer = client.get(path, headers={"Accept-Language": "en"})
    assert answer.status_code < 500, path
    return answer


def marks_of(answer: TestResponse) -> set[Mark]:
    """Every planted word in an answer and in its headers; nothing in one that does not open."""
    found = marks_in(str(answer.headers))
    if answer.status_code == 200 and answer.mimetype in PICTURES:
        return found | marks_of_picture(answer.data)
    return found | _marks_within(answer.data, str(answer.mimetype)) if answer.status_code == 200 else found


def _marks_within(data: bytes, mimetype: str) -> set[Mark]:
    if mimetype == "application/pdf" or data[:2] == b"PK":
        name = hashlib.sha256(data).digest()
        if name not in _known_files:
            _known_files[name] = marks_in(_text_of_file(data))
        return _known_files[name]
    if mimetype == "message/rfc822":
        return _marks_of_message(data)
    return marks_in(html.unescape(data.replace(b"\r\n ", b"").decode()))


def _text_of_file(data: bytes) -> str:
    """The text of a PDF, or that of everything packed into a Word document, a spreadsheet, an archive."""
    if data[:2] != b"PK":
        return text_of(data) if b"%%EOF" in data else data.decode("latin-1")
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        return html.unescape("".join(parts.read(each).decode("utf-8", "replace") for each in parts.namelist()))


def _marks_of_message(data: bytes) -> set[Mark]:
    message = email.message_from_bytes(data, policy=email.policy.default)
    parts = [each for each in message.walk() if not each.is_multipart()]
    said = [str(value) for value in message.values()]
    said += [str(each.get_payload(decode=True) or b"", "utf-8", "replace") for each in parts]
    return marks_in("\n".join(said))
