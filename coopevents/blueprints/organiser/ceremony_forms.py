"""The forms about signing ceremonies."""

from collections.abc import Iterable

from wtforms import DateField, IntegerField, RadioField, SelectField, SelectMultipleField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional
from wtforms.widgets import CheckboxInput, ListWidget

from coopevents.agreements.models import Agreement
from coopevents.blueprints.forms import Form, LocalizedField, LongTextField, OneLineField, choices_of
from coopevents.blueprints.organiser.programme_forms import TimesForm
from coopevents.blueprints.organiser.thing_form import ThingForm
from coopevents.ceremonies.details import CeremonyDetails, CueDetails, KitDetails, NewActivity, PersonDetails
from coopevents.ceremonies.models import Ceremony, CeremonyPerson, Cue, KitItem
from coopevents.ceremonies.protocol_words import RANKS
from coopevents.ceremonies.states import CeremonyRole, ProtocolLevel, ShowTemplate
from coopevents.ceremonies.words import LEVELS, ROLES, TEMPLATES
from coopevents.i18n import LANGUAGE_NAMES, _l, localized
from coopevents.schedule.models import Activity
from coopevents.text import LANGUAGES

CHOOSE_ONE = _l("Choose one of these.")
LENGTH = _l("Write minutes and seconds, such as 2:30, or minutes alone.")


class SaidOfCeremony(TimesForm):
    """What is said of a ceremony when it is planned and when it is changed."""

    title = LocalizedField(_l("Title"), is_required=True, max_length=300)
    level = RadioField(
        _l("Level of protocol"),
        [InputRequired(CHOOSE_ONE)],
        choices=choices_of(LEVELS.items()),
        default=ProtocolLevel.HEADS.value,
    )
    languages = SelectMultipleField(
        _l("Spoken languages"),
        [DataRequired(_l("Choose at least one language."))],
        choices=choices_of(LANGUAGE_NAMES.items()),
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
        default=["en", "zh_Hans_CN"],
    )
    note = LongTextField(_l("Note for colleagues"), [Length(max=2000)])

    def to_details(self) -> CeremonyDetails:
        """What was written about the ceremony itself."""
        chosen = tuple(each for each in LANGUAGES if each in (self.languages.data or []))
        return CeremonyDetails(level=ProtocolLevel(self.level.data), languages=chosen, note=self.note.data or "")

    def to_activity(self, zone: str, schedule_id: int | None = None) -> NewActivity:
        """The activity that was described. Raises a refusal for a time that cannot be."""
        starts_at, ends_at = self.moments(zone)
        return NewActivity(
            title=self.title.data,
            starts_at=starts_at,
            ends_at=ends_at,
            place_id=self.place_id,
            schedule_id=schedule_id,
        )


class PlanForm(SaidOfCeremony):
    """A new ceremony: for which agreements, on which activity."""

    agreements = SelectMultipleField(
        _l("Agreements to be signed"),
        coerce=int,
        validate_choice=False,
        option_widget=CheckboxInput(),
        widget=ListWidget(prefix_label=False),
    )
    activity = SelectField(
        _l("Where it stands"),
        validate_choice=False,
        description=_l("On the programme of an event, as an activity that is there already, or on your own calendar."),
    )
    template = RadioField(
        _l("Run of show"),
        choices=choices_of(TEMPLATES.items()),
        default=ShowTemplate.BILATERAL.value,
        validators=[InputRequired(CHOOSE_ONE)],
    )

    def offer(self, agreements: Iterable[Agreement], schedules: Iterable[tuple[str, str]]) -> None:
        """Let these agreements be chosen, and these places on calendars and programmes."""
        self.agreements.choices = choices_of((str(each.id), _named(each)) for each in agreements)
        self.activity.choices = choices_of(schedules)

    def validate(self, extra_validators: object = None) -> bool:
        """A title and times are needed only for a new activity."""
        stands = (self.activity.data or "").startswith("activity-")
        self.title.is_required = not stands
        return super().validate(extra_validators)


class CeremonyForm(SaidOfCeremony):
    """Everything about a ceremony besides its people, lines and kit."""

    version = HiddenField()

    @classmethod
    def showing(cls, ceremony: Ceremony, zone: object) -> "CeremonyForm":
        """Filled with what is said now; what was typed stays."""
        activity: Activity = ceremony.activity
        starts, ends = activity.starts_at.astimezone(zone), activity.ends_at.astimezone(zone)  # type: ignore[arg-type]
        return cls(
            version=str(activity.version),
            title=activity.title,
            level=ceremony.level.value,
            languages=ceremony.languages.split(),
            note=ceremony.note,
            day=starts.date(),
            starts=starts.time(),
            ends=ends.time(),
            last_day=ends.date() if ends.date() != starts.date() else None,
            place=str(activity.place_id or ""),
        )


