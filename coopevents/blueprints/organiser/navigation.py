"""The ways through the desk: the main menu, the tabs of one event, and what lies under its registrations."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import overload

from flask import Blueprint, g, has_request_context, request, url_for
from flask_babel.speaklater import LazyString
from flask_login import current_user

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, may
from coopevents.events.models import Event
from coopevents.i18n import _l
from coopevents.mail import queries as outbox
from coopevents.registration import queries as registrations
from coopevents.registration.states import RegistrationState

navigation = Blueprint("organiser_navigation", __name__)


@dataclass(frozen=True)
class Way:
    """One entry of a menu; ``count`` says how many things wait there."""

    label: "str | LazyString"
    url: str
    icon: str
    is_current: bool
    count: int | None = None


@dataclass(frozen=True)
class Entry:
    """A way that exists, and who sees it (no permission: everybody who signed in).

    Its blueprint is the room it leads to; ``others`` are further blueprints that belong to that room.
    """

    endpoint: str
    label: LazyString
    icon: str
    permission: Permission | None = None
    others: tuple[str, ...] = ()


DESK = (
    Entry("organiser_desk.show", _l("Today"), "house"),
    Entry("organiser_events.index", _l("Events"), "calendar-week"),
    Entry("organiser_people.index", _l("People"), "people", Permission.SEE_UNIT),
    Entry("organiser_partners.index", _l("Partners"), "building", Permission.SEE_UNIT),
    Entry("organiser_delegations.index", _l("Delegations"), "flag", Permission.SEE_UNIT),
    Entry("organiser_trips.index", _l("Trips abroad"), "globe2", Permission.SEE_UNIT),
    Entry("organiser_agreements.index", _l("Agreements"), "journal-text", Permission.SEE_UNIT),
    Entry("organiser_ceremonies.index", _l("Ceremonies"), "pen", Permission.SEE_UNIT),
    Entry("organiser_tours.index", _l("Tours"), "map", Permission.SEE_UNIT),
    Entry("onsite_guide.index", _l("Lead tours"), "signpost-split", Permission.GUIDE_TOURS),
    Entry("organiser_places.index", _l("Places"), "geo-alt", Permission.SEE_UNIT),
    Entry("organiser_outbox.index", _l("Outbox"), "envelope", Permission.SEE_OUTBOX),
    Entry("organiser_colleagues.index", _l("Colleagues"), "person-badge", Permission.EDIT_COLLEAGUES),
)
EVENT = (
    Entry("organiser_events.show", _l("Overview"), "info-circle", Permission.SEE_EVENT),
    Entry("organiser_programme.show", _l("Programme"), "calendar3", Permission.SEE_EVENT),
    Entry("organiser_registrations.index", _l("Registrations"), "person-check", Permission.SEE_REGISTRATIONS),
    Entry("organiser_pages.index", _l("Pages"), "file-earmark-text", Permission.EDIT_EVENT),
    Entry("organiser_papers.index", _l("Papers"), "printer", Permission.SEE_EVENT),
    Entry("organiser_sharing.show", _l("Embed and share"), "link-45deg", Permission.SEE_EVENT),
    Entry("organiser_team.show", _l("Team"), "people", Permission.EDIT_TEAM),
    Entry("organiser_audit.show", _l("History"), "clock", Permission.SEE_AUDIT),
)
REGISTRATIONS = (
    Entry("organiser_registrations.index", _l("List"), "people", Permission.SEE_REGISTRATIONS, ("organiser_tables",)),
    Entry("organiser_waiting.index", _l("Waiting list"), "hourglass-split", Permission.SEE_REGISTRATIONS),
    Entry("organiser_groups.index", _l("Groups"), "people", Permission.SEE_REGISTRATIONS),
    Entry("organiser_invitations.index", _l("Invitations"), "envelope", Permission.SEE_REGISTRATIONS),
    Entry(
        "organiser_forms.index",
        _l("Forms"),
        "card-checklist",
        Permission.EDIT_FORMS,
        ("organiser_form_editor", "organiser_form_parts", "organiser_form_check", "organiser_follow_ups"),
    ),
    Entry("organiser_approval.show", _l("Approval"), "check-circle", Permission.EDIT_EVENT),
    Entry("organiser_gates.index", _l("Check-in"), "door-open", Permission.CHECK_IN),
    Entry("organiser_quotas.index", _l("Quotas"), "people", Permission.EDIT_EVENT),
    Entry("organiser_badges.index", _l("Badges"), "person-badge", Permission.PRINT_BADGES),
    Entry(
        "organiser_certificates.index",
        _l("Certificates"),
        "award",
        Permission.ISSUE_PAPERS,
        ("organiser_issuing_office",),
    ),
    Entry("organiser_letters.index", _l("Letters"), "envelope", Permission.ISSUE_PAPERS, ("organiser_letter_texts",)),
    Entry("organiser_rosters.index", _l("Places in activities"), "person-check", Permission.SEE_REGISTRATIONS),
)
"""The second row of tabs, on every page under an event's registrations; each entry has a blueprint of its own."""
TOURS = (
    Entry("organiser_tours.index", _l("Week"), "calendar-week", Permission.SEE_UNIT, ("organiser_tour_bookings",)),
    Entry("organiser_tour_weekly.index", _l("Every week"), "arrow-repeat", Permission.SEE_UNIT),
    Entry("organiser_tour_figures.index", _l("Figures"), "bar-chart", Permission.SEE_UNIT),
    Entry("organiser_tour_rota.index", _l("Guides"), "people", Permission.SEE_UNIT),
    Entry(
        "organiser_tour_routes.index",
        _l("Routes"),
        "map",
        Permission.SEE_UNIT,
        ("organiser_tour_stops", "organiser_tour_map"),
    ),
    Entry("organiser_tour_feedback.index", _l("Feedback"), "chat-dots", Permission.SEE_UNIT),
)
"""The tabs above every page about tours."""
TRIPS = (
    Entry("organiser_trips.index", _l("Trips"), "globe2", Permission.SEE_UNIT),
    Entry("organiser_trip_programmes.index", _l("Programmes with partners"), "mortarboard", Permission.SEE_UNIT),
    Entry("organiser_trip_figures.index", _l("Figures"), "bar-chart", Permission.SEE_UNIT),
)
"""The tabs above every page about trips of our own people."""
NEIGHBOURS = {
    "organiser_ceremony_people": "organiser_ceremonies",
    "organiser_ceremony_show": "organiser_ceremonies",
    "organiser_ceremony_kit": "organiser_ceremonies",
    "organiser_ceremony_plan": "organiser_ceremonies",
    "organiser_ceremony_papers": "organiser_ceremonies",
    "organiser_ceremony_signing": "organiser_ceremonies",
    "organiser_availability": "organiser_people",
    "organiser_helpers": "organiser_people",
    "organiser_campuses": "organiser_places",
    "organiser_resources": "organiser_places",
    "organiser_event_life": "organiser_events",
    "organiser_board": "organiser_programme",
    "organiser_assistant": "organiser_programme",
    "organiser_programme_moves": "organiser_programme",
    "organiser_programme_table": "organiser_programme",
    "organiser_exchange": "organiser_programme",
    "organiser_programme_rows": "organiser_programme",
    "organiser_programme_tracks": "organiser_programme",
    "organiser_releases": "organiser_programme",
    "organiser_release_history": "organiser_programme",
    "organiser_reviews": "organiser_desk",
    "organiser_units": "organiser_colleagues",
    "organiser_partner_map": "organiser_partners",
    "organiser_country_names": "organiser_partners",
    "organiser_itinerary": "organiser_delegations",
    "organiser_campus_board": "organiser_delegations",
    "organiser_delegation_after": "organiser_delegations",
    "organiser_delegation_preparation": "organiser_delegations",
    "organiser_delegation_gifts": "organiser_delegations",
    "organiser_delegation_budget": "organiser_delegations",
    "organiser_gifts": "organiser_delegations",
    "organiser_visit_settings": "organiser_delegations",
}
NEIGHBOURS |= {
    room: "organiser_registrations"
    for each in REGISTRATIONS
    for room in (each.endpoint.partition(".")[0], *each.others)
}
NEIGHBOURS |= {each.endpoint.partition(".")[0]: "organiser_trips" for each in TRIPS}
NEIGHBOURS |= {room: "organiser_tours" for each in TOURS for room in (each.endpoint.partition(".")[0], *each.others)}
"""Blueprints that belong under another one's entry."""


