"""Colleagues who record signatures at the same moment: none twice, and the last one finishes the agreement.

Each deed is a unit of work in a thread of its own, as a request is (`tests.registration.at_once`).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from threading import Barrier
from typing import Any

import pytest
from sqlalchemy import event as hooks

from coopevents import db as database
from coopevents import unit_of_work
from coopevents.agreements import queries, signing
from coopevents.agreements.details import SignatoryDetails, SignatureDetails
from coopevents.agreements.models import AgreementDocument, Signature
from coopevents.agreements.signing_rules import SignedTwice
from coopevents.agreements.states import AgreementState as S
from coopevents.facts import THE_HOUSE
from tests.agreements.conftest import Registry
from tests.databases import both_databases
from tests.registration.at_once import ROUNDS, Races


class Table:
    """One original, three who sign it, and colleagues who write that down."""

    def __init__(self, races: Races) -> None:
        self.races = races
        with races.desk.writing():
            registry = Registry(races.desk)
            dublin = registry.partner_ids[0]
            signatories = (
                SignatoryDetails(name="Wang Guohua"),
                SignatoryDetails(name="Orla Byrne", institution_id=dublin),
                SignatoryDetails(name="Aoife Walsh", institution_id=dublin),
            )
            agreement = registry.at(S.SCHEDULED, originals=1, languages=("en",), signatories=signatories)
            self.now: datetime = registry.now
            self.agreement_id = agreement.id
            self.details = [registry.signature(agreement, each.id) for each in agreement.signatories]

    def signs(self, details: SignatureDetails) -> Callable[[], Signature]:
        """The deed of a colleague."""
        return lambda: signing.record_signature(
            queries.get_agreement(self.agreement_id), details, now=self.now, actor=THE_HOUSE
        )

    def take_back(self) -> None:
        """Nobody has signed."""
        with self.races.desk.writing():
            for each in queries.list_signatures([self.agreement_id]):
                signing.take_signature_back(each, "Another round", now=self.now, actor=THE_HOUSE)
            unit_of_work.commit()

    def signed(self) -> tuple[int, S]:
        """How many signatures there are, and how far the agreement is."""
        with self.races.app.app_context():
            return len(queries.list_signatures([self.agreement_id])), queries.get_agreement(self.agreement_id).state

    def race_for_the_last_two(self) -> tuple[int, S]:
        """What becomes of it when the last two signatures are written down at the same moment."""
        first, *last = self.details
        self.races.do(self.signs(first))
        self.races.at_once(*map(self.signs, last))
        return self.signed()


@both_databases
def test_the_same_signature_is_recorded_once_and_refused_in_words(races: Races) -> None:
    table = Table(races)
    for _round in range(ROUNDS):
        done = races.at_once(*[table.signs(table.details[0])] * 2)
        assert {type(each) for each in done} == {Signature, SignedTwice}
        assert table.signed() == (1, S.PARTLY_SIGNED)
        table.take_back()


@both_databases
def test_whoever_writes_the_last_signature_down_finishes_the_agreement(races: Races) -> None:
    table = Table(races)
    for _round in range(ROUNDS):
        assert table.race_for_the_last_two() == (3, S.SIGNED)
        table.take_back()


@both_databases
def test_the_race_catches_a_registry_without_a_lock(races: Races, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(races)
    without_lock(races, monkeypatch)
    both_have_looked, look = Barrier(2), signing.ensure_may_sign

    def look_together(*said: Any, **more: Any) -> AgreementDocument:
        found = look(*said, **more)
        both_have_looked.wait(timeout=60)
        return found

    monkeypatch.setattr(signing, "ensure_may_sign", look_together)
    done = races.at_once(*[table.signs(table.details[0])] * 2)
    assert sorted(type(each).__name__ for each in done) == ["IntegrityError", "Signature"], "refused, but not in words"


def without_lock(races: Races, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same house with its lock taken out: nobody waits for whoever writes signatures down."""
    monkeypatch.setattr(queries, "lock_agreement", queries.get_agreement)
    with races.app.app_context():
        engine = database.db.engine
    if engine.dialect.name == "sqlite":
        hooks.remove(engine, "begin", database._begin_sqlite)
        hooks.listen(engine, "connect", _begin_at_the_first_write)
        engine.dispose()


def _begin_at_the_first_write(connection: object, _record: object) -> None:
    connection.isolation_level = "DEFERRED"  # type: ignore[attr-defined]
