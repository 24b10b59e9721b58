"""The words of visits as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.delegations.people_states import DelegateRole, DelegateState
from coopevents.delegations.states import VisitKind, VisitLevel, VisitState
from coopevents.i18n import _l

KINDS: Mapping[VisitKind, LazyString] = {
    VisitKind.CEREMONIAL: _l("Ceremonial visit"),
    VisitKind.COURTESY: _l("Courtesy call"),
    VisitKind.INFORMATION: _l("Information visit"),
    VisitKind.NEGOTIATION: _l("Negotiation"),
    VisitKind.SIGNING: _l("Signing"),
    VisitKind.ACADEMIC: _l("Academic exchange"),
    VisitKind.ACCREDITATION: _l("Accreditation"),
    VisitKind.OTHER: _l("Another occasion"),
}
LEVELS: Mapping[VisitLevel, LazyString] = {
    VisitLevel.LEADERSHIP: _l("University leadership"),
    VisitLevel.DEAN: _l("Dean"),
    VisitLevel.UNIT: _l("Colleagues of a unit"),
}
STATES: Mapping[VisitState, LazyString] = {
    VisitState.REQUESTED: _l("New request"),
    VisitState.TRIAGE: _l("Being looked at"),
    VisitState.INFO_NEEDED: _l("Waits for an answer"),
    VisitState.SCREENING: _l("Being decided"),
    VisitState.ACCEPTED: _l("Visit accepted"),
    VisitState.PLANNING: _l("Being planned"),
    VisitState.HOSTS_CONFIRMED: _l("Hosts confirmed"),
    VisitState.PROGRAMME_SENT: _l("Programme sent"),
    VisitState.ON_SITE: _l("Here now"),
    VisitState.COMPLETED: _l("Visit took place"),
    VisitState.REPORT_DUE: _l("Report due"),
    VisitState.CLOSED: _l("Visit closed"),
    VisitState.POSTPONED: _l("Postponed"),
    VisitState.REDIRECTED: _l("Sent elsewhere"),
    VisitState.DECLINED: _l("Visit refused"),
    VisitState.CANCELLED: _l("Called off"),
}
TONES: Mapping[VisitState, str] = {
    VisitState.REQUESTED: "attention",
    VisitState.TRIAGE: "attention",
    VisitState.INFO_NEEDED: "info",
    VisitState.SCREENING: "info",
    VisitState.ACCEPTED: "good",
    VisitState.PLANNING: "info",
    VisitState.HOSTS_CONFIRMED: "good",
    VisitState.PROGRAMME_SENT: "good",
    VisitState.ON_SITE: "good",
    VisitState.REPORT_DUE: "attention",
    VisitState.POSTPONED: "attention",
    VisitState.DECLINED: "trouble",
    VisitState.CANCELLED: "trouble",
}
"""The colour of a state's badge; neutral for all others."""

STATES_FOR_GUESTS: Mapping[VisitState, LazyString] = {
    VisitState.REQUESTED: _l("We have your request and will look at it."),
    VisitState.TRIAGE: _l("A colleague is looking at your request."),
    VisitState.INFO_NEEDED: _l("We have a question for you."),
    VisitState.SCREENING: _l("Your request is being decided."),
    VisitState.ACCEPTED: _l("You are welcome. We begin to plan your visit."),
    VisitState.PLANNING: _l("You are welcome. Your programme is being planned."),
    VisitState.HOSTS_CONFIRMED: _l("You are welcome. Your programme is being planned."),
    VisitState.PROGRAMME_SENT: _l("Your programme is ready."),
    VisitState.ON_SITE: _l("You are here. Welcome."),
    VisitState.COMPLETED: _l("Thank you for your visit."),
    VisitState.REPORT_DUE: _l("Thank you for your visit."),
    VisitState.CLOSED: _l("Thank you for your visit."),
    VisitState.POSTPONED: _l("Your visit is postponed."),
    VisitState.REDIRECTED: _l("Somebody else can help you better."),
    VisitState.DECLINED: _l("We are sorry: we cannot receive you this time."),
    VisitState.CANCELLED: _l("Your visit was called off."),
}
"""How a requester reads each state."""

ROLES: Mapping[DelegateRole, LazyString] = {
    DelegateRole.HEAD: _l("Head of the delegation"),
    DelegateRole.DEPUTY: _l("Deputy head"),
    DelegateRole.MEMBER: _l("Delegate"),
    DelegateRole.INTERPRETER: _l("Own interpreter"),
    DelegateRole.STAFF: _l("Accompanying staff"),
}
DELEGATE_STATES: Mapping[DelegateState, LazyString] = {
    DelegateState.NAMED: _l("Named, not asked yet"),
    DelegateState.INVITED: _l("Asked for their data"),
    DelegateState.COMPLETE: _l("Data complete"),
    DelegateState.WITHDRAWN: _l("Does not come"),
}
