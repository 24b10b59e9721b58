"""The form about an agreement: with whom, about what, in which languages, and for how long."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from wtforms import BooleanField, DateField, FieldList, FormField, HiddenField, IntegerField, RadioField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from coopevents.agreements import words
from coopevents.agreements.details import AgreementDetails, SeatsDetails
from coopevents.agreements.models import Agreement
from coopevents.agreements.rules import LONGEST_TERM, MOST_ORIGINALS
from coopevents.agreements.service import as_details
from coopevents.agreements.states import AgreementKind, AgreementLevel, SeatDirection, TermKind
from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, LocalizedField, LongTextField, OneLineField, choices_of
from coopevents.i18n import _, _l
from coopevents.text import LANGUAGES

Choices = Sequence[tuple[str, str]]
MOST_PARTNERS, MOST_QUOTAS = 12, 12
FROZEN = (
    "title", "kind", "partners", "scope", "languages", "prevailing", "originals", "term", "term_years", "notice_days",
    "effective_on", "ends_on", "review_on", "has_money", "seats",
)  # fmt: skip
"""Fields whose words stand in the text: once it is frozen they are shown no more."""
_AS_IS = (
    "kind", "level", "title", "scope", "field", "originals", "term", "term_years", "effective_on", "ends_on",
    "review_on", "note",
)  # fmt: skip
_TICKS = ("has_money", "is_confidential", "is_public")


class PartnerRow(PlainForm):
    """One partner; an empty choice takes the row away."""

    partner = SelectField(_l("Partner"), default="", validate_choice=False)


class SeatsRow(PlainForm):
    """So many people a year one way; without a number there is no row."""

    direction = SelectField(
        _l("Which way"), choices=choices_of(words.DIRECTIONS.items()), coerce=SeatDirection, default=SeatDirection.OUT
    )
    seats = IntegerField(
        _l("People a year"),
        [Optional(), NumberRange(1, 10_000, _l("Write a number of seats from 1 to 10,000."))],
        render_kw={"inputmode": "numeric", "min": 1},
    )
    level = OneLineField(_l("Of whom"), [Length(max=80)], render_kw={"placeholder": _l("Such as master’s students")})


class AgreementForm(Form):
    """Everything about an agreement but who signs it and its documents."""

    version = HiddenField()
    title = LocalizedField(_l("Title"), is_required=True, max_length=300)
    kind = SelectField(_l("Type"), choices=choices_of(words.KINDS.items()), coerce=AgreementKind)
    partners = FieldList(FormField(PartnerRow), max_entries=MOST_PARTNERS)
    scope = LocalizedField(_l("What is agreed, in short"), is_long=True, max_length=4000)
    field = OneLineField(
        _l("Field"),
        [Length(max=120)],
        description=_l("Such as materials science; the public list can be narrowed by it."),
    )
    unit = SelectField(_l("Unit that answers for it"), coerce=int, default=0, validate_choice=False)
    level = SelectField(
        _l("Agreed for"), choices=choices_of(words.LEVELS.items()), coerce=AgreementLevel,
        default=AgreementLevel.UNIVERSITY,
    )  # fmt: skip
    units = TickField(_l("Units that take part"), coerce=int)
    responsible = SelectField(_l("Responsible"), default="", description=_l("Is reminded before it ends."))
    languages = TickField(
        _l("Languages of the text"), choices=choices_of(words.LANGUAGES.items()), default=["en"],
        description=_l("Each needs its own version before the text can be frozen."),
    )  # fmt: skip
    prevailing = SelectField(_l("If the versions differ"), choices=choices_of([]), default="", validate_choice=False)
    originals = IntegerField(
        _l("Originals"),
        [
            InputRequired(_l("Write a number of originals from 1 to 40.")),
            NumberRange(1, MOST_ORIGINALS, _l("Write a number of originals from 1 to 40.")),
        ],
        default=2,
        description=_l("How many are signed: as a rule one for each party."),
        render_kw={"inputmode": "numeric", "min": 1, "max": MOST_ORIGINALS},
    )
    term = RadioField(
        _l("How long it holds"), choices=choices_of(words.TERMS.items()), coerce=TermKind, default=TermKind.FIXED
    )
    term_years = IntegerField(
        _l("Years"),
        [Optional(), NumberRange(1, LONGEST_TERM, _l("Write a number of years from 1 to 99."))],
        description=_l("From the first day; it renews itself for as long."),
        render_kw={"inputmode": "numeric", "min": 1, "max": LONGEST_TERM},
    )
    notice_days = IntegerField(
        _l("Days of notice"),
        [Optional(), NumberRange(0, 1000, _l("Write a number of days from 0 to 1,000."))],
        description=_l("How long before the end notice has to be given."),
        render_kw={"inputmode": "numeric", "min": 0, "max": 1000},
    )
    effective_on = DateField(_l("First day"), [Optional()], description=_l("Empty: the day of the last signature."))
    ends_on = DateField(_l("Last day"), [Optional()], description=_l("Empty: after so many years."))
    review_on = DateField(_l("Looked at again on"), [Optional()], description=_l("For an agreement without an end."))
    seats = FieldList(FormField(SeatsRow), max_entries=MOST_QUOTAS)
    has_money = BooleanField(_l("Money is involved"))
    is_confidential = BooleanField(
        _l("Confidential"),
        description=_l("Only who writes or decides about agreements of the unit, and who is responsible, sees it."),
    )
    is_public = BooleanField(
        _l("On the public list once it is signed"), description=_l("Title, partners, field and days; never a document.")
    )
    note = LongTextField(_l("Note for colleagues"), [Length(max=5000)], render_kw={"rows": 3})

    @classmethod
    def showing(cls, agreement: Agreement) -> "AgreementForm":
        """Filled from an agreement."""
        details = as_details(agreement)
        said: dict[str, Any] = {
            name: getattr(details, name) for name in (*_AS_IS, *_TICKS, "notice_days", "prevailing")
        }
        said |= {
            "version": str(agreement.version),
            "partners": [{"partner": str(each)} for each in details.partner_ids],
            "units": list(details.unit_ids),
            "unit": agreement.unit_id,
            "responsible": str(details.responsible_id or ""),
            "languages": list(details.languages),
            "seats": [
                {"direction": each.direction, "seats": each.seats, "level": each.level} for each in details.seats
            ],
        }
        return cls(data=said)

    def offer(self, *, partners: Choices, units: Choices, all_units: Choices, colleagues: Choices) -> None:
        """Let these be chosen, and have rows for one partner and one quota more than there are."""
        while len(self.partners) < 2 or (self.partners[-1].form.partner.data and len(self.partners) < MOST_PARTNERS):
            self.partners.append_entry()
        while len(self.seats) < 2 or (self.seats[-1].form.seats.data and len(self.seats) < MOST_QUOTAS):
            self.seats.append_entry({"direction": SeatDirection.IN if len(self.seats) == 1 else SeatDirection.OUT})
        for row in self.partners:
            row.form.partner.choices = choices_of([("", _("Nobody")), *partners])
        self.unit.choices = choices_of(units)
        self.units.choices = choices_of(all_units)
        self.responsible.choices = choices_of([("", _("Nobody yet")), *colleagues])
        self.prevailing.choices = choices_of(
            [
                ("", _("All are equally authentic")),
                *((code, _("%(language)s prevails", language=name)) for code, name in words.LANGUAGES.items()),
            ]
        )

    def keep_frozen(self) -> None:
        """The text is frozen: what it says is not asked any more."""
        for name in FROZEN:
            del self[name]

    @property
    def expected_version(self) -> int | None:
        """The version of the agreement this form was opened on."""
        given = self.version.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None

    def show_partner_refusal(self, message: str) -> None:
        """Say at the first partner what is wrong with them."""
        first = self.partners[0].form.partner
        first.errors = [*first.errors, message]

    def to_details(self, known: Mapping[str, object], before: AgreementDetails | None = None) -> AgreementDetails:
        """What was typed, as the room takes it; ``known`` are the partners that could be chosen, ``before`` keeps what
        is not asked here."""
        said: dict[str, Any] = {name: self[name].data for name in _AS_IS if name in self}
        said |= {name: bool(self[name].data) for name in _TICKS if name in self}
        said |= {
            "unit_ids": tuple(self.units.data or ()),
            "responsible_id": int(self.responsible.data) if self.responsible.data else None,
        }
        if "partners" in self:
            said |= self._in_text(known)
        if before is None:
            return AgreementDetails(**said)
        kept = said.get("partner_ids", before.partner_ids)
        signatories = tuple(
            each for each in before.signatories if each.institution_id is None or each.institution_id in kept
        )
        return replace(before, **said, signatories=signatories)

    def _in_text(self, known: Mapping[str, object]) -> dict[str, Any]:
        chosen = [row.form.partner.data for row in self.partners]
        order = [*LANGUAGES, *words.LANGUAGES]
        languages = sorted(self.languages.data or (), key=order.index)
        return {
            "partner_ids": tuple(int(each) for each in chosen if each in known),
            "languages": tuple(languages),
            "prevailing": self.prevailing.data or "",
            "notice_days": self.notice_days.data or 0,
            "seats": tuple(
                SeatsDetails(
                    direction=row.form.direction.data, seats=row.form.seats.data, level=row.form.level.data or ""
                )
                for row in self.seats
                if row.form.seats.data is not None
            ),
        }
