"""The forms in which guests say who they are: public, personal, and at the desk."""

import secrets
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict
from wtforms import BooleanField, Field, SelectField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, Length, ValidationError

from coopevents.blueprints.asking import AskingForm
from coopevents.blueprints.forms import Form, OneLineField, choices_of
from coopevents.blueprints.questions import (
    INSTITUTIONS,
    AnyForm,
    CountryField,
    offer_what_is_left,
    show_answers,
    with_questions,
)
from coopevents.events.models import Event
from coopevents.forms.fields import Phase
from coopevents.forms.single import valid_email
from coopevents.i18n import LANGUAGE_NAMES, _, _l, current_language
from coopevents.registration import companions, event_forms, option_seats
from coopevents.registration.details import GuestDetails
from coopevents.registration.models import EventForm, Registration, RegistrationTerms


def is_email(_form: Form, field: Field) -> None:
    """Let the form say at once what the house would refuse later: an address nothing can be sent to."""
    if valid_email(field.data or "") is None:
        raise ValidationError(_("Write an e-mail address, such as name@example.edu."))


class PersonForm(AskingForm):
    """Who somebody is, and what the event asks besides. ``facts`` is what is known of the form and the event."""

    facts: Mapping[str, Any] = {}

    given_name = OneLineField(
        _l("Given name"),
        description=_l("As in your passport."),
        validators=[Length(max=120)],
        render_kw={"autocomplete": "given-name", "maxlength": 120},
    )
    family_name = OneLineField(
        _l("Family name"),
        description=_l("A single name goes here."),
        validators=[DataRequired(_l("Write your family name, or the one name you have.")), Length(max=120)],
        render_kw={"autocomplete": "family-name", "maxlength": 120},
    )
    original_name = OneLineField(
        _l("Name in your own script"),
        description=_l("Such as 张伟, if your language is not written in Latin letters."),
        validators=[Length(max=200)],
        render_kw={"maxlength": 200},
    )
    country = CountryField(
        _l("Country or region"),
        validators=[DataRequired(_l("Choose your country or region."))],
        render_kw={"autocomplete": "country"},
    )
    institution_name = OneLineField(
        _l("University, company or institution"),
        validators=[DataRequired(_l("Write where you study or work.")), Length(max=300)],
        render_kw={"autocomplete": "organization", "maxlength": 300, "list": INSTITUTIONS},
    )
    position = OneLineField(
        _l("Position"),
        validators=[Length(max=200)],
        render_kw={"autocomplete": "organization-title", "maxlength": 200},
    )
    companion_count = SelectField(
        _l("People who come with you"),
        description=_l("Each of them takes a place."),
        choices=[],
        validate_choice=False,
        default="0",
    )
    companion_names = OneLineField(
        _l("Their names"),
        description=_l("As in their passports, with commas between them."),
        validators=[Length(max=500)],
        render_kw={"maxlength": 500},
    )
    language = SelectField(_l("Write to me in"), choices=choices_of(LANGUAGE_NAMES.items()), validate_choice=False)
    time_zone = HiddenField(render_kw={"data-time-zone": ""})

    def known(self) -> dict[str, Any]:
        """What conditions may look at besides the answers."""
        country, language = self.country.data or "", self.language.data or ""
        return {**self.earlier, **self.facts, "guest.country": country, "guest.language": language}

    def _written(self) -> dict[str, Any]:
        names = ("given_name", "family_name", "original_name", "country", "institution_name", "position")
        texts = {name: self[name].data or "" for name in names}
        more = {"language": self.language.data, "time_zone": self.time_zone.data or "", "answers": self.answers}
        if "companion_names" in self:
            more["companion_names"] = self.companion_names.data or ""
        return {**texts, **more}

    def validate_companion_names(self, field: Field) -> None:
        """Names are of people who come: how many was said before."""
        if field.data and not self.brings:
            raise ValidationError(_("Say above how many come with you."))

    def let_bring(self, most: int, now: int = 0) -> None:
        """Ask who comes along: at most so many, or as many as come already; nothing is asked when nobody may."""
        most = max(most, now)
        if most == 0:
            del self.companion_count, self.companion_names
            return
        self.companion_count.choices = choices_of([(str(each), str(each)) for each in range(most + 1)])
        if not self.is_sent:
            self.companion_count.data = str(now)

    @property
    def brings(self) -> int:
        """How many come along; nobody when the page did not ask, or what was sent is no choice of it."""
        if "companion_count" not in self:
            return 0
        known = {str(choice.value) for choice in self.companion_count.choices}
        return int(self.companion_count.data) if self.companion_count.data in known else 0


