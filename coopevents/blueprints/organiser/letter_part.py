"""What the page of one registration says of the guest's invitation letter."""

from typing import Any

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import may
from coopevents.issuing import letter_queries
from coopevents.issuing.letters import MAY_HAVE_ONE
from coopevents.issuing.words import LETTER_STATES, LETTER_TONES
from coopevents.registration.models import Registration


def letter_of_guest(registration: Registration) -> dict[str, Any]:
    """The letter, if there is one, and whether one can be begun."""
    may_issue = may(Permission.ISSUE_PAPERS, registration.event)
    letter = letter_queries.find_live(registration.id) if may_issue else None
    return {
        "guest_letter": letter,
        "may_issue_papers": may_issue and (letter is not None or registration.state in MAY_HAVE_ONE),
        "letter_states": LETTER_STATES,
        "letter_tones": LETTER_TONES,
    }
