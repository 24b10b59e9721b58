"""How roles, permissions and kinds of units are called on pages and in messages."""

from coopevents.accounts.roles import GRANTS, Permission, Role, UnitKind
from coopevents.i18n import _l

UNIT_KIND_WORDS = {
    UnitKind.UNIVERSITY: _l("University"),
    UnitKind.SCHOOL: _l("School"),
    UnitKind.OFFICE: _l("Office"),
}

ROLE_WORDS = {
    Role.ADMIN: _l("Administrator"),
    Role.OFFICER: _l("Officer"),
    Role.UNIT_VIEWER: _l("Viewer"),
    Role.UNIT_LEAD: _l("Head of unit"),
    Role.LEGAL: _l("Legal reviewer"),
    Role.TOUR_MANAGER: _l("Tour manager"),
    Role.GUIDE: _l("Tour guide"),
    Role.SCREENER: _l("Screening officer"),
    Role.MANAGER: _l("Event manager"),
    Role.SCHEDULER: _l("Scheduler"),
    Role.REGISTRAR: _l("Registrar"),
    Role.REVIEWER: _l("Reviewer"),
    Role.RECEPTION: _l("Reception"),
    Role.EVENT_VIEWER: _l("Event viewer"),
}

ROLE_MEANINGS = {
    Role.ADMIN: _l("Does everything, and decides who works here."),
    Role.OFFICER: _l("Runs events, people, places and partners."),
    Role.UNIT_VIEWER: _l("Sees events and registrations, changes nothing."),
    Role.UNIT_LEAD: _l("Approves the agreements of this unit."),
    Role.LEGAL: _l("Reviews the texts of agreements."),
    Role.TOUR_MANAGER: _l("Plans campus tours and their departures."),
    Role.GUIDE: _l("Leads tours: sees the roster, checks visitors in."),
    Role.SCREENER: _l("Screens requests of visits before they are decided."),
    Role.MANAGER: _l("Runs this event and its team."),
    Role.SCHEDULER: _l("Plans the programme of this event."),
    Role.REGISTRAR: _l("Decides on the registrations of this event."),
    Role.REVIEWER: _l("Decides on the registrations that are put before them, and sees no others."),
    Role.RECEPTION: _l("Welcomes guests and checks them in."),
    Role.EVENT_VIEWER: _l("Sees this event, changes nothing."),
}

PERMISSION_WORDS = {
    Permission.SEE_EVENT: _l("see events"),
    Permission.EDIT_EVENT: _l("edit events and their pages"),
    Permission.PUBLISH_EVENT: _l("publish and cancel events"),
    Permission.EDIT_PROGRAMME: _l("plan the programme"),
    Permission.RELEASE_PROGRAMME: _l("release the programme to its readers"),
    Permission.SEE_REGISTRATIONS: _l("see registrations"),
    Permission.DECIDE_REGISTRATIONS: _l("approve and decline registrations"),
    Permission.REVIEW_REGISTRATIONS: _l("decide at stages of approval"),
    Permission.REVEAL_ANSWERS: _l("look at confidential answers, saying why"),
    Permission.EDIT_FORMS: _l("build the forms guests fill in"),
    Permission.EXPORT_REGISTRATIONS: _l("export registrations"),
    Permission.CHECK_IN: _l("check guests in"),
    Permission.PRINT_BADGES: _l("print badges"),
    Permission.ISSUE_PAPERS: _l("issue certificates and letters"),
    Permission.EDIT_TEAM: _l("choose the team of an event"),
    Permission.SEE_AUDIT: _l("read who changed what"),
    Permission.SEE_OUTBOX: _l("see messages"),
    Permission.SEND_MESSAGES: _l("send and discard messages"),
    Permission.SEE_UNIT: _l("see places, people and partners"),
    Permission.CREATE_EVENT: _l("create events"),
    Permission.EDIT_PLACES: _l("edit places"),
    Permission.EDIT_PEOPLE: _l("edit people"),
    Permission.EDIT_PARTNERS: _l("edit partners"),
    Permission.EDIT_AGREEMENTS: _l("edit agreements"),
    Permission.APPROVE_FOR_UNIT: _l("approve agreements for the unit"),
    Permission.REVIEW_LEGALLY: _l("review agreements legally"),
    Permission.APPROVE_FOR_OFFICE: _l("approve agreements for the office"),
    Permission.EDIT_CEREMONIES: _l("plan ceremonies"),
    Permission.EDIT_TOURS: _l("plan tours"),
    Permission.GUIDE_TOURS: _l("lead tours"),
    Permission.EDIT_DELEGATIONS: _l("receive delegations"),
    Permission.SCREEN_VISITS: _l("screen requests of visits"),
    Permission.SET_UP_VISITS: _l("set up how visits are asked for, decided and prepared"),
    Permission.EDIT_TRIPS: _l("plan trips abroad"),
    Permission.EDIT_COLLEAGUES: _l("invite colleagues and choose their roles"),
}


def permissions_of(role: Role) -> list[Permission]:
    """What a role may do, in the order of the table of permissions."""
    return [permission for permission in Permission if permission in GRANTS[role]]
