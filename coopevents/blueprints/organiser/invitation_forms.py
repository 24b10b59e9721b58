"""The forms by which an office invites people."""

from collections.abc import Iterable
from typing import Any

from wtforms import BooleanField, DateField, SelectField
from wtforms.validators import DataRequired, Length, Optional

from coopevents.blueprints.forms import Form, LocalizedField, LongTextField, OneLineField, choices_of
from coopevents.blueprints.guest_forms import is_email
from coopevents.blueprints.questions import CountryField
from coopevents.events.models import Event
from coopevents.i18n import LANGUAGE_NAMES, _l, localized
from coopevents.registration.invitation_details import InvitationTerms, Invited
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.models import EventForm

PERSON = (
    "title", "given_name", "family_name", "original_name", "email", "institution_name", "position", "country",
    "language", "is_vip", "host_name", "host_phone", "protocol_note",
)  # fmt: skip
TERMS = ("answer_by", "keeps_place", "is_locked", "skips_approval")


class InvitationTermsForm(Form):
    """On what conditions people are invited."""

    form_slug = SelectField(_l("Form"), description=_l("It says what they are asked, and their role."))
    answer_by = DateField(
        _l("Answer by"),
        [Optional()],
        description=_l("The last day. They are reminded once before; afterwards the invitation expires."),
    )
    keeps_place = BooleanField(
        _l("Hold a place until then"),
        description=_l("From the sending on it counts as taken."),
    )
    is_locked = BooleanField(
        _l("Only for this address"),
        description=_l("They cannot register another address with the link."),
    )
    skips_approval = BooleanField(
        _l("Without approval"),
        description=_l("Who accepts has a confirmed place at once. Where four eyes decide, they still do."),
    )
    words = LocalizedField(
        _l("Personal words"),
        is_long=True,
        max_length=3000,
        description=_l("They stand at the beginning of the message and of the page; each reader sees their language."),
    )

    def offer_forms(self, forms: Iterable[EventForm]) -> None:
        """Let one of these be chosen."""
        self.form_slug.choices = choices_of((each.slug, localized(each.title)) for each in forms)

    def to_terms(self) -> InvitationTerms:
        """What was chosen."""
        return InvitationTerms(
            form_slug=self.form_slug.data or "",
            answer_by=self.answer_by.data,
            keeps_place=bool(self.keeps_place.data),
            is_locked=bool(self.is_locked.data),
            skips_approval=bool(self.skips_approval.data),
            words=self.words.data,
        )


class InvitationForm(InvitationTermsForm):
    """One person who is invited."""

    email = OneLineField(
        _l("E-mail"),
        description=_l("The link goes there."),
        validators=[DataRequired(_l("Write the e-mail address the link is sent to.")), Length(max=254), is_email],
        render_kw={"type": "email", "inputmode": "email", "maxlength": 254},
    )
    title = OneLineField(_l("Title"), description=_l("Such as Prof. or H.E."), validators=[Length(max=60)])
    given_name = OneLineField(_l("Given name"), validators=[Length(max=120)])
    family_name = OneLineField(_l("Family name"), validators=[Length(max=120)])
    original_name = OneLineField(_l("Name in their own script"), validators=[Length(max=200)])
    institution_name = OneLineField(_l("Institution"), validators=[Length(max=300)])
    position = OneLineField(_l("Position"), validators=[Length(max=200)])
    country = CountryField(_l("Country or region"), validators=[Optional()])
    language = SelectField(_l("Write to them in"), choices=choices_of(LANGUAGE_NAMES.items()), validate_choice=False)
    is_vip = BooleanField(_l("VIP"), description=_l("Protocol and reception see it at once."))
    host_name = OneLineField(_l("Host to call"), validators=[Length(max=200)])
    host_phone = OneLineField(_l("Telephone of the host"), validators=[Length(max=60)])
    protocol_note = LongTextField(
        _l("Note of protocol"),
        description=_l("Only colleagues read it; reception sees it when the guest arrives."),
        validators=[Length(max=2000)],
        render_kw={"rows": 3},
    )

    @classmethod
    def showing(
        cls, event: Event, forms: Iterable[EventForm], invitation: Invitation | None = None
    ) -> "InvitationForm":
        """The empty form in the event's own language, or filled with what an invitation says."""
        if invitation is None:
            kept: dict[str, Any] = {"language": event.languages.split()[0] if event.languages else "en"}
        else:
            kept = {name: getattr(invitation, name) for name in (*PERSON, *TERMS, "words")}
            kept["form_slug"] = invitation.form.slug
        form = cls(data=kept)
        form.offer_forms(forms)
        return form

    def to_invited(self) -> Invited:
        """Who it is."""
        written: dict[str, Any] = {name: self[name].data or "" for name in PERSON}
        return Invited(**{**written, "is_vip": bool(self.is_vip.data)})


class WithdrawForm(Form):
    """How an invitation is taken back."""

    tells = BooleanField(
        _l("Tell them in a message"),
        description=_l("Without it nobody hears of it, and you can undo it."),
    )
