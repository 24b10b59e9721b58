"""The form in which a visit is asked for: by its guests, or by the office for them."""

import secrets
from datetime import date
from typing import Any

from wtforms import BooleanField, DateField, IntegerField, SelectField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.guest_forms import is_email
from coopevents.blueprints.spoken import SPOKEN
from coopevents.delegations import words
from coopevents.delegations.details import ContactDetails, Days, VisitDetails
from coopevents.delegations.models import Delegation
from coopevents.delegations.requesting import as_details
from coopevents.delegations.rules import LARGEST_DELEGATION, SizeIsOutOfReach
from coopevents.delegations.states import VisitKind, VisitLevel
from coopevents.i18n import LANGUAGE_NAMES, _, _l, country_choices, current_language
from coopevents.refusals import Refusal

ALTERNATIVES = 2
CONTACT = ("name", "original_name", "position", "email", "phone", "language")
PLAIN = (
    "organisation", "country", "kind", "level", "purpose", "result", "head_count", "wishes", "other_stops", "paying",
    "organiser", "history", "access_needs",
)  # fmt: skip
TICKS = ("brings_interpreter", "needs_letters")


def _text(label: Any, longest: int = 4000, rows: int = 3, **more: Any) -> LongTextField:
    return LongTextField(label, [Length(max=longest)], render_kw={"rows": rows}, **more)


class VisitForm(Form):
    """Everything a request says. ``homepage`` is seen by nobody: only programs fill it in."""

    organisation = OneLineField(
        _l("Your university or organisation"),
        [DataRequired(_l("Write the name of your organisation.")), Length(max=300)],
        render_kw={"autocomplete": "organization", "list": "institutions"},
    )
    country = SelectField(_l("Country or region"), default="", validate_choice=False)
    contact_name = OneLineField(
        _l("Your name"), [DataRequired(_l("Write your name.")), Length(max=200)], render_kw={"autocomplete": "name"}
    )
    contact_original_name = OneLineField(_l("Name in your own script"), [Length(max=200)])
    contact_position = OneLineField(
        _l("Your position"), [Length(max=200)], render_kw={"autocomplete": "organization-title"}
    )
    contact_email = OneLineField(
        _l("E-mail"),
        [DataRequired(_l("Write an e-mail address, such as name@example.edu.")), Length(max=254), is_email],
        description=_l("We answer there, and send the link to your request."),
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email"},
    )
    contact_phone = OneLineField(_l("Telephone"), [Length(max=60)], render_kw={"type": "tel", "autocomplete": "tel"})
    contact_language = SelectField(_l("Write to me in"), choices=choices_of(LANGUAGE_NAMES.items()), default="en")
    kind = SelectField(
        _l("Kind of visit"), choices=choices_of(words.KINDS.items()), coerce=VisitKind, default=VisitKind.INFORMATION
    )
    level = SelectField(
        _l("Whom you would like to be received by"),
        choices=choices_of(words.LEVELS.items()),
        coerce=VisitLevel,
        default=VisitLevel.UNIT,
    )
    purpose = LongTextField(
        _l("Purpose of the visit"),
        [DataRequired(_l("Say what the visit is for; a sentence or two will do.")), Length(max=4000)],
        render_kw={"rows": 4},
    )
    result = _text(_l("What you hope comes of it"))
    days_first = DateField(_l("First day"), [InputRequired(_l("Choose the day on which you would like to come."))])
    days_last = DateField(_l("Last day"), [Optional()], description=_l("Empty: it is one day."))
    other_0_first = DateField(_l("First day"), [Optional()])
    other_0_last = DateField(_l("Last day"), [Optional()])
    other_1_first = DateField(_l("First day"), [Optional()])
    other_1_last = DateField(_l("Last day"), [Optional()])
    head_count = IntegerField(
        _l("How many of you come"),
        [InputRequired(SizeIsOutOfReach.sentence), NumberRange(1, LARGEST_DELEGATION, SizeIsOutOfReach.sentence)],
        render_kw={"inputmode": "numeric", "min": 1, "max": LARGEST_DELEGATION},
    )
    wishes = _text(_l("People and units you would like to meet"))
    languages = TickField(_l("Languages you speak"), choices=choices_of(SPOKEN.items()), default=["en"])
    brings_interpreter = BooleanField(_l("We bring our own interpreter"))
    other_stops = _text(_l("Other places you visit on this journey"), rows=2)
    organiser = OneLineField(_l("Agency or organisation that arranges the journey"), [Length(max=300)])
    paying = _text(_l("Who pays what"), rows=2, description=_l("Such as flights, hotel, meals, transport here."))
    history = _text(_l("What there has been between us so far"), rows=2)
    access_needs = _text(
        _l("Diet and access"), rows=2, description=_l("Such as vegetarian meals, a wheelchair, a hearing loop.")
    )
    needs_letters = BooleanField(_l("We need invitation letters for our visas"))
    homepage = OneLineField(_l("Leave this empty"), render_kw={"autocomplete": "off", "tabindex": "-1"})
    version = HiddenField()
    intention = HiddenField()

    @classmethod
    def blank(cls, **said: Any) -> "VisitForm":
        """The empty form in the reader's language, with an intention of its own."""
        form = cls(data={"contact_language": current_language(), "languages": [current_language()[:2]], **said})
        form.offer()
        form.intention.data = form.intention.data or secrets.token_urlsafe(24)
        return form

    @classmethod
    def showing(cls, delegation: Delegation) -> "VisitForm":
        """Filled from a visit."""
        details = as_details(delegation)
        said = {name: getattr(details, name) for name in (*PLAIN, *TICKS)}
        said |= {f"contact_{name}": getattr(details.contact, name) for name in CONTACT}
        said |= {"days_first": details.days.first, "days_last": details.days.last, "version": str(delegation.version)}
        said |= {"languages": list(details.languages)}
        for position, days in enumerate(details.alternatives[:ALTERNATIVES]):
            said |= {f"other_{position}_first": days.first, f"other_{position}_last": days.last}
        form = cls(data=said)
        form.offer()
        return form

    def offer(self) -> None:
        """Let a country be chosen, by its name in the reader's language."""
        self.country.choices = choices_of([("", _("Choose")), *country_choices()])

    def validate_homepage(self, field: OneLineField) -> None:
        """What nobody sees is filled in by programs alone."""
        if field.data:
            raise ValidationError(_("Leave this empty."))

    def show_refusal(self, refusal: Refusal) -> None:
        """Put the sentence at the field, however the room names it."""
        named = (refusal.field or "").replace("alternatives", "other").replace("-", "_")
        if named in self._fields:
            refusal.field = named
        super().show_refusal(refusal)

    @property
    def seen(self) -> int | None:
        """The version of the visit this form was opened on."""
        given = self.version.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None

    def to_details(self, *, institution_id: int | None) -> VisitDetails:
        """What was typed; ``institution_id`` is the partner the name was found to be."""
        first: date = self.days_first.data
        alternatives = [
            Days(begins, self[f"other_{position}_last"].data or begins)
            for position in range(ALTERNATIVES)
            if (begins := self[f"other_{position}_first"].data) is not None
        ]
        said: dict[str, Any] = {name: self[name].data if self[name].data is not None else "" for name in PLAIN}
        said |= {name: bool(self[name].data) for name in TICKS}
        return VisitDetails(
            contact=ContactDetails(**{name: self[f"contact_{name}"].data or "" for name in CONTACT}),
            institution_id=institution_id,
            days=Days(first, self.days_last.data or first),
            alternatives=tuple(alternatives),
            languages=tuple(self.languages.data or ()),
            **said,
        )
