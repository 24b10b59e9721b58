"""The words of institutions as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.partners.models import InstitutionKind
from coopevents.partners.states import ContactRole, PartnerStatus, RelationKind

KINDS: Mapping[str, LazyString] = {
    InstitutionKind.UNIVERSITY: _l("University"),
    InstitutionKind.COMPANY: _l("Company"),
    InstitutionKind.INSTITUTE: _l("Research institute"),
    InstitutionKind.GOVERNMENT: _l("Public authority"),
    InstitutionKind.ORGANISATION: _l("Organisation"),
}
STATUSES: Mapping[str, LazyString] = {
    PartnerStatus.PARTNER: _l("Partner"),
    PartnerStatus.PROSPECT: _l("Prospect"),
    PartnerStatus.FORMER: _l("Former partner"),
}
STATUS_TONES: Mapping[str, str] = {
    PartnerStatus.PARTNER: "good",
    PartnerStatus.PROSPECT: "info",
    PartnerStatus.FORMER: "neutral",
}
ROLES: Mapping[str, LazyString] = {
    ContactRole.RECTOR: _l("Rector or president"),
    ContactRole.VICE_RECTOR: _l("Vice-rector or vice-president"),
    ContactRole.INTERNATIONAL_OFFICE: _l("Head of the international office"),
    ContactRole.COORDINATOR: _l("Coordinator"),
    ContactRole.DEAN: _l("Dean"),
    ContactRole.ACADEMIC: _l("Academic contact"),
    ContactRole.ASSISTANT: _l("Assistant"),
    ContactRole.OTHER: _l("Contact"),
}
RELATIONS: Mapping[str, LazyString] = {
    RelationKind.MEMBER_OF: _l("is a member of"),
    RelationKind.CONSORTIUM: _l("is in a consortium with"),
    RelationKind.SPIN_OFF: _l("was founded out of"),
    RelationKind.SUCCESSOR: _l("is the successor of"),
    RelationKind.AFFILIATED: _l("is affiliated with"),
}
RELATIONS_BACK: Mapping[str, LazyString] = {
    RelationKind.MEMBER_OF: _l("has as a member"),
    RelationKind.CONSORTIUM: _l("is in a consortium with"),
    RelationKind.SPIN_OFF: _l("is the origin of"),
    RelationKind.SUCCESSOR: _l("was succeeded by"),
    RelationKind.AFFILIATED: _l("is affiliated with"),
}
