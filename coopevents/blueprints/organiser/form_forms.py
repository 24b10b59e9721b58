"""The forms with which forms are built."""

from dataclasses import replace
from datetime import date
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, SelectField
from wtforms.validators import Length, NumberRange, Optional

from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.blueprints.organiser.form_words import COMPUTATIONS
from coopevents.forms.fields import CHOOSING, Computation, FieldType, Option, Phase, Question, Section
from coopevents.i18n import _, _l
from coopevents.registration.form_settings import RIBBONS, FormDetails
from coopevents.registration.guests import MOST_COMPANIONS
from coopevents.registration.models import EventForm
from coopevents.text import LocalizedText

RIBBON_NAMES = {
    "": _l("None"),
    "accent": _l("The house’s colour"),
    "info": _l("Blue"),
    "good": _l("Green"),
    "attention": _l("Amber"),
    "trouble": _l("Red"),
}
BOUNDED = frozenset({FieldType.NUMBER, FieldType.DATE, FieldType.DATE_RANGE, FieldType.CHOICES})


class EventFormForm(Form):
    """What a form is called, who it is for, and how it is offered."""

    title = LocalizedField(_l("Name of the form"), is_required=True, max_length=120)
    role = LocalizedField(
        _l("Guests who fill it in come as"), is_required=True, max_length=60, description=_l("Badges show this.")
    )
    ribbon = SelectField(
        _l("Ribbon on badges"),
        choices=choices_of([(each, RIBBON_NAMES[each]) for each in RIBBONS]),
        validate_choice=False,
    )
    capacity = IntegerField(
        _l("Places given away by this form"),
        [Optional(), NumberRange(0, 1_000_000)],
        description=_l("Empty when only the places of the whole event count."),
    )
    most_companions = IntegerField(
        _l("People a guest may bring"),
        [Optional(), NumberRange(0, MOST_COMPANIONS)],
        description=_l("Each of them takes a place. Empty when nobody comes along."),
    )
    changes_until = DateField(
        _l("Guests may change what they wrote until"),
        [Optional()],
        description=_l("The last day on which they may; empty for as long as they are registered."),
    )
    answers_until = DateField(
        _l("Last day for the questions asked later"),
        [Optional()],
        description=_l("For sections that are asked once the place is confirmed; guests are reminded before it."),
    )
    is_offered = BooleanField(_l("Guests can choose it"), default=True)
    asks_as = SelectField(_l("Begin with"), validate_choice=False, default="")

    @classmethod
    def showing(cls, form: EventForm) -> "EventFormForm":
        """Filled from a form."""
        names = (
            "title",
            "role",
            "ribbon",
            "capacity",
            "changes_until",
            "answers_until",
            "most_companions",
            "is_offered",
        )
        return cls(data={name: getattr(form, name) for name in names})

    def to_details(self) -> FormDetails:
        """What was typed, as the room takes it."""
        return FormDetails(
            title=self.title.data,
            role=self.role.data,
            ribbon=self.ribbon.data if self.ribbon.data in RIBBONS else "",
            is_offered=bool(self.is_offered.data),
            capacity=self.capacity.data,
            changes_until=self.changes_until.data,
            answers_until=self.answers_until.data,
            most_companions=self.most_companions.data or 0,
        )


class SectionForm(Form):
    """A heading, and what stands beneath it before the questions."""

    title = LocalizedField(_l("Heading"), is_required=True, max_length=120)
    text = LocalizedField(
        _l("Explanation"), is_long=True, max_length=2000, description=_l("Stands above the questions.")
    )
    is_later = BooleanField(
        _l("Ask only once the place is confirmed"),
        description=_l("Guests get a message with a link as soon as they have a place, and are reminded."),
    )

    @classmethod
    def showing(cls, section: Section) -> "SectionForm":
        """Filled from a section."""
        return cls(data={"title": section.title, "text": section.text, "is_later": section.phase is Phase.LATER})

    def to_section(self, section: Section) -> Section:
        """The section as it was typed."""
        phase = Phase.LATER if self.is_later.data else Phase.FIRST
        return replace(section, title=self.title.data, text=self.text.data, phase=phase)


