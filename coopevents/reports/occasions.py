"""What a schedule is the programme of: an event, the visit of a delegation, or a calendar visits take part in."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from coopevents.accounts import queries as accounts
from coopevents.delegations import expected_queries, itinerary_queries
from coopevents.delegations.models import Delegation
from coopevents.events import queries as events
from coopevents.events.models import Event
from coopevents.i18n import _, force_locale
from coopevents.schedule import queries as schedules
from coopevents.text import LANGUAGES, LocalizedText


@dataclass(frozen=True)
class Occasion:
    """Whose programme it is, as those concerned by it read it: at most one of ``event`` and ``delegation`` is there.

    With neither it is the calendar of a unit, such as that of its ceremonies or its tours: only what visits take part
    in matters, and ``expected`` says, by its uid, which guests do: each person's delegate. ``first_language`` is the
    one whoever is written to in whose own language is not known.
    """

    unit_id: int
    title: LocalizedText
    accent: str
    contact_email: str
    first_language: str
    event: Event | None = None
    delegation: Delegation | None = None
    expected: Mapping[str, Mapping[int, int]] = field(default_factory=dict)

    @property
    def is_calendar(self) -> bool:
        """Whether it is the calendar of a unit."""
        return self.event is None and self.delegation is None


def occasion_of(schedule_id: int) -> Occasion | None:
    """Whose programme the schedule is; None for the calendars of a unit no visit takes part in."""
    event = events.find_event_by_schedule(schedule_id)
    if event is not None:
        return occasion_of_event(event)
    delegation = itinerary_queries.find_delegation_by_schedule(schedule_id)
    return occasion_of_visit(delegation) if delegation is not None else _occasion_of_calendar(schedule_id)


def occasion_of_event(event: Event) -> Occasion:
    """An event as an occasion."""
    first_language = next(iter(event.languages.split()), LANGUAGES[0])
    return Occasion(event.unit_id, event.title, event.accent, event.contact_email, first_language, event=event)


def occasion_of_visit(delegation: Delegation) -> Occasion:
    """A visit as an occasion: named by where its guests come from."""
    names = delegation.institution.name if delegation.institution else LocalizedText()
    title = {}
    for language in LANGUAGES:
        with force_locale(language):
            visitor = names.in_language(language) or delegation.organisation
            title[language] = str(_("Visit: %(visitor)s", visitor=visitor))
    language = delegation.language if delegation.language in LANGUAGES else LANGUAGES[0]
    return Occasion(delegation.unit_id, LocalizedText(title), "indigo", "", language, delegation=delegation)


def _occasion_of_calendar(schedule_id: int) -> Occasion | None:
    first = expected_queries.find_first_taking_part(schedule_id)
    if first is None:
        return None
    unit = accounts.get_unit(schedules.get_schedule(schedule_id).unit_id)
    language = first.language if first.language in LANGUAGES else LANGUAGES[0]
    expected = expected_queries.map_expected(schedule_id)
    return Occasion(unit.id, unit.name, "indigo", "", language, expected=expected)
