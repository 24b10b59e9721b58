"""The form that says by which stages an event's registrations are approved."""

from collections.abc import Iterator, Mapping, Sequence

from wtforms import BooleanField, FormField, IntegerField, RadioField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, NumberRange, Optional

from coopevents.accounts.roles import Permission
from coopevents.approvals.details import MOST_STAGES, PlanDetails, StageDetails
from coopevents.approvals.plan_models import Plan, Stage
from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, LocalizedField, choices_of
from coopevents.i18n import _, _l

AT_ONCE, IN_STAGES = "at_once", "in_stages"
LEAST_SHOWN = 3
_WAYS = (
    (AT_ONCE, _l("At once, as long as there are places")),
    (IN_STAGES, _l("After approval, stage after stage")),
)


class StageFields(PlainForm):
    """One stage; a stage of which nothing is said is none."""

    name = LocalizedField(_l("Name of the stage"), max_length=80)
    reviewers = TickField(
        _l("Who decides"),
        coerce=int,
        description=_l("Tick nobody, and everybody who may review registrations of this event can decide."),
    )
    assigns_in_turn = BooleanField(_l("Give each registration to the next of those ticked, in turn"))
    due_days = IntegerField(
        _l("Days to decide"),
        [Optional(), NumberRange(1, 365, _l("Write a whole number of days, from 1 to 365, or leave it empty."))],
    )

    @property
    def is_meant(self) -> bool:
        """Whether anything is said of the stage."""
        return bool(self.name.data or self.reviewers.data or (self.due_days.raw_data and self.due_days.raw_data[0]))

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Whether the stage is none, or has a name and what else it needs."""
        if not self.is_meant:
            return True
        is_valid: bool = super().validate(extra_validators)
        if not self.name.data:
            first = next(iter(self.name.form))
            first.errors = [*first.errors, _("Give the stage a name in at least one language.")]
            return False
        return is_valid

    def to_details(self) -> StageDetails:
        """What was said of the stage."""
        chosen = tuple(self.reviewers.data or ())
        return StageDetails(
            name=self.name.data,
            permission="" if chosen else Permission.REVIEW_REGISTRATIONS.value,
            reviewer_ids=chosen,
            assigns_in_turn=bool(self.assigns_in_turn.data),
            due_days=self.due_days.data,
        )


class ApprovalForm(Form):
    """How a guest's place is confirmed, and by whom."""

    way = RadioField(
        _l("When is a place confirmed?"),
        [InputRequired(_l("Choose one of these."))],
        choices=choices_of(_WAYS),
    )
    needs_four_eyes = BooleanField(
        _l("Four eyes"),
        description=_l("Nobody decides two stages of one registration, nor what they entered themselves."),
    )
    stage1 = FormField(StageFields, _l("Stage 1"))
    stage2 = FormField(StageFields, _l("Stage 2"))
    stage3 = FormField(StageFields, _l("Stage 3"))
    stage4 = FormField(StageFields, _l("Stage 4"))
    stage5 = FormField(StageFields, _l("Stage 5"))

    @classmethod
    def showing(cls, plan: Plan | None, reviewers: Mapping[int, str], *, needs_approval: bool) -> "ApprovalForm":
        """The form filled with what holds; whoever may review can be ticked."""
        stages = plan.stages if plan is not None else []
        kept = {f"stage{number}": _kept(stage) for number, stage in enumerate(stages, 1)}
        four_eyes = plan is not None and plan.needs_four_eyes
        form = cls(data={"way": IN_STAGES if needs_approval else AT_ONCE, "needs_four_eyes": four_eyes, **kept})
        for stage in form.all_stages():
            stage.form.reviewers.choices = choices_of([(str(each), name) for each, name in reviewers.items()])
        return form

    def all_stages(self) -> Iterator[FormField]:
        """The parts of the form that are stages, in order."""
        return (self[f"stage{number}"] for number in range(1, MOST_STAGES + 1))

    @property
    def shown(self) -> list[FormField]:
        """The stages that are said and an empty one, three at least."""
        meant = [number for number, each in enumerate(self.all_stages(), 1) if each.form.is_meant]
        return list(self.all_stages())[: max(LEAST_SHOWN, max(meant, default=0) + 1)]

    def validate(self, extra_validators: Mapping[str, Sequence[object]] | None = None) -> bool:
        """Whether stages are said, where stages are wanted."""
        is_valid: bool = super().validate(extra_validators)
        if is_valid and self.way.data == IN_STAGES and not any(each.form.is_meant for each in self.all_stages()):
            self.way.errors = [*self.way.errors, _("Give at least the first stage a name.")]
            return False
        return is_valid

    def to_details(self) -> PlanDetails:
        """What was said."""
        if self.way.data == AT_ONCE:
            return PlanDetails()
        stages = tuple(each.form.to_details() for each in self.all_stages() if each.form.is_meant)
        return PlanDetails(stages=stages, needs_four_eyes=bool(self.needs_four_eyes.data))


def _kept(stage: Stage) -> dict[str, object]:
    return {
        "name": stage.name,
        "reviewers": [each.user_id for each in stage.reviewers],
        "assigns_in_turn": stage.assigns_in_turn,
        "due_days": stage.due_days,
    }
