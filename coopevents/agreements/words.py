"""The words of agreements as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.agreements.states import AgreementKind
from coopevents.i18n import _l

KINDS: Mapping[str, LazyString] = {
    AgreementKind.MEMORANDUM: _l("Memorandum of understanding"),
    AgreementKind.COOPERATION: _l("Cooperation agreement"),
    AgreementKind.EXCHANGE: _l("Exchange agreement"),
    AgreementKind.DOUBLE_DEGREE: _l("Double degree"),
    AgreementKind.JOINT_PROGRAMME: _l("Joint programme"),
    AgreementKind.RESEARCH: _l("Research agreement"),
    AgreementKind.SERVICE: _l("Service agreement"),
    AgreementKind.OTHER: _l("Agreement"),
}
