"""Consents as they are given and taken back, with the text that was agreed to."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from coopevents.db import db
from coopevents.facts import Subject
from coopevents.forms import consent_queries
from coopevents.forms.consents import covering
from coopevents.forms.fields import Definition, Question
from coopevents.forms.models import Consent, FormVersion
from coopevents.text import LocalizedText


def keep_consents(
    version: FormVersion,
    definition: Definition,
    subject: Subject,
    values: Mapping[str, Any],
    *,
    now: datetime,
    is_new: bool = False,
) -> None:
    """Write down which consents hold from now on, with the text that was agreed to; those no longer given end."""
    given_before = [] if is_new else consent_queries.list_consents(subject)
    known = {each.question_key: each for each in given_before if each.ended_at is None}
    for consent, _keys in covering(definition):
        given, text = known.pop(consent.key, None), _text_of(consent)
        is_given = bool(values.get(consent.key))
        if given is not None and (not is_given or given.text != text):
            given.ended_at = now
        if is_given and (given is None or given.text != text):
            about = {"subject_kind": subject.kind, "subject_id": subject.id}
            db.session.add(
                Consent(**about, question_key=consent.key, form_version_id=version.id, text=text, given_at=now)
            )
    for left in known.values():
        left.ended_at = now


def _text_of(consent: Question) -> LocalizedText:
    """What somebody agrees to, label and hint, by language."""
    return LocalizedText(
        {
            language: "\n".join(filter(None, (text, consent.hint.get(language, ""))))
            for language, text in consent.label.items()
        }
    )
