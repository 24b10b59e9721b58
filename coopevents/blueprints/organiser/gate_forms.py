"""The forms about gates and the devices at them."""

from wtforms import BooleanField, SelectField
from wtforms.validators import Length

from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.events.models import Event
from coopevents.i18n import _, _l, current_language, short_day_text, time_text, zone_named
from coopevents.registration.gate_models import Gate, OnSite
from coopevents.registration.gates import GateDetails
from coopevents.schedule.queries import list_activities


class GateForm(Form):
    """Where guests are received."""

    name = LocalizedField(
        _l("Name of the gate"),
        is_required=True,
        max_length=80,
        description=_l("As it is written on the spot, such as North entrance."),
    )
    activity_id = SelectField(
        _l("It is the door of"),
        coerce=str,
        description=_l("At the door of an activity whoever comes is noted as present there."),
        validate_choice=True,
    )
    badge_place = LocalizedField(
        _l("Where badges lie"),
        max_length=200,
        description=_l("Shown to reception and to guests who check themselves in, such as Desk 2, by the stairs."),
    )
    is_open = BooleanField(_l("Guests are received here now"), default=True)
    is_exit = BooleanField(_l("It is an exit"), description=_l("A scan here says that somebody leaves."))

    @classmethod
    def empty(cls, event: Event) -> "GateForm":
        """The form of a new gate."""
        return cls._offering(cls(), event)

    @classmethod
    def showing(cls, gate: Gate) -> "GateForm":
        """The form filled with what the gate is."""
        names = ("name", "badge_place", "is_open", "is_exit")
        kept = {name: getattr(gate, name) for name in names}
        return cls._offering(cls(data={**kept, "activity_id": str(gate.activity_id or "")}), gate.event)

    @staticmethod
    def _offering(form: "GateForm", event: Event) -> "GateForm":
        language, zone = current_language(), zone_named(event.time_zone)
        doors = [
            (str(each.id), f"{short_day_text(each.starts_at, zone)}, {time_text(each.starts_at, zone)} · {title}")
            for each in list_activities(event.schedule_id)
            for title in (each.title.in_language(language),)
        ]
        form.activity_id.choices = choices_of([("", _("the event itself")), *doors])
        return form

    def to_details(self) -> GateDetails:
        """What was written."""
        return GateDetails(
            name=self.name.data,
            badge_place=self.badge_place.data,
            activity_id=int(self.activity_id.data) if self.activity_id.data else None,
            is_open=bool(self.is_open.data),
            is_exit=bool(self.is_exit.data),
        )


class DeviceForm(Form):
    """What a device is called."""

    label = OneLineField(
        _l("Who receives guests with it"),
        [Length(max=120)],
        description=_l("Told to colleagues who scan the same guest again."),
        render_kw={"maxlength": 120},
    )

    @classmethod
    def for_colleague(cls, name: str) -> "DeviceForm":
        """The form, with the colleague's own name."""
        return cls(data={"label": name})


class WallForm(Form):
    """Whether figures are shown on a wall, and names with them."""

    is_shared = BooleanField(
        _l("The wall page has an address"),
        description=_l("Whoever has the address sees how many have come. Untick to make it worthless."),
    )
    shows_names = BooleanField(
        _l("It greets the last guests by name"),
        description=_l("Only where guests expect to be greeted in public."),
    )

    @classmethod
    def showing(cls, settings: OnSite | None) -> "WallForm":
        """The form filled with what holds."""
        if settings is None:
            return cls()
        is_shared = settings.wall_reference is not None
        return cls(data={"is_shared": is_shared, "shows_names": settings.wall_shows_names})
