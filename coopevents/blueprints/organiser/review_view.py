"""A case as its page shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from typing import Any

from coopevents.approvals import queries as approvals
from coopevents.approvals import rules, service
from coopevents.approvals.assigning import assignee_of, stage_of
from coopevents.approvals.models import Case, CaseState, Verdict
from coopevents.approvals.rules import Decider, StageRules
from coopevents.blueprints.audit_words import FIELD_WORDS
from coopevents.blueprints.questions import answer_text
from coopevents.facts import Subject
from coopevents.forms import queries as forms
from coopevents.forms.fields import Question
from coopevents.forms.hiding import open_answers
from coopevents.i18n import LANGUAGE_NAMES, _, country_name, current_language, localized, short_day_text
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, plans, snapshots
from coopevents.registration.models import Registration
from coopevents.registration.review_queries import Review
from coopevents.registration.words import FIELD_NAMES, STATE_NAMES, STATE_TONES

VERDICT_TONES = {Verdict.APPROVE: "good", Verdict.DECLINE: "trouble", Verdict.RETURN: "attention"}


@dataclass(frozen=True)
class DecisionLine:
    """A decision in words."""

    stage: str
    what: str
    who: str
    at: datetime
    reason: str
    tone: str


@dataclass(frozen=True)
class ChangeLine:
    """What a field was and what it is, in words."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class CaseView:
    """Everything the page of a case says."""

    state_name: Any
    state_tone: str
    turn: int = 0
    is_open: bool = False
    refusal: str = ""
    stages: Sequence[str] = ()
    position: int = 1
    due: Mapping[str, str] = field(default_factory=dict)
    assignee_id: int | None = None
    possible: Mapping[int, str] = field(default_factory=dict)
    decisions: Sequence[DecisionLine] = ()
    changes: Sequence[ChangeLine] = ()
    answers: Sequence[tuple[str, str]] = ()
    hidden: Sequence[str] = ()

    @property
    def may_decide(self) -> bool:
        """Whether the reader may decide now."""
        return self.is_open and not self.refusal


def case_view(registration: Registration, decider: Decider, *, zone: tzinfo, now: datetime) -> CaseView:
    """The case about a registration, as this colleague may see it."""
    subject = Subject("registration", registration.id)
    cases = approvals.list_cases(subject)
    case = cases[0] if cases else None
    said = {
        "state_name": STATE_NAMES[registration.state],
        "state_tone": STATE_TONES[registration.state],
        "changes": _changes(registration),
        **_answers(registration),
    }
    if case is None:
        return CaseView(**said)
    is_open = case.state in rules.WAITING
    return CaseView(
        **said,
        turn=case.turn,
        is_open=is_open,
        refusal=_refusal(case, decider) if is_open else "",
        stages=[plans.stage_name(case, key) for key in case.stages.split()],
        position=case.stages.split().index(case.stage) + 1,
        due=due_words(case, now=now, zone=zone) if case.state is CaseState.OPEN else {},
        assignee_id=assignee_of(case) if is_open else None,
        possible=_possible(case, registration) if is_open else {},
        decisions=[_line(each, case) for case in cases for each in reversed(case.decisions)],
    )


def may_see(registration: Registration, decider: Decider) -> bool:
    """Whether a stage of a case about the registration is decided by this colleague, or was."""
    for case in approvals.list_cases(Subject("registration", registration.id)):
        stages = case.plan.stages if case.plan is not None else ()
        if any(rules.belongs_to(decider, rules_of(stage)) for stage in stages):
            return True
    return False


def rules_of(stage: Any) -> StageRules:
    """Who decides at a stage of a plan."""
    return StageRules(stage.permission, frozenset(each.user_id for each in stage.reviewers))


def neighbours(
    mine: Sequence[Review], registration: Registration
) -> tuple[Registration | None, Registration | None, int]:
    """The registrations before and after this one among what waits for me, and how many wait."""
    ids = [each.registration.id for each in mine]
    if registration.id not in ids:
        return None, (mine[0].registration if mine else None), len(mine)
    here = ids.index(registration.id)
    before = mine[here - 1].registration if here else None
    after = mine[here + 1].registration if here + 1 < len(mine) else None
    return before, after, len(mine)


def due_words(case: Case, *, now: datetime, zone: tzinfo) -> dict[str, str]:
    """When the stage is due, as word and tone; nothing when it is not."""
    if case.due_at is None:
        return {}
    days = (case.due_at.astimezone(zone).date() - now.astimezone(zone).date()).days
    if days < 0:
        return {"words": str(_("overdue since %(day)s", day=short_day_text(case.due_at, zone))), "tone": "trouble"}
    if days == 0:
        return {"words": str(_("due today")), "tone": "attention"}
    tone = "attention" if days == 1 else "neutral"
    return {"words": str(_("due %(day)s", day=short_day_text(case.due_at, zone))), "tone": tone}


def _refusal(case: Case, decider: Decider) -> str:
    try:
        service.ensure_may_decide(case, Verdict.APPROVE, decider=decider)
    except Refusal as refusal:
        return str(refusal)
    return ""


def _possible(case: Case, registration: Registration) -> dict[int, str]:
    """Whom the case can be given to at its present stage."""
    stage = stage_of(case)
    known = plans.possible_reviewers(registration.event)
    if stage is None:
        return {}
    named = {each.user_id for each in stage.reviewers}
    return {user_id: name for user_id, name in known.items() if not named or user_id in named}


def _line(decision: Any, case: Case) -> DecisionLine:
    words = {
        Verdict.APPROVE: _("Approved"),
        Verdict.DECLINE: _("Declined"),
        Verdict.RETURN: _("Sent back for changes"),
    }
    return DecisionLine(
        stage=plans.stage_name(case, decision.stage),
        what=str(words[decision.verdict]),
        who=decision.decided_by_label,
        at=decision.decided_at,
        reason=decision.reason,
        tone=VERDICT_TONES[decision.verdict],
    )


def _answers(registration: Registration) -> dict[str, Any]:
    """Answers in words, and the labels of sensitive ones, which stay hidden."""
    answers, language = forms.find_answers(Subject("registration", registration.id)), current_language()
    if answers is None:
        return {}
    questions = forms.definition_of(forms.get_version(answers.form_version_id)).questions
    told = [
        (question.label.in_language(language), answer_text(question, value, language))
        for question, value in open_answers(answers)
    ]
    hidden = [localized(question.label) for question in questions if question.is_sensitive] if answers.sealed else []
    return {"answers": told, "hidden": hidden}


def _changes(registration: Registration) -> list[ChangeLine]:
    found = snapshots.differences_of(registration)
    asked = {each.key: each for each in event_forms.definition_of(registration.form_id).questions} if found else {}
    return [_change(each, asked.get(each.name)) for each in found]


def _change(found: snapshots.Difference, question: Question | None) -> ChangeLine:
    if not found.is_answer:
        label = str(FIELD_NAMES.get(found.name) or FIELD_WORDS.get(found.name) or found.name)
        return ChangeLine(label, _detail(found.name, found.old), _detail(found.name, found.new))
    label = localized(question.label) if question is not None else found.name
    if found.is_hidden:
        return ChangeLine(label, "", str(_("changed; it stays hidden here")))
    return ChangeLine(label, _answer(question, found.old), _answer(question, found.new))


def _detail(name: str, value: Any) -> str:
    if name == "country" and value:
        return country_name(value)
    return LANGUAGE_NAMES.get(value, value) if name == "language" else str(value or "")


def _answer(question: Question | None, value: Any) -> str:
    if not value:
        return ""
    return answer_text(question, value, current_language()) if question is not None else str(value)
