"""Consent to keep sensitive answers: one question of its own in every section that asks for such answers. Pure."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from flask_babel.speaklater import LazyString

from coopevents.forms.fields import Definition, FieldType, Question, Section
from coopevents.i18n import _l
from coopevents.text import LocalizedText

LABEL = LocalizedText(
    en="I agree that the organisers keep what I answer here in confidence",
    zh_Hans_CN="我同意主办方保密保存我在此处填写的信息",
    fr="J’accepte que les organisateurs conservent mes réponses confidentielles",
)
HINT = {
    "en": "These answers are kept sealed, seen only by colleagues who state why, and erased {days} days after the "
    "event. You may take your consent back at any time; they are then erased at once.",
    "zh_Hans_CN": "这些信息将加密保存，仅说明理由的工作人员方可查看，并在活动结束 {days} 天后删除。"
    "您可随时撤回同意，信息将立即删除。",
    "fr": "Ces réponses sont conservées chiffrées, vues seulement par des collègues qui disent pourquoi, et effacées "
    "{days} jours après l’événement. Vous pouvez retirer votre accord à tout moment ; elles sont alors effacées.",
}


def consent_of(section: Section) -> Question | None:
    """The question by which a section asks whether its sensitive answers may be kept: the last box to tick before the
    first of them; None when there is none, or nothing to agree to."""
    last = None
    for question in section.questions:
        if question.is_sensitive:
            return last
        last = question if question.type is FieldType.CONSENT else last
    return None


def asking_consent(definition: Definition) -> Definition:
    """The definition with a consent before the first sensitive question of every section that has none of its own."""
    taken = {question.key for question in definition.questions}
    sections = []
    for section in definition.sections:
        is_asked = consent_of(section) is not None or not any(each.is_sensitive for each in section.questions)
        sections.append(section if is_asked else _with_consent(section, taken))
    return definition if tuple(sections) == definition.sections else Definition(tuple(sections))


def _with_consent(section: Section, taken: set[str]) -> Section:
    sensitive = [question for question in section.questions if question.is_sensitive]
    stem = f"{section.key[:30]}_consent"
    key = next(name for name in (stem, *(f"{stem}_{number}" for number in range(2, 99))) if name not in taken)
    taken.add(key)
    days = max(question.purge_after_days for question in sensitive)
    is_one_condition = all(question.condition == sensitive[0].condition for question in sensitive)
    consent = Question(
        key=key,
        type=FieldType.CONSENT,
        label=LABEL,
        hint=LocalizedText({language: text.format(days=days) for language, text in HINT.items()}),
        condition=sensitive[0].condition if is_one_condition else None,
    )
    place = section.questions.index(sensitive[0])
    return replace(section, questions=(*section.questions[:place], consent, *section.questions[place:]))


def missing_consents(definition: Definition, values: Mapping[str, Any]) -> dict[str, LazyString]:
    """What is said at the consents of sections whose sensitive answers are given without them, by the question's
    key."""
    return {
        consent.key: _l("Tick this box so that we may keep the answers below, or leave them empty.")
        for consent, keys in covering(definition)
        if any(key in values for key in keys) and not values.get(consent.key)
    }


def keys_under(definition: Definition, consent_key: str) -> list[str]:
    """The questions whose answers may be kept because of that consent."""
    return next((keys for consent, keys in covering(definition) if consent.key == consent_key), [])


def covering(definition: Definition) -> Iterator[tuple[Question, list[str]]]:
    """Each consent a form asks for, with the questions whose answers may be kept because of it."""
    for section in definition.sections:
        consent = consent_of(section)
        if consent is not None:
            yield consent, [question.key for question in section.questions if question.key in definition.secret_keys]
