"""What a caller must bring to name a delegate, or to say anew who they are."""

from dataclasses import dataclass, field

from coopevents.delegations.people_states import DelegateRole
from coopevents.people.details import PersonDetails
from coopevents.text import LocalizedText


@dataclass(frozen=True, kw_only=True)
class DelegateDetails:
    """Everything the office says about a delegate; nothing of a passport, which is asked and sealed elsewhere.

    ``office`` is the title or function as it is printed; ``rank`` the place in the order of precedence, 1 the highest.
    """

    person: PersonDetails
    role: DelegateRole = DelegateRole.MEMBER
    rank: int | None = None
    office: LocalizedText = field(default_factory=LocalizedText)
    phone: str = ""
    diet: str = ""
    access_needs: str = ""
    needs_letter: bool = False
    note: str = ""
