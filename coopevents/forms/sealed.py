"""Sensitive answers: kept apart from the others, and sealed."""

import json
from collections.abc import Mapping
from typing import Any

from coopevents import sealing
from coopevents.forms.fields import Definition
from coopevents.forms.models import Answers


def divided(definition: Definition, values: Mapping[str, Any]) -> tuple[dict[str, Any], str | None]:
    """Answers in clear, and the sensitive ones as one sealed text (None when there are none)."""
    secret = {question.key for question in definition.questions if question.is_sensitive}
    hidden = {key: value for key, value in values.items() if key in secret}
    plain = {key: value for key, value in values.items() if key not in secret}
    return plain, sealing.seal(json.dumps(hidden, ensure_ascii=False)) if hidden else None


def unsealed(answers: Answers) -> dict[str, Any]:
    """The sensitive answers in clear: for their owner, and for whoever may see them and said why."""
    opened = sealing.unseal(answers.sealed) if answers.sealed else ""
    found: dict[str, Any] = json.loads(opened) if opened else {}
    return found


def all_values(answers: Answers | None) -> dict[str, Any]:
    """Every answer, sensitive ones too: what its owner may change."""
    return {**answers.values, **unsealed(answers)} if answers is not None else {}
