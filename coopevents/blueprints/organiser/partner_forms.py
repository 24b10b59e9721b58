"""Forms about institutions."""

from typing import Any

from wtforms import DecimalField, IntegerField, SelectField, URLField
from wtforms.validators import Length, NumberRange, Optional

from coopevents.blueprints.forms import Form, LocalizedField, LongTextField, OneLineField, choices_of
from coopevents.i18n import _, _l, country_choices
from coopevents.partners import words
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.partners.states import PartnerStatus

_FIELDS = (
    "name", "original_name", "acronym", "kind", "country", "city", "website", "partner_since", "latitude",
    "longitude",
)  # fmt: skip
_POSITION = {"places": None, "render_kw": {"inputmode": "decimal", "autocomplete": "off"}}


class InstitutionForm(Form):
    """Everything about an institution."""

    name = LocalizedField(_l("Name"), is_required=True, max_length=300)
    original_name = OneLineField(
        _l("Name in its own script"),
        [Length(max=300)],
        description=_l("If it is none of these languages, such as Русенски университет."),
    )
    acronym = OneLineField(_l("Acronym or short name"), [Length(max=40)])
    former_names = LongTextField(
        _l("Former names"), [Length(max=6000)], description=_l("One on each line. They are found by the search.")
    )
    kind = SelectField(_l("Kind"), choices=choices_of(words.KINDS.items()), coerce=InstitutionKind)
    partner_status = SelectField(
        _l("What it is to us"),
        choices=choices_of(words.STATUSES.items()),
        coerce=PartnerStatus,
        default=PartnerStatus.PARTNER,
    )
    partner_since = IntegerField(
        _l("Partner since"), [Optional(), NumberRange(1800, 2200, _l("Write a year between 1800 and 2200."))]
    )
    country = SelectField(_l("Country or region"), default="")
    city = OneLineField(_l("City"), [Length(max=120)])
    latitude = DecimalField(_l("Latitude"), [Optional()], description=_l("In degrees, such as 31.23"), **_POSITION)
    longitude = DecimalField(_l("Longitude"), [Optional()], description=_l("In degrees, such as 121.47"), **_POSITION)
    website = URLField(_l("Website"), [Optional(), Length(max=300)])
    parent = SelectField(_l("Belongs to"), default="", description=_l("Such as the university of a school."))
    tags = OneLineField(_l("Tags"), [Length(max=900)], description=_l("Separated by commas."))

    def __init__(self, *args: Any, parents: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.country.choices = choices_of([("", _("Choose")), *country_choices()])
        self.parent.choices = choices_of([("", _("No other institution")), *parents])

    @classmethod
    def showing(cls, institution: Institution, tags: list[str], parents: list[tuple[str, str]]) -> "InstitutionForm":
        """Filled from an institution."""
        said = {name: getattr(institution, name) for name in _FIELDS}
        said |= {"former_names": "\n".join(institution.former_names), "tags": str(_(", ")).join(tags)}
        said |= {"partner_status": institution.status}
        return cls(data={**said, "parent": str(institution.parent_id or "")}, parents=parents)

    def to_details(self) -> InstitutionDetails:
        """What was typed, as the room takes it."""
        said = {name: getattr(self, name).data for name in _FIELDS}
        said |= {name: float(said[name]) if said[name] is not None else None for name in ("latitude", "longitude")}
        return InstitutionDetails(
            **{**said, "website": (self.website.data or "").strip()},
            status=self.partner_status.data,
            former_names=(self.former_names.data or "",),
            parent_id=int(self.parent.data) if self.parent.data else None,
            tags=(self.tags.data or "",),
        )
