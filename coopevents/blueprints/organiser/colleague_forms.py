"""The forms about colleagues, for a unit and for an event."""

from collections.abc import Sequence

from wtforms import RadioField, SelectField
from wtforms.validators import DataRequired, Email, InputRequired, Length

from coopevents.accounts.roles import Role
from coopevents.accounts.words import ROLE_WORDS
from coopevents.blueprints.account.forms import AddressField
from coopevents.blueprints.forms import Form, OneLineField, choices_of
from coopevents.i18n import _l


class RoleForm(Form):
    """Which role somebody has."""

    role = RadioField(_l("Role"), [InputRequired(_l("Choose a role."))])

    def offer(self, roles: Sequence[Role]) -> None:
        """Let one of these roles be chosen."""
        self.role.choices = choices_of((role.value, ROLE_WORDS[role]) for role in roles)

    @property
    def chosen_role(self) -> Role:
        """The role that was chosen."""
        return Role(self.role.data)


class InviteForm(RoleForm):
    """Who is to work here, and as what."""

    email = AddressField(
        _l("E-mail address"),
        [
            DataRequired(_l("Type the colleague's e-mail address.")),
            Length(max=254),
            Email(_l("Type a whole e-mail address, such as name@example.edu.")),
        ],
    )
    name = OneLineField(_l("Full name"), [DataRequired(_l("Type the colleague's name.")), Length(max=200)])


class UnitInviteForm(InviteForm):
    """Who is to work in which unit."""

    unit = SelectField(_l("Unit"), coerce=int)
