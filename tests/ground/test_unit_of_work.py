"""What happened is committed with what follows from it, or not at all."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import ClassVar

import pytest
from flask import Flask

from coopevents import ledger, reactions, unit_of_work
from coopevents.audit import queries as audit
from coopevents.db import db
from coopevents.facts import THE_HOUSE, Fact, Subject, changed_fields, kind_named
from coopevents.text import LocalizedText

NOW = datetime(2026, 11, 22, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class LampLit(Fact):
    """For these tests."""

    sentence: ClassVar[str] = "Lamp lit"


def lit(**values: object) -> LampLit:
    return LampLit(at=NOW, actor=THE_HOUSE, subject=Subject("lamp", 1), **values)  # type: ignore[arg-type]


def test_every_fact_is_audited_with_its_changes(context: Flask) -> None:
    old, new = LocalizedText(en="dim"), LocalizedText(en="bright")
    ledger.record(lit(event_id=3, changes=changed_fields({"light": old, "place": 1}, {"light": new, "place": 1})))
    unit_of_work.commit()
    (entry,) = audit.list_about("lamp", 1)
    assert (entry.fact, entry.at, entry.actor_label, entry.event_id) == ("LampLit", NOW, "coopevents", 3)
    assert entry.changes == {"light": [{"en": "dim"}, {"en": "bright"}]}
    assert kind_named("LampLit") is LampLit


def test_what_is_discarded_never_happened(context: Flask) -> None:
    followed: list[str] = []
    ledger.record(lit())
    ledger.once_committed(lambda: followed.append("committed"))
    db.session.flush()
    unit_of_work.discard()
    unit_of_work.commit()
    assert (audit.list_about("lamp", 1), followed) == ([], [])


def test_follow_ups_run_once_and_after_the_commit(context: Flask) -> None:
    seen: list[int] = []

    def follow_up() -> None:
        seen.append(len(audit.list_about("lamp", 1)))

    ledger.record(lit())
    ledger.once_committed(follow_up)
    ledger.once_committed(follow_up)
    unit_of_work.commit()
    unit_of_work.commit()
    assert seen == [1]


def test_a_failing_reaction_leaves_nothing_behind(context: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_fact: LampLit) -> None:
        raise RuntimeError("no electricity")

    monkeypatch.setitem(reactions.REACTIONS, LampLit, (fail,))
    ledger.record(lit())
    with pytest.raises(RuntimeError, match="no electricity"):
        unit_of_work.commit()
    unit_of_work.discard()
    assert audit.list_about("lamp", 1) == []
