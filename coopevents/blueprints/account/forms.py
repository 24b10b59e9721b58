"""The forms of signing in and of one's own account."""

from functools import cache
from typing import Any
from zoneinfo import available_timezones

from wtforms import BooleanField, HiddenField, PasswordField, SelectField
from wtforms.validators import DataRequired, Email, Length, Optional, ValidationError
from wtforms.widgets import EmailInput

from coopevents.accounts.details import ProfileDetails
from coopevents.accounts.models import User
from coopevents.blueprints.forms import Form, OneLineField, choices_of
from coopevents.i18n import LANGUAGE_NAMES, _, _l

EMAIL = [DataRequired(_l("Type your e-mail address.")), Length(max=254), Email(_l("Type a whole e-mail address."))]
NEW_PASSWORD = {"autocomplete": "new-password", "minlength": 12, "maxlength": 200}


class AddressField(OneLineField):
    """An e-mail address, without the spaces that telephones add."""

    widget = EmailInput()


@cache
def zone_names() -> tuple[str, ...]:
    """Every time zone that is named after a place, and UTC."""
    return ("UTC", *sorted(name for name in available_timezones() if "/" in name and not name.startswith("Etc/")))


class SignInForm(Form):
    """Address and password."""

    next = HiddenField()
    email = AddressField(_l("E-mail address"), EMAIL, render_kw={"autocomplete": "username"})
    password = PasswordField(
        _l("Password"), [DataRequired(_l("Type your password."))], render_kw={"autocomplete": "current-password"}
    )


class CodeForm(Form):
    """A code of the authenticator app, or a recovery code."""

    code = OneLineField(
        _l("Code"),
        [DataRequired(_l("Type the code.")), Length(max=40)],
        render_kw={
            "autocomplete": "one-time-code",
            "inputmode": "text",
            "autocapitalize": "none",
            "spellcheck": "false",
        },
    )


class ForgottenForm(Form):
    """The address of an account whose password is forgotten."""

    email = AddressField(_l("E-mail address"), EMAIL, render_kw={"autocomplete": "username"})


class NewPasswordForm(Form):
    """A new password, by a link."""

    password = PasswordField(
        _l("New password"),
        [DataRequired(_l("Choose a password."))],
        description=_l("At least 12 characters. A few words in a row are easy to remember."),
        render_kw=NEW_PASSWORD,
    )


class InvitationForm(NewPasswordForm):
    """An invited colleague's name and first password."""

    name = OneLineField(
        _l("Your name"),
        [DataRequired(_l("Type your name as colleagues are to read it.")), Length(max=200)],
        render_kw={"autocomplete": "name"},
    )


class PasswordForm(Form):
    """The present password and a new one."""

    current_password = PasswordField(
        _l("Present password"),
        [DataRequired(_l("Type your present password."))],
        render_kw={"autocomplete": "current-password"},
    )
    password = PasswordField(
        _l("New password"),
        [DataRequired(_l("Choose a password."))],
        description=_l("At least 12 characters. A few words in a row are easy to remember."),
        render_kw=NEW_PASSWORD,
    )


class TurnOffForm(CodeForm):
    """What has to be proved before the second step is turned off."""

    current_password = PasswordField(
        _l("Present password"),
        [DataRequired(_l("Type your present password."))],
        render_kw={"autocomplete": "current-password"},
    )


class ProfileForm(Form):
    """What somebody says about themself."""

    name = OneLineField(
        _l("Full name"),
        [DataRequired(_l("Type your name as colleagues are to read it.")), Length(max=200)],
        render_kw={"autocomplete": "name"},
    )
    original_name = OneLineField(
        _l("Name in its original script"), [Length(max=200)], description=_l("Such as 王丽 for Wang Li.")
    )
    language = SelectField(
        _l("Language"),
        choices=choices_of([("", _l("As my browser asks")), *LANGUAGE_NAMES.items()]),
        validators=[Optional()],
    )
    time_zone = OneLineField(
        _l("Time zone"),
        [Length(max=60)],
        description=_l("Such as Europe/Paris. Empty: the office's."),
        render_kw={"list": "time-zones", "autocomplete": "off"},
    )
    prefers_compact = BooleanField(_l("Compact tables"), description=_l("More rows on one screen."))

    @classmethod
    def showing(cls, user: User) -> "ProfileForm":
        """Filled with what the user said last."""
        return cls(obj=user)

    def validate_time_zone(self, field: Any) -> None:
        """Refuse what is no time zone."""
        if field.data and field.data not in zone_names():
            raise ValidationError(_("Choose a time zone from the list, such as Europe/Paris."))

    def to_details(self) -> ProfileDetails:
        """What the accounts room asks for."""
        return ProfileDetails(
            name=self.name.data or "",
            original_name=self.original_name.data or "",
            language=self.language.data or "",
            time_zone=self.time_zone.data or "",
            prefers_compact=bool(self.prefers_compact.data),
        )
