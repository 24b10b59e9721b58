"""The worker's round among agreements: frozen files are read, and who answers for a changed one is told, once."""

from __future__ import annotations

from contextvars import Context
from datetime import datetime, timedelta
from threading import Event

import pytest

from coopevents import unit_of_work
from coopevents.agreements import freezing, signing
from coopevents.agreements.documents import DocumentIsDamaged
from coopevents.agreements.states import AgreementState as S
from coopevents.db import db
from coopevents.mail.models import OutboxMessage
from coopevents.storage.store import present_store
from coopevents.watching import Watchman
from tests.agreements.conftest import Registry, registry

__all__ = ["registry"]


def watch(watchman: Watchman, now: datetime) -> None:
    """A round as the worker makes it, which knows nothing of the test's context."""

    def make_round() -> None:
        with watchman.app.app_context():
            watchman.watch(now)

    db.session.rollback()
    Context().run(make_round)
    db.session.expire_all()


def told(kind: str) -> list[str]:
    return [each.to_name for each in db.session.query(OutboxMessage).filter_by(kind=kind).order_by(OutboxMessage.id)]


def test_a_changed_file_of_a_frozen_text_is_found_told_of_once_and_forgotten_when_it_is_brought_back(
    registry: Registry,
) -> None:
    agreement, store = registry.at(S.SCHEDULED), present_store()
    document = freezing.frozen_texts(agreement)[0]
    key = document.file.key
    kept = store.read(key)
    watchman = Watchman(registry.desk.app, Event())
    watch(watchman, registry.now)
    assert told("agreement_document_damaged") == []
    store.write(key, kept[:-1] + bytes([kept[-1] ^ 1]))
    for day in (1, 2):
        watch(watchman, registry.now + timedelta(days=day))
    assert sorted(told("agreement_document_damaged")) == ["Head", "Officer", "Translator"]
    signatory_id, original = signing.missing_signatures(agreement)[0]
    with pytest.raises(DocumentIsDamaged):
        registry.sign(agreement, signatory_id, original)
    unit_of_work.discard()
    store.write(key, kept)
    watch(watchman, registry.now + timedelta(days=3))
    assert freezing.frozen_texts(registry.again(agreement))[0].damaged_at is None


def test_signed_agreements_come_into_force_by_the_worker_on_their_first_day(registry: Registry) -> None:
    agreement = registry.at(S.SIGNED, effective_on=registry.now.date() + timedelta(days=9))
    watchman = Watchman(registry.desk.app, Event())
    watch(watchman, registry.now + timedelta(days=5))
    assert registry.again(agreement).state is S.SIGNED
    watch(watchman, registry.now + timedelta(days=10))
    assert registry.again(agreement).state is S.IN_FORCE
