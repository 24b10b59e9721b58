"""The forms of the list of tasks visits begin with: a line of it, and a visit to try it with."""

from wtforms import DateField, IntegerField, SelectField
from wtforms.validators import InputRequired, NumberRange, Optional

from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, LocalizedField, choices_of
from coopevents.delegations import words
from coopevents.delegations.preparation_lines import LineOwner, PreparationLine
from coopevents.delegations.setting_words import OWNERS
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.delegations.task_lists import MOST_DAYS, LineDetails, LineIsOutOfReach
from coopevents.i18n import _l

WHEN = (
    ("before-first", _l("before their first day")),
    ("after-first", _l("after their first day")),
    ("before-last", _l("before their last day")),
    ("after-last", _l("after their last day")),
)


class LineForm(Form):
    """A task visits begin with."""

    title = LocalizedField(_l("What is to be done"), is_required=True, max_length=300)
    days = IntegerField(
        _l("How many days"),
        [InputRequired(LineIsOutOfReach.sentence), NumberRange(0, MOST_DAYS, LineIsOutOfReach.sentence)],
        render_kw={"inputmode": "numeric", "min": 0, "max": MOST_DAYS},
    )
    when = SelectField(_l("Counted from"), choices=choices_of(WHEN), default="before-first")
    owner = SelectField(
        _l("Whose task it becomes"),
        choices=choices_of([(each.value, word) for each, word in OWNERS.items()]),
        coerce=LineOwner,
        default=LineOwner.IN_CHARGE,
        description=_l("Of several who have the role, whoever looks after the visit, else the first by name."),
    )
    kinds = TickField(
        _l("Kinds of visit"),
        choices=choices_of(words.KINDS.items()),
        coerce=VisitKind,
        description=_l("Tick none, and it is for every kind."),
    )
    levels = TickField(
        _l("Received by"),
        choices=choices_of(words.LEVELS.items()),
        coerce=VisitLevel,
        description=_l("Tick none, and it is for every level."),
    )

    @classmethod
    def showing(cls, line: PreparationLine) -> "LineForm":
        """The form with a line as it is."""
        way = "after" if line.days_before < 0 else "before"
        return cls(
            data={
                "title": line.title,
                "days": abs(line.days_before),
                "when": f"{way}-{'last' if line.counts_from_end else 'first'}",
                "owner": line.owner,
                "kinds": list(line.kinds),
                "levels": list(line.levels),
            }
        )

    def to_details(self) -> LineDetails:
        """What was written."""
        way, _sep, day = (self.when.data or "").partition("-")
        days = self.days.data or 0
        return LineDetails(
            title=self.title.data,
            days_before=-days if way == "after" else days,
            counts_from_end=day == "last",
            kinds=tuple(self.kinds.data or ()),
            levels=tuple(self.levels.data or ()),
            owner=self.owner.data,
        )


class PreviewForm(Form):
    """A visit that might be, to see what it would begin with."""

    kind = SelectField(
        _l("Kind of visit"), choices=choices_of(words.KINDS.items()), coerce=VisitKind, default=VisitKind.COURTESY
    )
    level = SelectField(
        _l("Received by"), choices=choices_of(words.LEVELS.items()), coerce=VisitLevel, default=VisitLevel.LEADERSHIP
    )
    first = DateField(_l("First day"), [InputRequired(_l("Choose the first day of the visit."))])
    last = DateField(_l("Last day"), [Optional()], description=_l("Empty: it is one day."))
