"""The forms of trips: what a trip says, and who travels."""

from collections.abc import Collection
from typing import Any

from wtforms import BooleanField, DateField, SelectField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.guest_forms import is_email
from coopevents.i18n import LANGUAGE_NAMES, _, _l, country_choices, current_language, localized
from coopevents.mobility import programmes, words
from coopevents.mobility.details import TravellerDetails, TripDetails
from coopevents.mobility.models import Traveller, Trip
from coopevents.mobility.rules import AddressIsMissing, NameIsMissing, TitleIsMissing
from coopevents.mobility.states import TravellerRole, TripPurpose

PLAIN = ("title", "purpose", "country", "starts_on", "ends_on", "funding", "cost", "note")
NAMES = ("family_name", "given_name", "original_name", "email", "language", "role", "companions")
OWN = ("family_name", "given_name", "original_name", "email", "role")


class TripForm(Form):
    """Where somebody goes, why, when, and who pays."""

    version = HiddenField()
    unit = SelectField(_l("Unit that sends them"), coerce=int, default=0, validate_choice=False)
    title = OneLineField(
        _l("Trip"),
        [DataRequired(TitleIsMissing.sentence), Length(max=300)],
        description=_l("Such as: keynote at a conference on composites, or summer school in Porto."),
    )
    purpose = SelectField(
        _l("Purpose"), choices=choices_of(words.PURPOSES.items()), coerce=TripPurpose, default=TripPurpose.VISIT
    )
    is_invited = BooleanField(_l("The host invited them"))
    host = OneLineField(
        _l("Host institution"),
        [Length(max=300)],
        description=_l("The partner’s name as the register knows it, or the organiser of the conference."),
        render_kw={"list": "institutions"},
    )
    country = SelectField(_l("Country or region"), default="", validate_choice=False)
    starts_on = DateField(_l("First day"), [InputRequired(_l("Choose the day on which they leave."))])
    ends_on = DateField(_l("Last day"), [InputRequired(_l("Choose the day on which they are back."))])
    programme = SelectField(
        _l("Programme with partners"),
        default="",
        validate_choice=False,
        description=_l("Needed for an exchange and for joint training."),
    )
    funding = OneLineField(_l("Who pays"), [Length(max=300)])
    cost = OneLineField(
        _l("What it costs us"), [Length(max=60)], description=_l("With the currency, such as CNY 18,000.")
    )
    note = LongTextField(_l("Note for colleagues"), [Length(max=4000)], render_kw={"rows": 3})

    @classmethod
    def showing(cls, trip: Trip) -> "TripForm":
        """Filled from a trip."""
        said: dict[str, Any] = {name: getattr(trip, name) for name in (*PLAIN, "is_invited")}
        host = localized(trip.institution.name) if trip.institution else trip.host
        return cls(data={**said, "host": host, "programme": str(trip.programme_id or ""), "version": str(trip.version)})

    def offer(self, unit_ids: Collection[int]) -> None:
        """Let countries, and programmes of these units, be chosen."""
        self.country.choices = choices_of([("", _("Choose")), *country_choices()])
        known = [(str(each.id), localized(each.name)) for each in programmes.list_programmes(unit_ids)]
        self.programme.choices = choices_of([("", _("None")), *known])

    @property
    def seen(self) -> int | None:
        """The version of the trip this form was opened on."""
        given = self.version.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None

    def to_details(self, *, institution_id: int | None) -> TripDetails:
        """What was typed; ``institution_id`` is the partner the host was found to be."""
        said: dict[str, Any] = {name: self[name].data if self[name].data is not None else "" for name in PLAIN}
        offered = {each.value for each in self.programme.choices or ()}
        chosen = self.programme.data if self.programme.data in offered else ""
        return TripDetails(
            **said,
            is_invited=bool(self.is_invited.data),
            host=self.host.data or "",
            institution_id=institution_id,
            programme_id=int(chosen) if chosen else None,
        )


class TravellerForm(Form):
    """Who travels, and who comes along."""

    family_name = OneLineField(_l("Family name"), [DataRequired(NameIsMissing.sentence), Length(max=120)])
    given_name = OneLineField(_l("Given name"), [Length(max=120)])
    original_name = OneLineField(_l("Name in your own script"), [Length(max=200)])
    email = OneLineField(
        _l("E-mail"),
        [DataRequired(AddressIsMissing.sentence), Length(max=254), is_email],
        description=_l("The link to their own page, and reminders of the report, go there."),
        render_kw={"type": "email", "inputmode": "email"},
    )
    language = SelectField(_l("Write to them in"), choices=choices_of(LANGUAGE_NAMES.items()), default="zh_Hans_CN")
    role = SelectField(
        _l("Role with us"), choices=choices_of(words.ROLES.items()), coerce=TravellerRole, default=TravellerRole.TEACHER
    )
    companions = LongTextField(
        _l("Companions"),
        [Length(max=1000)],
        description=_l("Who comes along without travelling for us: a name and a few words on each line."),
        render_kw={"rows": 2},
    )

    @classmethod
    def showing(cls, traveller: Traveller) -> "TravellerForm":
        """Filled from a traveller."""
        return cls(data={name: getattr(traveller, name) for name in NAMES})

    @classmethod
    def blank(cls) -> "TravellerForm":
        """The empty form, in the reader's language."""
        return cls(data={"language": current_language()})

    def to_details(self) -> TravellerDetails:
        """What was typed."""
        said: dict[str, Any] = {name: self[name].data or "" for name in NAMES}
        return TravellerDetails(**said)


class SingleTripForm(TripForm):
    """A trip of one person, both said at once; names stay optional so that a group can follow by spreadsheet."""

    is_group = BooleanField(_l("A group travels: name them afterwards, one by one or by spreadsheet"))
    family_name = OneLineField(_l("Family name"), [Optional(), Length(max=120)])
    given_name = OneLineField(_l("Given name"), [Length(max=120)])
    original_name = OneLineField(_l("Name in your own script"), [Length(max=200)])
    email = OneLineField(
        _l("E-mail"),
        [Optional(), Length(max=254), is_email],
        description=_l("The link to their own page, and reminders of the report, go there."),
        render_kw={"type": "email", "inputmode": "email"},
    )
    role = SelectField(
        _l("Role with us"), choices=choices_of(words.ROLES.items()), coerce=TravellerRole, default=TravellerRole.TEACHER
    )

    def traveller(self) -> TravellerDetails:
        """The one who travels."""
        said: dict[str, Any] = {name: self[name].data or "" for name in OWN}
        return TravellerDetails(**said)


class ReasonForm(Form):
    """Why."""

    reason = LongTextField(
        _l("Reason"),
        [Length(max=2000)],
        description=_l("It stays with the trip, for all who see it."),
        render_kw={"rows": 4},
    )