class RegistrationForm(PersonForm):
    """A wish to take part."""

    email = OneLineField(
        _l("E-mail"),
        description=_l("Your confirmation and your personal link go there."),
        validators=[DataRequired(_l("Write an e-mail address, such as name@example.edu.")), Length(max=254), is_email],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email", "maxlength": 254},
    )
    has_consented = BooleanField(
        _l("I agree that my data are used as described"),
        validators=[DataRequired(_l("Tick the box to agree; without it we may not keep your data."))],
    )
    privacy_version = HiddenField()
    intention = HiddenField()
    form_slug = ""
    has_limits = False
    is_for_oneself = True
    """Whether others may come along; a member's place in a group is for one."""

    @classmethod
    def showing(
        cls,
        terms: RegistrationTerms,
        event_form: EventForm | None = None,
        *,
        typed: "MultiDict[str, str] | None" = None,
    ) -> "RegistrationForm":
        """The empty form, or with what was typed earlier, in the reader's language, with an intention of its own."""
        asked = event_form or event_forms.get_form(terms.event_id)
        form = _asking(cls, asked.id, **({} if typed is None else {"formdata": typed}))
        left = option_seats.options_left(asked, form.definition)
        offer_what_is_left(form, left)
        form.has_limits = bool(left)
        form.form_slug, form.facts = asked.slug, event_forms.facts_of(terms.event, asked)
        form.let_bring(asked.most_companions if cls.is_for_oneself else 0)
        if not form.is_sent and typed is None:
            form.language.data = current_language()
        if not form.is_sent:
            form.privacy_version.data = str(terms.privacy_version)
        form.intention.data = form.intention.data or secrets.token_urlsafe(24)
        return form

    def to_details(self) -> GuestDetails:
        """What was written."""
        version = self.privacy_version.data or ""
        return GuestDetails(
            **self._written(),
            email=self.email.data or "",
            has_consented=bool(self.has_consented.data),
            privacy_version=int(version) if version.isascii() and version.isdigit() and len(version) < 9 else 1,
            intention=self.intention.data,
            form_slug=self.form_slug,
            companion_count=self.brings,
        )


class ChangeForm(PersonForm):
    """What a registered person may change; the address is not among it."""

    @classmethod
    def showing(cls, registration: Registration) -> "ChangeForm":
        """The form filled with what is kept."""
        form = _asking(cls, registration.form_id, obj=registration)
        form.facts = event_forms.facts_of(registration.event, registration.form)
        may_bring = registration.form.most_companions if companions.may_change(registration) else 0
        form.let_bring(may_bring, registration.companion_count if may_bring else 0)
        if not form.is_sent:
            show_answers(form, event_forms.answers_of(registration))
        left = option_seats.options_left(registration.form, form.definition, without=registration.id)
        offer_what_is_left(form, left, option_seats.chosen_by(registration) if left else ())
        return form

    def to_details(self, registration: Registration) -> GuestDetails:
        """What was written."""
        return GuestDetails(
            **{"companion_names": registration.companion_names, **self._written()}, email=registration.email
        )


class WalkInForm(RegistrationForm):
    """Somebody stands at the desk; the office fills in the form for them."""

    has_consented = BooleanField(
        _l("The guest knows how we use the data, and agrees"),
        validators=[DataRequired(_l("Ask the guest first; without consent we may not keep the data."))],
    )

    @classmethod
    def showing_for(cls, event: Event, terms: RegistrationTerms) -> "WalkInForm":
        """The empty form, in the event's own language."""
        form = cls.showing(terms)
        if not form.is_sent:
            form.language.data = event.languages.split()[0] if event.languages else "en"
        return form


def _asking(base: type[AnyForm], form_id: int, **kwargs: Any) -> AnyForm:
    asked = event_forms.definition_of(form_id).asked(Phase.FIRST)
    return with_questions(base, asked, current_language())(**kwargs)
