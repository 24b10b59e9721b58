"""The forms of a group's leader and of its members."""

import secrets

from wtforms import BooleanField, IntegerField, SelectField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, Length, NumberRange, Optional

from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.guest_forms import RegistrationForm, is_email
from coopevents.blueprints.questions import CountryField
from coopevents.i18n import LANGUAGE_NAMES, _l, current_language
from coopevents.registration.details import GroupDetails
from coopevents.registration.group_models import Group, GroupTerms

SHARED = ("hotel", "arrival", "bus")


class AboutGroupForm(Form):
    """What is said about a group."""

    name = OneLineField(
        _l("Name of the group"),
        description=_l("Such as the name of your school or delegation."),
        validators=[DataRequired(_l("Give the group a name, such as the name of your school or delegation."))],
        render_kw={"maxlength": 200},
    )
    institution_name = OneLineField(_l("University, company or institution"), validators=[Length(max=300)])
    country = CountryField(_l("Country or region"), validators=[Optional()])
    leader_name = OneLineField(
        _l("Your name"),
        validators=[DataRequired(_l("Write the name of the person who leads the group."))],
        render_kw={"autocomplete": "name", "maxlength": 200},
    )
    deputy_name = OneLineField(_l("Name of a deputy"), validators=[Length(max=200)])
    deputy_email = OneLineField(
        _l("E-mail of the deputy"),
        description=_l("They get every message about the group, too."),
        validators=[Optional(), Length(max=254), is_email],
        render_kw={"type": "email", "maxlength": 254},
    )
    hotel = OneLineField(_l("Hotel of the group"), validators=[Length(max=500)])
    arrival = OneLineField(
        _l("Arrival of the group"), description=_l("Such as the flight or train."), validators=[Length(max=500)]
    )
    bus = OneLineField(_l("Bus or transfer"), validators=[Length(max=500)])
    takes_part = BooleanField(
        _l("If there are not enough places for all, hold those there are"),
        description=_l("The others wait. Without this, the group waits until all of it fits."),
    )
    language = SelectField(_l("Write to me in"), choices=choices_of(LANGUAGE_NAMES.items()), validate_choice=False)

    @classmethod
    def showing_group(cls, group: Group) -> "AboutGroupForm":
        """The form filled with what is kept."""
        form = cls(obj=group)
        if not form.is_sent:
            for name in SHARED:
                form[name].data = group.shared.get(name, "")
        return form

    def to_details(self, leader_email: str = "") -> GroupDetails:
        """What was written."""
        return GroupDetails(
            name=self.name.data or "",
            institution_name=self.institution_name.data or "",
            country=self.country.data or "",
            leader_name=self.leader_name.data or "",
            leader_email=leader_email,
            deputy_name=self.deputy_name.data or "",
            deputy_email=self.deputy_email.data or "",
            language=self.language.data or "en",
            takes_part=bool(self.takes_part.data),
            shared={name: self[name].data or "" for name in SHARED},
        )


class OpenGroupForm(AboutGroupForm):
    """A wish to come as a group."""

    leader_email = OneLineField(
        _l("Your e-mail"),
        description=_l("The link of your group goes there."),
        validators=[DataRequired(_l("Write an e-mail address, such as name@example.edu.")), Length(max=254), is_email],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email", "maxlength": 254},
    )
    places = IntegerField(
        _l("Number of places"),
        description=_l("Everybody who comes, yourself included if you take part."),
        validators=[DataRequired(_l("Write how many places you need."))],
        render_kw={"inputmode": "numeric", "min": 2},
    )
    has_consented = BooleanField(
        _l("I agree that my data are used as described"),
        validators=[DataRequired(_l("Tick the box to agree; without it we may not keep your data."))],
    )
    intention = HiddenField()

    @classmethod
    def showing(cls, terms: GroupTerms) -> "OpenGroupForm":
        """The empty form, in the reader's language, with an intention of its own."""
        form = cls()
        form.places.render_kw = {**(form.places.render_kw or {}), "max": terms.largest}
        if not form.is_sent:
            form.language.data = current_language()
        form.intention.data = form.intention.data or secrets.token_urlsafe(24)
        return form

    def to_group(self) -> GroupDetails:
        """What was written, with the places that are wanted."""
        details = self.to_details(self.leader_email.data or "")
        more = {"places": self.places.data or 0, "intention": self.intention.data}
        return GroupDetails(**{**details.__dict__, **more})


class InviteForm(Form):
    """To whom the link of one place goes."""

    member_name = OneLineField(_l("Name"), validators=[Length(max=200)], render_kw={"maxlength": 200})
    email = OneLineField(
        _l("E-mail"),
        validators=[DataRequired(_l("Write the e-mail address the link is sent to.")), Length(max=254), is_email],
        render_kw={"type": "email", "inputmode": "email", "maxlength": 254},
    )


class MorePlacesForm(Form):
    """How many places more."""

    count = IntegerField(
        _l("More places"),
        validators=[DataRequired(_l("Write how many places you need.")), NumberRange(min=1, max=500)],
        render_kw={"inputmode": "numeric", "min": 1},
    )


class ManyForm(Form):
    """Many members at once, one on each line."""

    lines = LongTextField(
        _l("Names and addresses, one member on each line"),
        description=_l("Such as: Anna Keller, anna.keller@example.edu"),
        validators=[DataRequired(_l("Write at least one line.")), Length(max=50_000)],
        render_kw={"rows": 8, "spellcheck": "false"},
    )


class MemberForm(RegistrationForm):
    """A member fills in a place."""

    is_for_oneself = False


class ByLeaderForm(RegistrationForm):
    """The leader fills in a place for a member."""

    is_for_oneself = False
    has_consented = BooleanField(
        _l("The member knows how the data are used, and agrees"),
        validators=[DataRequired(_l("Ask the member first; without consent we may not keep the data."))],
    )
