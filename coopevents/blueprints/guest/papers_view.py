"""What a guest's own page says of certificates and letters."""

from typing import Any

from coopevents.issuing import letter_queries, letter_terms, queries
from coopevents.issuing.letters import MAY_HAVE_ONE
from coopevents.issuing.states import PaperKind, PaperState
from coopevents.issuing.words import LETTER_STATES, LETTER_TONES
from coopevents.registration.models import Registration


def papers_of_guest(registration: Registration) -> dict[str, Any]:
    """The valid certificate, the letter with its state, and whether a letter can be asked for."""
    found = queries.list_of_guest(registration.id, PaperKind.CERTIFICATE)
    letter = letter_queries.find_live(registration.id)
    may_have_one = registration.state in MAY_HAVE_ONE and letter_terms.terms_of(registration.event_id).is_offered
    return {
        "certificates": [each for each in found if each.state is PaperState.ISSUED],
        "letter": letter,
        "may_ask_for_letter": may_have_one,
        "letter_states": LETTER_STATES,
        "letter_tones": LETTER_TONES,
    }
