"""The forms about how places are passed on, and about groups."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from wtforms import BooleanField, DateTimeLocalField, IntegerField, RadioField
from wtforms.validators import DataRequired, InputRequired, NumberRange, Optional, ValidationError

from coopevents.blueprints.forms import Form, choices_of
from coopevents.blueprints.guest.group_forms import OpenGroupForm
from coopevents.events.models import Event
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.registration.details import GroupTermsDetails, WaitingDetails
from coopevents.registration.group_models import GroupTerms
from coopevents.registration.group_words import RULE_NAMES
from coopevents.registration.models import RegistrationTerms
from coopevents.registration.waiting_states import WaitingRule
from coopevents.schedule.rules import moment_of

_TO_THE_MINUTE = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]


class InZoneForm(Form):
    """A form whose moments are said by the clocks of the event."""

    time_zone = "UTC"

    def _moment(self, field: DateTimeLocalField) -> datetime | None:
        if field.data is None:
            return None
        return moment_of(field.data.date(), field.data.time(), self.time_zone, field=field.name, fold=0)

    def _ensure_moment(self, field: DateTimeLocalField) -> None:
        try:
            self._moment(field)
        except Refusal as refusal:
            raise ValidationError(refusal.message) from None


def local(moment: datetime | None, zone: str) -> datetime | None:
    """What the clocks of the zone show at that moment."""
    return moment.astimezone(ZoneInfo(zone)).replace(tzinfo=None) if moment is not None else None


class WaitingRulesForm(InZoneForm):
    """Who gets a place that becomes free, and how."""

    waiting_rule = RadioField(
        _l("Who gets a place that becomes free"),
        [InputRequired(_l("Choose one of these."))],
        choices=choices_of(RULE_NAMES.items()),
    )
    draw_at = DateTimeLocalField(
        _l("Lots are drawn at"),
        [Optional()],
        format=_TO_THE_MINUTE,
        description=_l("Everybody who waits by then takes part; who comes later waits behind them."),
    )
    offer_hours = IntegerField(
        _l("Hours to answer"),
        [Optional(), NumberRange(1, 2160, _l("Write a whole number of hours, from 1 to 2160, or leave it empty."))],
        description=_l("Empty: the place is given at once, without asking."),
    )
    passes_on_itself = BooleanField(
        _l("Pass places on at once"),
        description=_l("Otherwise places that become free are kept until you pass them on."),
    )

    @classmethod
    def showing(cls, event: Event, terms: RegistrationTerms) -> "WaitingRulesForm":
        """The form filled with the rules that hold."""
        kept = {
            "waiting_rule": terms.waiting_rule.value,
            "draw_at": local(terms.draw_at, event.time_zone),
            "offer_hours": terms.offer_hours,
            "passes_on_itself": terms.passes_on_itself,
        }
        form = cls(data=kept)
        form.time_zone = event.time_zone
        return form

    def validate_draw_at(self, field: DateTimeLocalField) -> None:
        """The clocks of the event's zone show that time."""
        self._ensure_moment(field)

    def to_details(self) -> WaitingDetails:
        """What was chosen."""
        rule = WaitingRule(self.waiting_rule.data)
        return WaitingDetails(
            waiting_rule=rule,
            offer_hours=self.offer_hours.data,
            passes_on_itself=bool(self.passes_on_itself.data),
            draw_at=self._moment(self.draw_at) if rule is WaitingRule.DRAW else None,
        )


class GroupTermsForm(InZoneForm):
    """Whether and how the event takes groups."""

    is_offered = BooleanField(_l("Groups can register on the event’s page"))
    largest = IntegerField(
        _l("Places of the largest group"),
        [DataRequired(_l("Write a whole number.")), NumberRange(2, 500)],
    )
    hold_days = IntegerField(
        _l("Days to name the members"),
        [DataRequired(_l("Write a whole number.")), NumberRange(1, 365)],
        description=_l("Places without a name become free afterwards; the leader is told two days before."),
    )
    swaps_until = DateTimeLocalField(
        _l("Names may be swapped until"),
        [Optional()],
        format=_TO_THE_MINUTE,
        description=_l("Empty: until the event begins."),
    )
    may_stay_nameless = BooleanField(
        _l("Groups may be confirmed with places without a name"),
        description=_l("For events that need heads, not names."),
    )

    @classmethod
    def showing(cls, event: Event, terms: GroupTerms) -> "GroupTermsForm":
        """The form filled with what holds."""
        names = ("is_offered", "largest", "hold_days", "may_stay_nameless")
        kept = {name: getattr(terms, name) for name in names}
        form = cls(data={**kept, "swaps_until": local(terms.swaps_until, event.time_zone)})
        form.time_zone = event.time_zone
        return form

    def validate_swaps_until(self, field: DateTimeLocalField) -> None:
        """The clocks of the event's zone show that time."""
        self._ensure_moment(field)

    def to_details(self) -> GroupTermsDetails:
        """What was chosen."""
        return GroupTermsDetails(
            is_offered=bool(self.is_offered.data),
            largest=self.largest.data or 0,
            hold_days=self.hold_days.data or 0,
            may_stay_nameless=bool(self.may_stay_nameless.data),
            swaps_until=self._moment(self.swaps_until),
        )


class GroupByOfficeForm(OpenGroupForm):
    """The office holds places for a group that wrote or called."""

    has_consented = BooleanField(
        _l("The leader knows how we use the data, and agrees"),
        validators=[DataRequired(_l("Ask the leader first; without consent we may not keep the data."))],
    )


class MoreTimeForm(InZoneForm):
    """Until when."""

    until = DateTimeLocalField(_l("Until"), [DataRequired(_l("Choose a day and a time."))], format=_TO_THE_MINUTE)

    @classmethod
    def for_event(cls, event: Event) -> "MoreTimeForm":
        """The empty form, by the clocks of the event."""
        form = cls()
        form.time_zone = event.time_zone
        return form

    def validate_until(self, field: DateTimeLocalField) -> None:
        """The clocks of the event's zone show that time."""
        self._ensure_moment(field)

    def moment(self) -> datetime:
        """What was chosen."""
        return self._moment(self.until) or datetime.max.replace(tzinfo=UTC)