class Ways(Sequence[Way]):
    """Ways worked out when a page first draws them: a page without a menu asks nothing."""

    def __init__(self, find: Callable[[], list[Way]]) -> None:
        self._find = find

    @cached_property
    def _ways(self) -> list[Way]:
        return self._find()

    @overload
    def __getitem__(self, index: int) -> Way: ...
    @overload
    def __getitem__(self, index: slice) -> list[Way]: ...
    def __getitem__(self, index: int | slice) -> Way | list[Way]:
        return self._ways[index]

    def __len__(self) -> int:
        return len(self._ways)

    def __iter__(self) -> Iterator[Way]:
        return iter(self._ways)


@navigation.app_context_processor
def _give_ways() -> dict[str, object]:
    """``navigation``, ``event_navigation``, ``registration_navigation``, ``tour_navigation``, ``trip_navigation``,
    ``present_event`` and ``desk_url``."""
    if not has_request_context() or not (request.blueprint or "").startswith(("organiser_", "account_")):
        return {}
    return {
        "navigation": Ways(_desk_ways),
        "event_navigation": Ways(_event_ways),
        "registration_navigation": Ways(_registration_ways),
        "tour_navigation": Ways(lambda: _tab_ways(TOURS)),
        "trip_navigation": Ways(lambda: _tab_ways(TRIPS)),
        "present_event": _present_event(),
        "desk_url": url_for("organiser_desk.show"),
    }


