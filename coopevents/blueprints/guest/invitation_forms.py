"""The forms of whoever is invited: the registration filled with what is known, a refusal, somebody else."""

from wtforms import SelectField
from wtforms.validators import DataRequired, Length

from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.guest_forms import RegistrationForm, is_email
from coopevents.i18n import LANGUAGE_NAMES, _l, current_language
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.models import RegistrationTerms
from coopevents.registration.replies import Delegate

KNOWN = ("given_name", "family_name", "original_name", "institution_name", "position", "country", "email")


class InvitedForm(RegistrationForm):
    """Whoever is invited registers."""

    is_for_oneself = False

    @classmethod
    def showing_for(cls, invitation: Invitation, terms: RegistrationTerms) -> "InvitedForm":
        """The form filled with what the office knows; a locked address stays as it is."""
        form = cls.showing(terms, invitation.form)
        if not form.is_sent:
            for name in KNOWN:
                form[name].data = getattr(invitation, name)
        if invitation.is_locked:
            form.email.data = invitation.email
            form.email.render_kw = {**(form.email.render_kw or {}), "readonly": True}
            form.email.description = _l("The invitation is for this address alone.")
        return form


class RefuseForm(Form):
    """Why somebody does not come, if they like to say."""

    reason = LongTextField(
        _l("Reason"),
        description=_l("Only the organisers read it."),
        validators=[Length(max=1000)],
        render_kw={"rows": 3},
    )


class DelegateForm(Form):
    """Who comes in one's place."""

    given_name = OneLineField(_l("Given name"), validators=[Length(max=120)], render_kw={"maxlength": 120})
    family_name = OneLineField(
        _l("Family name"),
        description=_l("A single name goes here."),
        validators=[DataRequired(_l("Write the name of the person who comes in your place.")), Length(max=120)],
        render_kw={"maxlength": 120},
    )
    email = OneLineField(
        _l("E-mail"),
        description=_l("The link for them goes there."),
        validators=[DataRequired(_l("Write the e-mail address the link is sent to.")), Length(max=254), is_email],
        render_kw={"type": "email", "inputmode": "email", "maxlength": 254},
    )
    language = SelectField(_l("Write to them in"), choices=choices_of(LANGUAGE_NAMES.items()), validate_choice=False)

    @classmethod
    def showing(cls) -> "DelegateForm":
        """The empty form, in the reader's language."""
        form = cls()
        if not form.is_sent:
            form.language.data = current_language()
        return form

    def to_delegate(self) -> Delegate:
        """What was written."""
        return Delegate(
            email=self.email.data or "",
            given_name=self.given_name.data or "",
            family_name=self.family_name.data or "",
            language=self.language.data or "en",
        )
