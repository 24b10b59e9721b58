"""The forms in which somebody registers to help, and says anew what they said."""

import secrets
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any

from wtforms import BooleanField, DateField, Field, SelectField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.guest_forms import is_email
from coopevents.blueprints.spoken import SPOKEN
from coopevents.helping import rules, words
from coopevents.helping.details import HelperDetails
from coopevents.helping.free_times import DaysApart, Half, bit_of
from coopevents.helping.keeping import as_details
from coopevents.helping.models import Helper
from coopevents.helping.rules import MOST_PAIRS, MOST_TIMES
from coopevents.helping.states import Level, Service
from coopevents.i18n import LANGUAGE_NAMES, _, _l, current_language
from coopevents.places.words import WEEKDAYS
from coopevents.refusals import Refusal

PLAIN = (
    "given_name", "family_name", "original_name", "email", "phone", "student_number", "study_unit", "language", "note",
)  # fmt: skip
HALF_DAYS = [(weekday, half) for weekday in range(len(WEEKDAYS)) for half in Half]
NOTHING = ("", "–")
AT = {"languages": f"level_{next(iter(SPOKEN))}", "pairs": "pair_0_source", "apart": "apart_0_first"}
"""Where the sentence stands when the room names a field that is several here."""


class HelperForm(Form):
    """Everything somebody says of themselves. Of languages, pairs and days apart there is a field for each part."""

    family_name = OneLineField(
        _l("Family name"),
        [Length(max=120)],
        description=_l("In Latin letters."),
        render_kw={"autocomplete": "family-name", "maxlength": 120},
    )
    given_name = OneLineField(
        _l("Given name"),
        [Length(max=120)],
        description=_l("In Latin letters."),
        render_kw={"autocomplete": "given-name", "maxlength": 120},
    )
    original_name = OneLineField(
        _l("Name in your own script"),
        [Length(max=200)],
        description=_l("Such as 张伟, if your language is not written in Latin letters."),
        render_kw={"maxlength": 200},
    )
    email = OneLineField(
        _l("E-mail"),
        [DataRequired(_l("Write an e-mail address, such as name@example.edu.")), Length(max=254), is_email],
        description=_l("We send a link there; with it you confirm the address and open your own page."),
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email", "maxlength": 254},
    )
    phone = OneLineField(
        _l("Telephone"), [Length(max=60)], render_kw={"type": "tel", "autocomplete": "tel", "maxlength": 60}
    )
    student_number = OneLineField(
        _l("Student number"), [Length(max=40)], render_kw={"autocomplete": "off", "maxlength": 40}
    )
    study_unit = OneLineField(
        _l("School or unit"), [Length(max=200)], render_kw={"autocomplete": "organization", "maxlength": 200}
    )
    language = SelectField(_l("Write to me in"), choices=choices_of(LANGUAGE_NAMES.items()), validate_choice=False)
    services = TickField(_l("What I would do"), choices=choices_of(words.SERVICES.items()))
    free = TickField(_l("When I am usually free"), choices=[])
    note = LongTextField(
        _l("What else we should know"),
        [Length(max=2000)],
        description=_l("Such as experience, certificates, or what you would rather not do."),
        render_kw={"rows": 4, "maxlength": 2000},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        said = [f"{WEEKDAYS[weekday]} · {words.HALVES[half]}" for weekday, half in HALF_DAYS]
        self.free.choices = choices_of((str(number), word) for number, word in enumerate(said))

    @classmethod
    def showing(cls, helper: Helper) -> "HelperForm":
        """Filled from what somebody said."""
        details = as_details(helper)
        said: dict[str, Any] = {name: getattr(details, name) for name in PLAIN}
        said["email"] = helper.wanted_email or helper.email
        said["services"] = [each.value for each in details.services]
        said["free"] = [str(number) for number, each in enumerate(HALF_DAYS) if details.free & bit_of(*each)]
        said |= {f"level_{code}": level.value for code, level in details.languages}
        for number, (source, target) in enumerate(details.pairs[:MOST_PAIRS]):
            said |= {f"pair_{number}_source": source, f"pair_{number}_target": target}
        for number, each in enumerate(details.apart[:MOST_TIMES]):
            at = f"apart_{number}"
            said |= {f"{at}_what": str(each.halves), f"{at}_first": each.first_day, f"{at}_last": each.last_day}
        return cls(data=said)

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether the room can keep it; everything that is wrong stands at its field at once."""
        is_valid = super().validate(extra_validators)
        if self.is_translating:
            return False
        faults = [*rules.faults_of(rules.tidied(self.to_details(), date.min)), *self._half_said()]
        for each in faults:
            self.show_refusal(each)
        return is_valid and not faults

    def show_refusal(self, refusal: Refusal) -> None:
        """Put the sentence where the first part of a field in several parts is."""
        refusal.field = AT.get(refusal.field or "", refusal.field)
        super().show_refusal(refusal)

    @property
    def levels(self) -> list[Field]:
        """The field of each language."""
        return [self[f"level_{code}"] for code in SPOKEN]

    @property
    def pairs(self) -> list[tuple[Field, Field]]:
        """The pairs that are said, and room for two more."""
        fields = [(self[f"pair_{number}_source"], self[f"pair_{number}_target"]) for number in range(MOST_PAIRS)]
        return fields[: _rows(any(each.data for each in row) for row in fields)]

    @property
    def apart(self) -> list[tuple[Field, Field, Field]]:
        """The days that differ, and room for two more."""
        names = ("what", "first", "last")
        fields = [tuple(self[f"apart_{number}_{name}"] for name in names) for number in range(MOST_TIMES)]
        return fields[: _rows(any(each.data for each in row) for row in fields)]

    @property
    def week(self) -> list[tuple[Any, list[Any]]]:
        """The days of the week, each with the boxes of its parts."""
        boxes, parts = list(self.free), len(Half)
        return [(word, boxes[day * parts : (day + 1) * parts]) for day, word in enumerate(WEEKDAYS)]

    def to_details(self) -> HelperDetails:
        """What was typed."""
        levels = {code: self[f"level_{code}"].data for code in SPOKEN}
        ticked = {str(each) for each in self.free.data or ()}
        pairs = [(self[f"pair_{n}_source"].data, self[f"pair_{n}_target"].data) for n in range(MOST_PAIRS)]
        return HelperDetails(
            **{name: self[name].data or "" for name in PLAIN},
            services=tuple(Service(each) for each in self.services.data or () if each in set(Service)),
            languages=tuple((code, Level(level)) for code, level in levels.items() if level in set(Level)),
            pairs=tuple((source, target) for source, target in pairs if source and target),
            free=sum(bit_of(*each) for number, each in enumerate(HALF_DAYS) if str(number) in ticked),
            apart=tuple(self._days_apart()),
        )

    def _days_apart(self) -> Iterator[DaysApart]:
        for number in range(MOST_TIMES):
            what, first, last = (self[f"apart_{number}_{name}"].data for name in ("what", "first", "last"))
            if what and first is not None:
                yield DaysApart(first, last or first, int(what))

    def _half_said(self) -> Iterator[Refusal]:
        """Rows of which only a part was said."""
        for number in range(MOST_PAIRS):
            source, target = self[f"pair_{number}_source"], self[f"pair_{number}_target"]
            if bool(source.data) is not bool(target.data):
                yield Refusal(_l("Choose both languages, or none."), field=(target if source.data else source).name)
        for number in range(MOST_TIMES):
            what, first = self[f"apart_{number}_what"], self[f"apart_{number}_first"]
            if what.data and first.data is None and not first.errors:
                yield Refusal(_l("Choose the day."), field=first.name)
            elif first.data is not None and not what.data:
                yield Refusal(_l("Say whether you are away or free."), field=what.name)


class RegisterForm(HelperForm):
    """The first time. ``homepage`` is seen by nobody: only programs fill it in."""

    unit = SelectField(_l("For which office"), choices=[], coerce=int, validate_choice=False)
    has_consented = BooleanField(
        _l("I agree that my data are used as described"), [DataRequired(rules.ConsentIsMissing.sentence)]
    )
    homepage = OneLineField(_l("Leave this empty"), render_kw={"autocomplete": "off", "tabindex": "-1"})
    intention = HiddenField()

    @classmethod
    def blank(cls, units: Iterable[tuple[int, str]]) -> "RegisterForm":
        """The empty form in the reader's language, with an intention of its own; of one office nothing is asked."""
        offered = list(units)
        form = cls(data={"language": current_language(), "unit": offered[0][0]})
        form.unit.choices = choices_of((str(number), name) for number, name in offered)
        form.intention.data = form.intention.data or secrets.token_urlsafe(24)
        return form

    @property
    def asks_unit(self) -> bool:
        """Whether there is a choice of offices."""
        return len(self.unit.choices) > 1

    def validate_homepage(self, field: OneLineField) -> None:
        """What nobody sees is filled in by programs alone."""
        if field.data:
            raise ValidationError(_("Leave this empty."))


def _rows(filled: Iterable[bool]) -> int:
    """How many rows are shown: up to the last one that is filled, and two more."""
    return 2 + max((number for number, is_filled in enumerate(filled, 1) if is_filled), default=0)


def _add_fields() -> None:
    """Give the form a field for each language, each side of a pair, and each part of days that differ."""
    spoken = choices_of([NOTHING, *SPOKEN.items()])
    levels = choices_of([NOTHING, *words.LEVELS.items()])
    days = choices_of([NOTHING, *((str(halves), word) for halves, word in words.APART.items())])
    for code, name in SPOKEN.items():
        setattr(HelperForm, f"level_{code}", SelectField(name, choices=levels, default=""))
    for number in range(MOST_PAIRS):
        setattr(HelperForm, f"pair_{number}_source", SelectField(_l("From"), choices=spoken, default=""))
        setattr(HelperForm, f"pair_{number}_target", SelectField(_l("Into"), choices=spoken, default=""))
    for number in range(MOST_TIMES):
        setattr(HelperForm, f"apart_{number}_what", SelectField(_l("Then I am"), choices=days, default=""))
        setattr(HelperForm, f"apart_{number}_first", DateField(_l("First day"), [Optional()]))
        last = DateField(_l("Last day"), [Optional()], description=_l("Empty: the same day."))
        setattr(HelperForm, f"apart_{number}_last", last)


_add_fields()
