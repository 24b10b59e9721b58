"""Roles, permissions, and the one table that says which role may do what."""

from enum import StrEnum


class UnitKind(StrEnum):
    """What a unit is."""

    UNIVERSITY = "university"
    SCHOOL = "school"
    OFFICE = "office"


class Role(StrEnum):
    """What somebody is, for a unit and all below it, or for one event."""

    ADMIN = "admin"
    OFFICER = "officer"
    UNIT_VIEWER = "unit_viewer"
    UNIT_LEAD = "unit_lead"
    LEGAL = "legal"
    TOUR_MANAGER = "tour_manager"
    GUIDE = "guide"
    SCREENER = "screener"
    MANAGER = "manager"
    SCHEDULER = "scheduler"
    REGISTRAR = "registrar"
    REVIEWER = "reviewer"
    RECEPTION = "reception"
    EVENT_VIEWER = "event_viewer"


class Permission(StrEnum):
    """One thing one may do, for an event or for a unit."""

    SEE_EVENT = "see_event"
    EDIT_EVENT = "edit_event"
    PUBLISH_EVENT = "publish_event"
    EDIT_PROGRAMME = "edit_programme"
    RELEASE_PROGRAMME = "release_programme"
    SEE_REGISTRATIONS = "see_registrations"
    DECIDE_REGISTRATIONS = "decide_registrations"
    REVIEW_REGISTRATIONS = "review_registrations"
    REVEAL_ANSWERS = "reveal_answers"
    EDIT_FORMS = "edit_forms"
    EXPORT_REGISTRATIONS = "export_registrations"
    CHECK_IN = "check_in"
    PRINT_BADGES = "print_badges"
    ISSUE_PAPERS = "issue_papers"
    EDIT_TEAM = "edit_team"
    SEE_AUDIT = "see_audit"
    SEE_OUTBOX = "see_outbox"
    SEND_MESSAGES = "send_messages"
    SEE_UNIT = "see_unit"
    CREATE_EVENT = "create_event"
    EDIT_PLACES = "edit_places"
    EDIT_PEOPLE = "edit_people"
    EDIT_PARTNERS = "edit_partners"
    EDIT_AGREEMENTS = "edit_agreements"
    APPROVE_FOR_UNIT = "approve_for_unit"
    REVIEW_LEGALLY = "review_legally"
    APPROVE_FOR_OFFICE = "approve_for_office"
    EDIT_CEREMONIES = "edit_ceremonies"
    EDIT_TOURS = "edit_tours"
    GUIDE_TOURS = "guide_tours"
    EDIT_DELEGATIONS = "edit_delegations"
    SCREEN_VISITS = "screen_visits"
    SET_UP_VISITS = "set_up_visits"
    EDIT_TRIPS = "edit_trips"
    EDIT_COLLEAGUES = "edit_colleagues"


P = Permission
_SEEING = frozenset({P.SEE_EVENT})
_SCHEDULING = _SEEING | {P.EDIT_PROGRAMME}
_REVIEWING = _SEEING | {P.REVIEW_REGISTRATIONS}
_REGISTRAR = _REVIEWING | {
    P.SEE_REGISTRATIONS,
    P.DECIDE_REGISTRATIONS,
    P.EXPORT_REGISTRATIONS,
    P.CHECK_IN,
    P.PRINT_BADGES,
}
_PUBLISHING = frozenset({P.PUBLISH_EVENT, P.RELEASE_PROGRAMME})
_MANAGING = (
    _SCHEDULING
    | _REGISTRAR
    | _PUBLISHING
    | {
        P.REVEAL_ANSWERS,
        P.ISSUE_PAPERS,
        P.EDIT_FORMS,
        P.EDIT_EVENT,
        P.EDIT_TEAM,
        P.SEE_AUDIT,
        P.SEE_OUTBOX,
        P.SEND_MESSAGES,
    }
)

GRANTS: dict[Role, frozenset[Permission]] = {
    Role.ADMIN: frozenset(Permission),
    Role.OFFICER: frozenset(Permission) - {P.EDIT_COLLEAGUES, P.SET_UP_VISITS},
    Role.UNIT_VIEWER: _SEEING | {P.SEE_UNIT, P.SEE_REGISTRATIONS},
    Role.UNIT_LEAD: frozenset({P.SEE_UNIT, P.APPROVE_FOR_UNIT}),
    Role.LEGAL: frozenset({P.SEE_UNIT, P.REVIEW_LEGALLY}),
    Role.TOUR_MANAGER: frozenset({P.SEE_UNIT, P.EDIT_TOURS, P.GUIDE_TOURS}),
    Role.GUIDE: frozenset({P.GUIDE_TOURS}),
    Role.SCREENER: frozenset({P.SEE_UNIT, P.SCREEN_VISITS}),
    Role.MANAGER: _MANAGING,
    Role.SCHEDULER: _SCHEDULING,
    Role.REGISTRAR: _REGISTRAR,
    Role.REVIEWER: _REVIEWING,
    Role.RECEPTION: _SEEING | {P.SEE_REGISTRATIONS, P.CHECK_IN, P.PRINT_BADGES},
    Role.EVENT_VIEWER: _SEEING,
}
"""The readable table of grants: what each role may do within its scope."""

UNIT_ROLES = (
    Role.ADMIN, Role.OFFICER, Role.UNIT_VIEWER, Role.UNIT_LEAD, Role.LEGAL, Role.TOUR_MANAGER, Role.GUIDE,
    Role.SCREENER,
)  # fmt: skip
EVENT_ROLES = (
    Role.MANAGER, Role.SCHEDULER, Role.REGISTRAR, Role.REVIEWER, Role.RECEPTION, Role.EVENT_VIEWER,
)  # fmt: skip
