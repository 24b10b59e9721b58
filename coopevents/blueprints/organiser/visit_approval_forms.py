"""The form that says by which steps visits of a level are decided, and by whom."""

from collections.abc import Mapping

from wtforms import BooleanField, FormField, IntegerField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import NumberRange, Optional

from coopevents.accounts.roles import Permission
from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, choices_of
from coopevents.delegations.approval_settings import (
    MOST_DAYS,
    STAGES,
    Approval,
    DueDaysAreOutOfReach,
    Step,
    StepDetails,
)
from coopevents.i18n import _, _l, ngettext
from coopevents.refusals import Refusal

ANYBODY = 0
"""No colleague is named: whoever holds the role decides."""


class StepFields(PlainForm):
    """One step: whether it stands, who decides, who may stand in, and in how many days."""

    stands = BooleanField(_l("Requests pass this step"))
    decider = SelectField(_l("Who decides"), coerce=int, default=ANYBODY)
    stand_ins = TickField(
        _l("Who may stand in"),
        coerce=int,
        description=_l("They may decide at any time. The history says who did."),
    )
    due_days = IntegerField(
        _l("Days to decide"),
        [Optional(), NumberRange(1, MOST_DAYS, DueDaysAreOutOfReach.sentence)],
        render_kw={"inputmode": "numeric", "min": 1, "max": MOST_DAYS},
    )


class ApprovalForm(Form):
    """How requests of one level are decided."""

    screening = FormField(StepFields)
    unit = FormField(StepFields)
    office = FormField(StepFields)
    leadership = FormField(StepFields)
    needs_four_eyes = BooleanField(
        _l("Four eyes"),
        description=_l("Nobody decides two steps of one request, nor a request they entered themselves."),
    )

    @classmethod
    def showing(cls, approval: Approval) -> "ApprovalForm":
        """The form with what holds."""
        said = {step.value: _kept(step, approval) for step in Step}
        return cls(data={"needs_four_eyes": approval.needs_four_eyes, **said})

    def offer(self, deciders: Mapping[Permission, Mapping[int, str]]) -> None:
        """Let everybody be named who may decide something here."""
        known = {user_id: name for named in deciders.values() for user_id, name in named.items()}
        names = sorted(((str(each), name) for each, name in known.items()), key=lambda pair: pair[1].casefold())
        for step in Step:
            part, permission = self[step.value].form, STAGES[step].permission
            part.stand_ins.choices = choices_of(names)
            part.decider.choices = choices_of([(str(ANYBODY), _role_words(permission, deciders)), *names])

    def show_refusal(self, refusal: Refusal) -> None:
        """Put the sentence at the field of the step the room names."""
        step, _sep, name = (refusal.field or "").partition("_")
        if step in set(Step) and name in self[step].form:
            field = self[step].form[name]
            field.errors = [*field.errors, str(refusal)]
        else:
            super().show_refusal(refusal)

    def to_approval(self) -> Approval:
        """What was said."""
        return Approval(
            steps=tuple(_details(step, self[step.value].form) for step in Step if self[step.value].form.stands.data),
            needs_four_eyes=bool(self.needs_four_eyes.data),
        )


def _role_words(permission: str, deciders: Mapping[Permission, Mapping[int, str]]) -> str:
    if not permission:
        return str(_("Choose a colleague"))
    number = len(deciders.get(Permission(permission), {}))
    if not number:
        return str(_("By role (nobody yet)"))
    said = ngettext("By role (%(num)s colleague)", "By role (%(num)s colleagues)", number)
    return str(said)


def _kept(step: Step, approval: Approval) -> dict[str, object]:
    found = approval.find(step)
    if found is None:
        return {"stands": False, "decider": ANYBODY, "stand_ins": [], "due_days": STAGES[step].due_days}
    return {
        "stands": True,
        "decider": found.decider_id or ANYBODY,
        "stand_ins": list(found.stand_in_ids),
        "due_days": found.due_days,
    }


def _details(step: Step, part: PlainForm) -> StepDetails:
    first = part["decider"].data or None
    others = tuple(each for each in part["stand_ins"].data or () if each != first)
    return StepDetails(step=step, decider_id=first, stand_in_ids=others, due_days=part["due_days"].data)
