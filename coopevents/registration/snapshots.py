"""What a guest changed since a reviewer looked last."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.forms import queries as forms
from coopevents.forms.sealed import unsealed
from coopevents.registration import guests
from coopevents.registration.models import Registration
from coopevents.registration.review_models import RegistrationSnapshot
from coopevents.sealing import keyed_hash

PURPOSE = "changed answer"


@dataclass(frozen=True)
class Difference:
    """A field or an answer that changed, by its name; a hidden one says nothing of what was and is."""

    name: str
    old: Any = None
    new: Any = None
    is_answer: bool = False
    is_hidden: bool = False


@dataclass(frozen=True)
class Picture:
    """A registration at one moment: details, answers, and hashes of the sensitive ones."""

    details: Mapping[str, Any]
    answers: Mapping[str, Any]
    hidden: Mapping[str, str]


def picture_of(registration: Registration) -> Picture:
    """The registration as it is now."""
    kept = forms.find_answers(Subject("registration", registration.id))
    return Picture(
        details=guests.as_mapping(registration),
        answers=kept.values if kept is not None else {},
        hidden={key: _hash(value) for key, value in unsealed(kept).items()} if kept is not None else {},
    )


def keep(registration: Registration, picture: Picture, *, now: datetime) -> None:
    """Keep how the registration was; an earlier picture that nobody has decided about stays."""
    if db.session.get(RegistrationSnapshot, registration.id) is None:
        values = {"details": dict(picture.details), "answers": dict(picture.answers), "hidden": dict(picture.hidden)}
        db.session.add(RegistrationSnapshot(registration_id=registration.id, taken_at=now, **values))


def forget(registration: Registration) -> None:
    """What was is of no interest any more."""
    kept = db.session.get(RegistrationSnapshot, registration.id)
    if kept is not None:
        db.session.delete(kept)


def differences_of(registration: Registration) -> list[Difference]:
    """What changed since the picture that is kept; nothing when none is."""
    kept = db.session.get(RegistrationSnapshot, registration.id)
    if kept is None:
        return []
    return compare(Picture(kept.details, kept.answers, kept.hidden), picture_of(registration))


def compare(old: Picture, new: Picture) -> list[Difference]:
    """What differs between two pictures, details first. Pure."""
    details = [
        Difference(name, old.details.get(name), new.details.get(name)) for name in _changed(old.details, new.details)
    ]
    answers = [
        Difference(name, old.answers.get(name), new.answers.get(name), is_answer=True)
        for name in _changed(old.answers, new.answers)
    ]
    hidden = [Difference(name, is_answer=True, is_hidden=True) for name in _changed(old.hidden, new.hidden)]
    return [*details, *answers, *hidden]


def _changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> Iterable[str]:
    names = [*new, *(name for name in old if name not in new)]
    return [name for name in names if (old.get(name) or None) != (new.get(name) or None)]


def _hash(value: Any) -> str:
    return keyed_hash(PURPOSE, json.dumps(value, sort_keys=True, ensure_ascii=False)) if value else ""
