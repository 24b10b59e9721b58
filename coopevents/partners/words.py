"""The words of institutions as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.partners.models import InstitutionKind

KINDS: Mapping[str, LazyString] = {
    InstitutionKind.UNIVERSITY: _l("University"),
    InstitutionKind.COMPANY: _l("Company"),
    InstitutionKind.INSTITUTE: _l("Research institute"),
    InstitutionKind.GOVERNMENT: _l("Public authority"),
    InstitutionKind.ORGANISATION: _l("Organisation"),
}
