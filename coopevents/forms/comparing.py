"""What differs between two definitions of a form, for whoever is about to put the new one in force. Pure."""

from dataclasses import dataclass
from enum import StrEnum

from coopevents.forms.fields import Definition, Phase, Question


class Difference(StrEnum):
    """What became of a question."""

    NEW = "new"
    CHANGED = "changed"
    MOVED = "moved"
    REMOVED = "removed"


@dataclass(frozen=True)
class QuestionDifference:
    """One question that differs; ``old`` or ``new`` is None where it is not asked. ``parts`` names what changed."""

    kind: Difference
    old: Question | None
    new: Question | None
    parts: tuple[str, ...] = ()


PARTS = (
    "label", "hint", "type", "is_required", "options", "minimum", "maximum", "max_length", "condition", "is_sensitive",
    "purge_after_days", "is_listed", "needs_approval_again", "computation", "computes_from",
)  # fmt: skip


def differences(old: Definition, new: Definition) -> list[QuestionDifference]:
    """Every question that was added, changed, moved against the others, or removed; in the order of the new form,
    removed ones last."""
    before = {question.key: question for question in old.questions}
    kept = [question.key for question in new.questions if question.key in before]
    order = [question.key for question in old.questions if question.key in set(kept)]
    moved_in_time = {key for key in kept if _phase_of(old, key) is not _phase_of(new, key)}
    compared = (
        _difference(before.get(question.key), question, kept, order, question.key in moved_in_time)
        for question in new.questions
    )
    asked = {question.key for question in new.questions}
    gone = [QuestionDifference(Difference.REMOVED, each, None) for each in old.questions if each.key not in asked]
    return [each for each in compared if each is not None] + gone


def _phase_of(definition: Definition, key: str) -> Phase | None:
    holding = (section for section in definition.sections if any(each.key == key for each in section.questions))
    return next((section.phase for section in holding), None)


def _difference(
    old: Question | None, new: Question, kept: list[str], order: list[str], is_moved_in_time: bool
) -> QuestionDifference | None:
    if old is None:
        return QuestionDifference(Difference.NEW, None, new)
    parts = tuple(name for name in PARTS if getattr(old, name) != getattr(new, name))
    parts += ("phase",) if is_moved_in_time else ()
    if parts:
        return QuestionDifference(Difference.CHANGED, old, new, parts)
    if kept.index(new.key) != order.index(new.key):
        return QuestionDifference(Difference.MOVED, old, new)
    return None
