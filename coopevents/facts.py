"""Facts: what happened in the software, frozen and in the past tense.

Rooms record facts in the :mod:`coopevents.ledger`; the table in :mod:`coopevents.reactions` says who reacts to which.
A fact is also the audit trail: it says who, when, about what, and what changed.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, ClassVar

from flask_babel.speaklater import LazyString

Changes = Mapping[str, tuple[Any, Any]]
"""Field name to (old, new); values must be plain enough for JSON and free of protected personal data."""


@dataclass(frozen=True)
class Actor:
    """Who did it: a signed-in user, a guest by link, or the house itself (worker, command line)."""

    kind: str
    id: int | None
    label: str


THE_HOUSE = Actor("house", None, "coopevents")


@dataclass(frozen=True)
class Subject:
    """What it is about, as (kind, id): ``Subject("registration", 7)``. Engines know their records by it."""

    kind: str
    id: int


@dataclass(frozen=True, kw_only=True)
class Fact:
    """Something that happened.

    ``at`` is aware and in UTC. ``unit_id`` and ``event_id`` say who may read about it.
    """

    sentence: ClassVar["LazyString | str"] = ""

    at: datetime
    actor: Actor
    subject: Subject
    unit_id: int | None = None
    event_id: int | None = None
    changes: Changes = field(default_factory=dict)


def kind_named(name: str) -> type[Fact] | None:
    """The class of facts with that name, or None when this version no longer knows it."""
    waiting = list(Fact.__subclasses__())
    while waiting:
        kind = waiting.pop()
        if kind.__name__ == name:
            return kind
        waiting.extend(kind.__subclasses__())
    return None


def changed_fields(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """The fields whose values differ, as a fact's ``changes``."""
    return {name: (old.get(name), new[name]) for name in new if old.get(name) != new[name]}
