"""The form about a programme with partners, with the students of each year."""

from collections.abc import Collection, Mapping
from typing import Any

from wtforms import DateField, FieldList, FormField, IntegerField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import Length, NumberRange, Optional

from coopevents.accounts.permissions import lineage
from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.i18n import _l, localized
from coopevents.mobility import words
from coopevents.mobility.details import ProgrammeDetails
from coopevents.mobility.models import Programme
from coopevents.mobility.states import ProgrammeKind
from coopevents.partners import queries as partners

MOST_YEARS = 30
MAY_BE_NONE = frozenset({"approved_on", "expires_on", "seats"})
PLAIN = ("name", "kind", "authority", "approved_on", "expires_on", "levels", "seats", "coordinator")
WRONG_YEAR = _l("Write a year from 1990 to 2100.")
WRONG_NUMBER = _l("Write a number of students from 0 to 100,000.")
WRONG_SEATS = _l("Write a number of seats from 1 to 10,000.")
DIGITS = {"inputmode": "numeric"}


class EnrolmentRow(PlainForm):
    """How many students there were in a year; without a year there is no row."""

    year = IntegerField(_l("Year"), [Optional(), NumberRange(1990, 2100, WRONG_YEAR)], render_kw=DIGITS)
    students = IntegerField(_l("Students"), [Optional(), NumberRange(0, 100_000, WRONG_NUMBER)], render_kw=DIGITS)


class ProgrammeForm(Form):
    """What is done with partners year after year."""

    unit = SelectField(_l("Unit that answers for it"), coerce=int, default=0, validate_choice=False)
    name = LocalizedField(_l("Name"), is_required=True, max_length=300)
    kind = SelectField(_l("Kind"), choices=choices_of(words.PROGRAMME_KINDS.items()), coerce=ProgrammeKind)
    partners = TickField(_l("Partners"), coerce=int)
    authority = OneLineField(
        _l("Approving authority"), [Length(max=300)], description=_l("Such as the Ministry of Education.")
    )
    approved_on = DateField(_l("Approved on"), [Optional()])
    expires_on = DateField(_l("Runs until"), [Optional()])
    levels = OneLineField(_l("Levels"), [Length(max=200)], description=_l("Such as bachelor’s and master’s."))
    seats = IntegerField(_l("Seats a year"), [Optional(), NumberRange(1, 10_000, WRONG_SEATS)], render_kw=DIGITS)
    coordinator = OneLineField(_l("Coordinator"), [Length(max=200)])
    enrolments = FieldList(FormField(EnrolmentRow), max_entries=MOST_YEARS)

    @classmethod
    def showing(cls, programme: Programme) -> "ProgrammeForm":
        """Filled from a programme."""
        said: dict[str, Any] = {name: getattr(programme, name) for name in PLAIN}
        said |= {
            "partners": [each.id for each in programme.partners],
            "enrolments": [{"year": each.year, "students": each.students} for each in programme.enrolments],
        }
        return cls(data=said)

    def offer(
        self, unit_ids: Collection[int], parents: Mapping[int, int | None], programme: Programme | None = None
    ) -> None:
        """Let the partners these units know be chosen, and have a row for one year more than there are."""
        near = {above for each in unit_ids for above in lineage(each, dict(parents))}
        known = {each.id: localized(each.name) for each in partners.list_institutions(near)}
        known |= {each.id: localized(each.name) for each in programme.partners} if programme else {}
        self.partners.choices = choices_of(
            [(str(key), name) for key, name in sorted(known.items(), key=lambda each: each[1].casefold())]
        )
        while not len(self.enrolments) or (
            self.enrolments[-1].form.year.data is not None and len(self.enrolments) < MOST_YEARS
        ):
            self.enrolments.append_entry()

    def to_details(self) -> ProgrammeDetails:
        """What was typed; of a year that is written twice the last row counts."""
        said: dict[str, Any] = {
            name: "" if self[name].data is None and name not in MAY_BE_NONE else self[name].data for name in PLAIN
        }
        rows = [(row.form.year.data, row.form.students.data) for row in self.enrolments]
        return ProgrammeDetails(
            **said,
            partner_ids=frozenset(self.partners.data or ()),
            enrolments={year: students or 0 for year, students in rows if year is not None},
        )
