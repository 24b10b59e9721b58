"""Hostile addresses and texts on the desk: answered, never broken by."""

from __future__ import annotations

import pytest

from coopevents.accounts.roles import Role
from tests.desks import Desk

PATHS = [
    "/desk/people/99999999999999999999999",
    "/desk/partners/99999999999999999999999",
    "/desk/partners/9999999999/edit",
    "/desk/events/week/pages/99999999999999999999999",
    "/desk/events/%00/",
    "/desk/events/..%2f..%2fetc/",
    "/desk/events/" + "x" * 5000 + "/",
    "/files/" + "x" * 5000,
    "/files/%00",
]
QUERIES = [
    {"q": "\x00'\"%_\\", "page": "99999999999999999999"},
    {"q": "%" * 3000, "page": "-1"},
    {"q": "👩‍🔬 مريم 王", "page": "²"},
    {"kind": "\x00", "country": "'--", "state": "x" * 999, "when": "<", "lang": "xx", "theme": "'"},
]
TEXTS = [
    "\x00\x01",
    "<script>alert(1)</script>",
    "' OR 1=1 --",
    "{{ 7*7 }}",
    "%(name)s %s",
    "\u202e\u2028",
    "x" * 50_000,
    "👩‍🔬",
]


@pytest.mark.parametrize("path", PATHS, ids=range(len(PATHS)))
def test_there_is_nothing_at_a_hostile_address(desk: Desk, path: str) -> None:
    desk.event()
    assert desk.colleague(Role.ADMIN).get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/desk/", "/desk/events/", "/desk/people", "/desk/partners", "/desk/people/export.csv"]
)
def test_hostile_questions_are_answered(desk: Desk, path: str) -> None:
    colleague = desk.colleague(Role.ADMIN)
    assert {colleague.get(path, **query).status_code for query in QUERIES} == {200}


@pytest.mark.parametrize("path", ["/desk/events/new", "/desk/people/new", "/desk/partners/new"])
def test_hostile_texts_in_every_field_are_kept_or_refused(desk: Desk, path: str) -> None:
    colleague = desk.colleague(Role.ADMIN)
    names = [
        "title-en", "title-fr", "summary-en", "text-en", "venue-en", "slug", "starts_on", "ends_on", "time_zone",
        "kind", "languages", "accent", "capacity", "opens_at", "closes_at", "contact_email", "version", "unit",
        "name-en", "country", "city", "website", "partner_since", "given_name", "family_name", "original_name",
        "email", "institution", "position", "language", "biography-en",
    ]  # fmt: skip
    for text in TEXTS:
        answer = colleague.post(path, dict.fromkeys(names, text))
        assert answer.status_code in {302, 404, 422}
        assert "<script>alert(1)" not in answer.text