class QuestionForm(Form):
    """Everything about a question; only what its kind of answer needs is shown."""

    label = LocalizedField(_l("What do you ask?"), is_required=True, max_length=300)
    hint = LocalizedField(_l("Explanation"), max_length=500, description=_l("One sentence beneath it, where it helps."))
    is_required = BooleanField(_l("Must be answered"))
    minimum = OneLineField(_l("Least"), [Length(max=20)])
    maximum = OneLineField(_l("Most"), [Length(max=20)])
    is_sensitive = BooleanField(
        _l("Confidential"),
        description=_l("Kept sealed, hidden from lists and exports, and erased after the event; guests consent to it."),
    )
    purge_after_days = IntegerField(
        _l("Erased so many days after the event"), [Optional(), NumberRange(0, 3650)], default=30
    )
    is_listed = BooleanField(
        _l("Lists can show it and be narrowed by it"), description=_l("Never for confidential answers.")
    )
    needs_approval_again = BooleanField(
        _l("A change is approved again"), description=_l("When the registration was approved before.")
    )
    computation = SelectField(
        _l("Worked out as"),
        choices=choices_of([(each.value, word) for each, word in COMPUTATIONS.items()]),
        validate_choice=False,
        default=Computation.NIGHTS.value,
    )
    computes_from = TickField(_l("Out of"), validate_choice=False)

    @classmethod
    def showing(cls, question: Question) -> "QuestionForm":
        """Filled from a question."""
        names = ("label", "hint", "is_required", "minimum", "maximum", "is_sensitive", "purge_after_days", "is_listed")
        said: dict[str, Any] = {name: getattr(question, name) for name in names}
        said |= {"needs_approval_again": question.needs_approval_again, "computes_from": list(question.computes_from)}
        said["computation"] = question.computation.value if question.computation else Computation.NIGHTS.value
        return cls(data=said)

    def to_question(self, question: Question, options: tuple[Option, ...]) -> Question:
        """The question as it was typed. Raises ValueError when it cannot be asked so."""
        is_computed = question.type is FieldType.COMPUTED
        is_bounded = question.type in BOUNDED
        return replace(
            question,
            label=self.label.data,
            hint=self.hint.data,
            is_required=bool(self.is_required.data) and not is_computed,
            options=options if question.type in CHOOSING else (),
            minimum=(self.minimum.data or "") if is_bounded else "",
            maximum=(self.maximum.data or "") if is_bounded else "",
            is_sensitive=bool(self.is_sensitive.data),
            purge_after_days=self.purge_after_days.data if self.purge_after_days.data is not None else 30,
            is_listed=bool(self.is_listed.data) and not self.is_sensitive.data,
            needs_approval_again=bool(self.needs_approval_again.data),
            computation=self._computation if is_computed else None,
            computes_from=tuple(self.computes_from.data or ()) if is_computed else (),
        )

    @property
    def _computation(self) -> Computation:
        chosen = self.computation.data
        return Computation(chosen) if chosen in set(Computation) else Computation.NIGHTS

    def check_bounds(self, kind: FieldType) -> bool:
        """Whether least and most can be read; what is wrong stands at them."""
        if kind not in BOUNDED:
            return True
        is_right = True
        for field in (self.minimum, self.maximum):
            if field.data and not _is_bound(field.data, kind):
                field.errors = [*field.errors, _bound_sentence(kind)]
                is_right = False
        return is_right


def new_question(key: str, kind: FieldType) -> Question:
    """A question of that kind that is still to be written."""
    options = (Option("option", LocalizedText(en="–")),) if kind in CHOOSING else ()
    computation = Computation.NIGHTS if kind is FieldType.COMPUTED else None
    length = 2000 if kind is FieldType.LONG_TEXT else 500
    return Question(
        key=key, type=kind, label=LocalizedText(), options=options, computation=computation, max_length=length
    )


def _is_bound(text: str, kind: FieldType) -> bool:
    try:
        if kind in {FieldType.DATE, FieldType.DATE_RANGE}:
            date.fromisoformat(text)
        else:
            float(text)
    except ValueError:
        return False
    return True


def _bound_sentence(kind: FieldType) -> str:
    if kind in {FieldType.DATE, FieldType.DATE_RANGE}:
        return str(_("Write a day such as 2027-03-22."))
    return str(_("Write a number."))
