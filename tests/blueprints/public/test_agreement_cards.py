"""Public agreements on the pages of partners: which are shown, what a card says, and the fields they bring."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from coopevents import ledger, unit_of_work
from coopevents.agreements.models import Agreement, AgreementParty
from coopevents.agreements.states import AgreementKind, AgreementState, TermKind
from coopevents.db import db, declare_intent
from coopevents.facts import THE_HOUSE, Fact, Subject
from coopevents.text import LocalizedText
from tests.blueprints.public.test_partners import names_on, office
from tests.blueprints.published import NOW

__all__ = ["office"]


def agree(office: Flask, *institution_ids: int, **said: Any) -> None:
    """A public agreement in force with these institutions, unless said otherwise."""
    with office.app_context():
        declare_intent(is_reading=False)
        usual: dict[str, Any] = {
            "kind": AgreementKind.EXCHANGE,
            "title": LocalizedText(en="Exchange of students", zh_Hans_CN="学生交流"),
            "field": "Photovoltaics",
            "state": AgreementState.IN_FORCE,
            "is_public": True,
            "signed_on": date(2024, 11, 5),
            "ends_on": date(2029, 11, 4),
        }
        number = str(db.session.query(Agreement).count() + 1)
        moments = {"state_since": NOW, "created_at": NOW, "changed_at": NOW}
        agreement = Agreement(unit_id=1, number=number, **{**usual, **said}, **moments)
        agreement.parties = [AgreementParty(institution_id=each) for each in institution_ids]
        db.session.add(agreement)
        db.session.commit()


def test_a_card_says_what_was_agreed_in_two_languages_and_for_how_long(office: Flask, client: FlaskClient) -> None:
    agree(office, 1)
    page = client.get("/partners/1").text
    for words in (
        "Exchange of students",
        "学生交流",
        "Exchange agreement",
        "Photovoltaics",
        "In force",
        "Signed on 5 November 2024 · Until 4 November 2029",
    ):
        assert words in page
    assert "Exchange of students" not in client.get("/partners/2").text


@pytest.mark.parametrize(
    "said",
    [
        {"is_public": False},
        {"is_confidential": True},
        *(
            {"state": state}
            for state in AgreementState
            if state not in {AgreementState.SIGNED, AgreementState.IN_FORCE}
        ),
    ],
)
def test_nothing_else_is_shown(office: Flask, client: FlaskClient, said: dict[str, Any]) -> None:
    agree(office, 1, **said)
    assert "Exchange of students" not in client.get("/partners/1").text
    assert "Photovoltaics" not in client.get("/partners").text


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"term": TermKind.RENEWING}, "Until 4 November 2029, renewed by itself"),
        ({"term": TermKind.EVERGREEN, "ends_on": None}, "Without an end date"),
        ({"effective_on": date(2025, 1, 1)}, "In force from 1 January 2025"),
        ({"state": AgreementState.SIGNED}, "Signed</span>"),
    ],
)
def test_a_card_tells_its_term(office: Flask, client: FlaskClient, said: dict[str, Any], words: str) -> None:
    agree(office, 1, **said)
    assert words in client.get("/partners/1").text


def test_an_agreement_of_several_stands_with_each_and_names_the_others(office: Flask, client: FlaskClient) -> None:
    agree(office, 1, 2, 4)
    page = client.get("/partners/1").text
    assert '<a href="/partners/2"><bdi>University of Ruse</bdi></a>' in page
    assert "<bdi>Stranger</bdi>" in page
    assert 'href="/partners/4"' not in page
    assert '<a href="/partners/1">' in client.get("/partners/2").text


def test_the_list_counts_agreements_and_is_narrowed_by_their_fields(office: Flask, client: FlaskClient) -> None:
    agree(office, 1)
    agree(office, 1, field="Nursing")
    agree(office, 2, field="Nursing")
    page = client.get("/partners").text
    assert "2 agreements" in page
    assert "Photovoltaics" in page
    assert names_on(client.get("/partners?field=Photovoltaics").text) == ["Technological University Dublin"]
    assert len(names_on(client.get("/partners?field=Nursing").text)) == 2


def test_a_fact_about_an_agreement_freshens_the_pages_of_partners(office: Flask, client: FlaskClient) -> None:
    assert "Exchange of students" not in client.get("/partners/1").text
    agree(office, 1)
    assert "Exchange of students" not in client.get("/partners/1").text
    with office.app_context():
        declare_intent(is_reading=False)
        ledger.record(Fact(at=NOW, actor=THE_HOUSE, subject=Subject("agreement", 1), unit_id=1))
        unit_of_work.commit()
    assert "Exchange of students" in client.get("/partners/1").text