class PersonForm(Form):
    """Somebody in a ceremony."""

    role = SelectField(_l("Role"), choices=choices_of(ROLES.items()), coerce=CeremonyRole, default=CeremonyRole.GUEST)
    name = OneLineField(
        _l("Name"),
        [Length(max=200)],
        description=_l("Choose somebody the office knows, so that clashes are found, or write any name."),
        render_kw={"maxlength": 200, "list": "people", "autocomplete": "off"},
    )
    original_name = OneLineField(_l("Name in own script"), [Length(max=200)], render_kw={"maxlength": 200})
    side = SelectField(_l("Belongs to"), validate_choice=False)
    office = LocalizedField(_l("Office, as it is printed"), max_length=200)
    rank = SelectField(
        _l("Rank"),
        validate_choice=False,
        description=_l("The order of protocol goes by rank, then by the earlier day."),
    )
    appointed_on = DateField(_l("In office since"), [Optional()])

    def offer(self, ceremony: Ceremony) -> None:
        """Let the parties of the ceremony be chosen, and the ranks."""
        parties = {
            party.institution_id: party.institution for each in ceremony.agreements for party in each.agreement.parties
        }
        sides = [("", _l("Our side")), *((str(key), localized(each.name)) for key, each in parties.items())]
        self.side.choices = choices_of(sides)
        self.rank.choices = choices_of([("", "–"), *((str(each.level + 1), word) for each, word in RANKS.items())])

    @classmethod
    def showing(cls, person: CeremonyPerson) -> "PersonForm":
        """Filled with somebody who takes part."""
        return cls(
            role=person.role,
            name=person.name,
            original_name=person.original_name,
            side=str(person.institution_id or ""),
            office=person.office,
            rank=str(person.rank or ""),
            appointed_on=person.appointed_on,
        )

    def to_details(self, *, person_id: int | None, agreement_id: int | None) -> PersonDetails:
        """What was written; sides and ranks that were not offered are none."""
        sides, ranks = _offered(self.side), _offered(self.rank)
        return PersonDetails(
            role=self.role.data,
            name=self.name.data or "",
            original_name=self.original_name.data or "",
            person_id=person_id,
            institution_id=int(self.side.data) if self.side.data and self.side.data in sides else None,
            agreement_id=agreement_id,
            office=self.office.data,
            rank=int(self.rank.data) if self.rank.data and self.rank.data in ranks else None,
            appointed_on=self.appointed_on.data,
        )


class CueForm(Form):
    """One line of the run of show."""

    what = LocalizedField(_l("What happens"), is_required=True, max_length=300)
    who = LocalizedField(_l("Who"), max_length=300)
    spoken = LocalizedField(_l("Spoken text"), is_long=True, max_length=4000)
    media = OneLineField(_l("Music, slide, light"), [Length(max=200)], render_kw={"maxlength": 200})
    length = OneLineField(_l("Length"), [DataRequired(LENGTH)], description=LENGTH, render_kw={"inputmode": "numeric"})
    anchor = OneLineField(
        _l("Starts exactly at"),
        description=_l("Minutes after the ceremony’s start, such as 10 or -15. Empty: when the line before ends."),
    )
    after = HiddenField()

    @classmethod
    def showing(cls, cue: Cue) -> "CueForm":
        """Filled with a line."""
        return cls(
            what=cue.what,
            who=cue.who,
            spoken=cue.spoken,
            media=cue.media,
            length=clock_text(cue.seconds),
            anchor="" if cue.starts_after is None else clock_text(cue.starts_after),
        )

    def to_details(self) -> CueDetails | None:
        """What was written; None when a time cannot be read, which is then said at its field."""
        seconds, anchor = seconds_of(self.length.data or ""), seconds_of(self.anchor.data or "")
        if seconds is None or seconds < 0:
            self.length.errors = [*self.length.errors, LENGTH]
            return None
        if anchor is None and self.anchor.data:
            self.anchor.errors = [*self.anchor.errors, LENGTH]
            return None
        return CueDetails(
            what=self.what.data,
            who=self.who.data,
            spoken=self.spoken.data,
            media=self.media.data or "",
            seconds=seconds,
            starts_after=anchor,
        )


class KitForm(ThingForm):
    """Something that has to be there at a ceremony."""

    days_before = IntegerField(
        _l("Days before the ceremony"),
        [InputRequired(), NumberRange(0, 365)],
        default=1,
        description=_l("0 is the day itself. The day moves with the ceremony."),
        render_kw={"min": 0, "max": 365},
    )

    @classmethod
    def showing(cls, item: KitItem) -> "KitForm":
        """Filled with a thing of the kit."""
        return cls(what=item.what, quantity=item.quantity, owner=item.owner, days_before=item.days_before)

    def to_details(self) -> KitDetails:
        """What was written."""
        return KitDetails(
            what=self.what.data,
            quantity=self.quantity.data or 1,
            owner=self.owner.data or "",
            days_before=self.days_before.data or 0,
        )


def clock_text(seconds: int) -> str:
    """A length as it is written: ``2:30``, ``0:05``, ``-15:00``, ``61:00``."""
    minutes, rest = divmod(abs(seconds), 60)
    return f"{'-' if seconds < 0 else ''}{minutes}:{rest:02}"


def seconds_of(text: str) -> int | None:
    """The seconds of ``2:30``, ``2`` (minutes) or ``-15:00``; None for anything else."""
    body = text.strip().replace("：", ":").replace("−", "-")
    is_before, body = body.startswith("-"), body.removeprefix("-").removeprefix("+")
    parts = body.split(":")
    if len(parts) > 2 or not all(each.isascii() and each.isdigit() and len(each) <= 4 for each in parts):
        return None
    seconds = int(parts[0]) * 60 + (int(parts[1]) if len(parts) == 2 else 0)
    return -seconds if is_before else seconds


def _named(agreement: Agreement) -> str:
    partners = ", ".join(localized(each.institution.name) for each in agreement.parties)
    return f"{agreement.number} · {localized(agreement.title)} · {partners}"


def _offered(field: SelectField) -> set[str]:
    return {each.value for each in field.choices or []}
