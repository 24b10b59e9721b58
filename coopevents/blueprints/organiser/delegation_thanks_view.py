"""The letters of thanks after a visit, as its page shows them."""

from dataclasses import dataclass
from typing import Any

from coopevents.delegations import after_queries, thanking
from coopevents.delegations.after_models import ThanksLetter
from coopevents.delegations.models import Delegation
from coopevents.i18n import HTML_LANGUAGES, LANGUAGE_NAMES


@dataclass(frozen=True)
class LetterShown:
    """A letter, whom it is for, and its text as (language, its name, its tag, text), the guest's own first."""

    letter: ThanksLetter
    name: str
    email: str
    texts: tuple[tuple[str, str, str, str], ...]


def thanks_said(delegation: Delegation) -> dict[str, Any]:
    """The letters, and whether some may be drafted."""
    letters = [_shown(each) for each in after_queries.list_thanks(delegation.id)]
    return {
        "letters": letters,
        "letters_are_sent": bool(letters) and all(each.letter.sent_at for each in letters),
        "may_thank": delegation.state in thanking.THANKED_IN,
    }


def _shown(letter: ThanksLetter) -> LetterShown:
    order = [letter.language, *(each for each in letter.text if each != letter.language)]
    texts = tuple((each, LANGUAGE_NAMES[each], HTML_LANGUAGES[each], letter.text[each]) for each in order)
    return LetterShown(letter, thanking.name_of(letter), thanking.address_of(letter), texts)
