"""What guests thought, summed up; pure."""

from collections.abc import Collection
from dataclasses import dataclass

from coopevents.delegations.feedback_models import Aspect, VisitFeedback
from coopevents.text import full_name


@dataclass(frozen=True)
class Average:
    """The marks for one aspect: how many were given, and what they are on average."""

    aspect: Aspect
    count: int
    mean: float


@dataclass(frozen=True)
class Said:
    """One answer as others read it; ``who`` is empty for one without a name."""

    who: str
    marks: dict[str, int]
    best: str
    better: str
    may_quote: bool


@dataclass(frozen=True)
class Summary:
    """All answers about a visit."""

    averages: tuple[Average, ...]
    answers: tuple[Said, ...]

    @property
    def words(self) -> list[Said]:
        """The answers in which something is written."""
        return [each for each in self.answers if each.best or each.better]

    @property
    def quotes(self) -> list[tuple[str, str]]:
        """(what was written, by whom) of those who let themselves be quoted."""
        quoted = [each for each in self.words if each.may_quote]
        return [(text, each.who) for each in quoted for text in (each.best, each.better) if text]


def summed(answers: Collection[VisitFeedback]) -> Summary:
    """Means and words. Those with a name come first in its order; the others in an order that tells nothing, since the
    one in which they came in would."""
    averages = []
    for aspect in Aspect:
        marks = [each.marks[aspect.value] for each in answers if aspect.value in each.marks]
        if marks:
            averages.append(Average(aspect, len(marks), sum(marks) / len(marks)))
    said = [_said(each) for each in answers]
    order = sorted(said, key=lambda each: (not each.who, each.who.casefold(), each.best, each.better))
    return Summary(tuple(averages), tuple(order))


def _said(answer: VisitFeedback) -> Said:
    return Said(_name_of(answer), dict(answer.marks), answer.best, answer.better, answer.may_quote)


def _name_of(answer: VisitFeedback) -> str:
    if answer.is_anonymous:
        return ""
    if answer.delegate is None:
        return answer.delegation.contact_name
    person = answer.delegate.person
    return full_name(person.given_name, person.family_name) or person.original_name
