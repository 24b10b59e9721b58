"""Sensitive answers: kept apart from the others, sealed, and erased so that nothing of them is left."""

import json
from collections.abc import Collection, Iterator, Mapping
from datetime import datetime
from typing import Any

from coopevents import sealing
from coopevents.forms.fields import Definition
from coopevents.forms.models import Answers


def divided(definition: Definition, values: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """Answers in clear, and the sensitive ones as one sealed text (None when there are none)."""
    hidden = {key: value for key, value in values.items() if key in definition.secret_keys}
    plain = {key: value for key, value in values.items() if key not in definition.secret_keys}
    return plain, sealed_text(hidden)


def sealed_text(hidden: Mapping[str, Any]) -> str | None:
    """These answers as one sealed text; None when there are none."""
    return sealing.seal(json.dumps(hidden, ensure_ascii=False)) if hidden else None


def unsealed(answers: Answers) -> dict[str, Any]:
    """The sensitive answers in clear: for their owner, and for whoever may see them and said why."""
    opened = sealing.unseal(answers.sealed) if answers.sealed else ""
    found: dict[str, Any] = json.loads(opened) if opened else {}
    return found


def all_values(answers: Answers | None) -> dict[str, Any]:
    """Every answer, sensitive ones too: what its owner may change."""
    return {**answers.values, **unsealed(answers)} if answers is not None else {}


def erase_sealed_answers(answers: Answers, keys: Collection[str], *, now: datetime) -> dict[str, Any]:
    """Keep nothing of these sensitive answers but the day they were erased on; returns what was erased.

    The files among them are the caller's to erase, see :func:`file_keys`.
    """
    kept = unsealed(answers)
    erased = {key: kept.pop(key) for key in list(kept) if key in keys}
    if erased:
        answers.sealed = sealed_text(kept)
        answers.erased = {**answers.erased, **dict.fromkeys(erased, now.date().isoformat())}
    return erased


def file_keys(values: Mapping[str, Any]) -> Iterator[str]:
    """The names in the store of the files among these answers."""
    for value in values.values():
        if isinstance(value, Mapping) and isinstance(value.get("key"), str):
            yield value["key"]