def _desk_ways() -> list[Way]:
    if not current_user.is_authenticated:
        return []
    here = "organiser_events" if _present_event() is not None else _here()
    allowed = [each for each in DESK if each.permission is None or may(each.permission)]
    return [
        Way(each.label, url_for(each.endpoint), each.icon, _room_of(each) == here, _waiting_messages(each))
        for each in allowed
    ]


def _event_ways() -> list[Way]:
    event = _present_event()
    if event is None:
        return []
    granted = access().for_event(event)
    return [
        Way(each.label, url_for(each.endpoint, event_slug=event.slug), each.icon, _room_of(each) == _here(), count)
        for each in EVENT
        if each.permission in granted
        for count in (_waiting_guests(each, event),)
    ]


def _registration_ways() -> list[Way]:
    event = _present_event()
    if event is None or _here() != "organiser_registrations":
        return []
    granted, room = access().for_event(event), request.blueprint
    return [
        Way(
            each.label,
            url_for(each.endpoint, event_slug=event.slug),
            each.icon,
            room == _room_of(each) or room in each.others,
        )
        for each in REGISTRATIONS
        if each.permission in granted
    ]


def _tab_ways(tabs: Sequence[Entry]) -> list[Way]:
    room = request.blueprint
    return [
        Way(each.label, url_for(each.endpoint), each.icon, room == _room_of(each) or room in each.others)
        for each in tabs
        if each.permission is None or may(each.permission)
    ]


def _present_event() -> Event | None:
    event: Event | None = g.get("event")
    return event


def _room_of(entry: Entry) -> str:
    return entry.endpoint.partition(".")[0]


def _here() -> str:
    room = request.blueprint or ""
    return NEIGHBOURS.get(room, room)


def _waiting_messages(entry: Entry) -> int | None:
    """Messages that were not delivered, beside the way to the outbox."""
    if _room_of(entry) != "organiser_outbox":
        return None
    units, events = access().units(Permission.SEE_OUTBOX), access().events(Permission.SEE_OUTBOX)
    return outbox.count_undelivered(outbox.Readers(units, events)) or None


def _waiting_guests(entry: Entry, event: Event) -> int | None:
    """Guests who wait to be confirmed, beside the way to the registrations."""
    if _room_of(entry) != "organiser_registrations":
        return None
    counted: int | None = g.get("waiting_guests")  # a page that has counted them already says so
    if counted is not None:
        return counted or None
    return registrations.count_in_state(event.id, RegistrationState.PENDING) or None
