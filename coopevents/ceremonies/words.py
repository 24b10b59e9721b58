"""The words of ceremonies as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.ceremonies.states import CeremonyRole, CeremonyState, ProtocolLevel, ShowTemplate
from coopevents.i18n import _l

Words = Mapping[str, LazyString]

STATES: Words = {
    CeremonyState.PLANNED: _l("Planned"),
    CeremonyState.REHEARSED: _l("Rehearsed"),
    CeremonyState.RUNNING: _l("Running"),
    CeremonyState.DONE: _l("Over"),
    CeremonyState.CANCELLED: _l("Cancelled"),
}
TONES: Mapping[str, str] = {
    CeremonyState.PLANNED: "info",
    CeremonyState.REHEARSED: "good",
    CeremonyState.RUNNING: "attention",
    CeremonyState.DONE: "neutral",
    CeremonyState.CANCELLED: "trouble",
}
LEVELS: Words = {
    ProtocolLevel.STATE: _l("Guests of state: ministers, ambassadors"),
    ProtocolLevel.HEADS: _l("Heads of the institutions"),
    ProtocolLevel.WORKING: _l("Heads of schools and offices"),
}
ROLES: Words = {
    CeremonyRole.SIGNATORY: _l("Signatory"),
    CeremonyRole.LEADER: _l("Stands behind the signatories"),
    CeremonyRole.AIDE: _l("Signing aide"),
    CeremonyRole.INTERPRETER: _l("Interpreter"),
    CeremonyRole.MC: _l("Master of ceremonies"),
    CeremonyRole.HOST: _l("Host"),
    CeremonyRole.PROTOCOL_OFFICER: _l("Protocol officer"),
    CeremonyRole.PHOTOGRAPHER: _l("Photographer"),
    CeremonyRole.PRESS: _l("Press"),
    CeremonyRole.GUEST: _l("Guest"),
}
TEMPLATES: Words = {
    ShowTemplate.BILATERAL: _l("Two parties, one agreement after the other"),
    ShowTemplate.MULTILATERAL: _l("Several parties at one table"),
    ShowTemplate.INSIDE_AN_EVENT: _l("Inside a bigger event, short"),
}
