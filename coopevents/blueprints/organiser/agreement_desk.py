"""All doors to the registry of agreements."""

from coopevents.blueprints.organiser import (
    agreement_approval,
    agreement_calendar,
    agreement_documents,
    agreement_editing,
    agreement_endings,
    agreement_exports,
    agreement_list,
    agreement_page,
    agreement_signatories,
    agreement_signing,
)
from coopevents.blueprints.organiser.agreement_door import agreements

__all__ = [
    "agreement_approval",
    "agreement_calendar",
    "agreement_documents",
    "agreement_editing",
    "agreement_endings",
    "agreement_exports",
    "agreement_list",
    "agreement_page",
    "agreement_signatories",
    "agreement_signing",
    "agreements",
]
