"""The forms in which parties book tours: public, their own, and at the desk."""

import secrets
from typing import Any

from wtforms import IntegerField, SelectField
from wtforms.fields import HiddenField
from wtforms.validators import DataRequired, InputRequired, Length, ValidationError

from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.blueprints.guest_forms import is_email
from coopevents.blueprints.spoken import SPOKEN
from coopevents.i18n import LANGUAGE_NAMES, _, _l, current_language
from coopevents.tours.booking_details import BookingDetails, PartyDetails
from coopevents.tours.models import TourBooking, TourDeparture


class PartyForm(Form):
    """How many come, and what to know of them."""

    heads = IntegerField(
        _l("Number of guests"),
        [InputRequired(_l("Write how many come, yourself included."))],
        default=1,
        render_kw={"inputmode": "numeric", "min": 1},
    )
    tour_language = SelectField(_l("Language you would like"), validate_choice=False)
    access_needs = OneLineField(
        _l("What we should prepare for"),
        description=_l("Such as a wheelchair, a pram, or somebody who hears badly."),
        validators=[Length(max=500)],
        render_kw={"maxlength": 500},
    )
    phone = OneLineField(
        _l("Telephone"),
        description=_l("Only the guide sees it, to find you on the day."),
        validators=[Length(max=40)],
        render_kw={"type": "tel", "autocomplete": "tel", "maxlength": 40},
    )

    def offer(self, departure: TourDeparture) -> None:
        """Ask for a language only where the tour is led in several."""
        codes = departure.languages.split()
        if len(codes) < 2:
            del self.tour_language
        else:
            offered = [("", _("Any of them")), *((each, SPOKEN.get(each, each)) for each in codes)]
            self.tour_language.choices = choices_of(offered)

    def to_party(self, names: str = "") -> PartyDetails:
        """What was written."""
        return PartyDetails(
            heads=self.heads.data or 0,
            names=names,
            tour_language=self.tour_language.data or "" if "tour_language" in self else "",
            access_needs=self.access_needs.data or "",
            phone=self.phone.data or "",
        )


class BookingForm(PartyForm):
    """A wish to come. ``homepage`` is seen by nobody: only programs fill it in."""

    name = OneLineField(
        _l("Your name"),
        validators=[DataRequired(_l("Write your name.")), Length(max=200)],
        render_kw={"autocomplete": "name", "maxlength": 200},
    )
    email = OneLineField(
        _l("E-mail"),
        description=_l("Your confirmation and the link to your booking go there."),
        validators=[DataRequired(_l("Write an e-mail address, such as name@example.edu.")), Length(max=254), is_email],
        render_kw={"type": "email", "autocomplete": "email", "inputmode": "email", "maxlength": 254},
    )
    homepage = OneLineField(_l("Leave this empty"), render_kw={"autocomplete": "off", "tabindex": "-1"})
    intention = HiddenField()

    @classmethod
    def showing(cls, departure: TourDeparture, **said: Any) -> "BookingForm":
        """The empty form, with an intention of its own, filled with what is known already."""
        form = cls(data=said or None)
        form.offer(departure)
        form.intention.data = form.intention.data or secrets.token_urlsafe(24)
        return form

    def validate_homepage(self, field: OneLineField) -> None:
        """What nobody sees is filled in by programs alone."""
        if field.data:
            raise ValidationError(_("Leave this empty."))

    def to_details(self, language: str = "") -> BookingDetails:
        """What was written."""
        return BookingDetails(
            name=self.name.data or "",
            email=self.email.data or "",
            party=self.to_party(),
            language=language or current_language(),
            intention=self.intention.data,
        )


class OfficeBookingForm(BookingForm):
    """A party that wrote or called, booked at the desk."""

    language = SelectField(_l("Write to them in"), choices=choices_of(LANGUAGE_NAMES.items()), validate_choice=False)


class OwnPartyForm(PartyForm):
    """What a party may change about itself."""

    names = LongTextField(
        _l("Names of the guests"),
        description=_l("One on each line, if you like. Only the guide and the office see them."),
        validators=[Length(max=3000)],
        render_kw={"rows": 5, "maxlength": 3000},
    )

    @classmethod
    def showing(cls, booking: TourBooking) -> "OwnPartyForm":
        """Filled from a booking."""
        names = ("heads", "names", "tour_language", "access_needs", "phone")
        form = cls(data={name: getattr(booking, name) for name in names})
        form.offer(booking.departure)
        return form


class CancelForm(Form):
    """Why a booking or a tour does not take place."""

    reason = OneLineField(
        _l("Reason"),
        description=_l("The parties read it in their message."),
        validators=[Length(max=500)],
        render_kw={"maxlength": 500},
    )
