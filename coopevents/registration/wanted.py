"""What a list of registrations is narrowed to, and its order. Values only."""

from dataclasses import dataclass, field

from coopevents.registration.states import RegistrationState


@dataclass(frozen=True, kw_only=True)
class AnswerWish:
    """What an answer has to be: one of some values, within a range (comparable texts, see ``answer_values``), with
    words that begin so, or simply there (or not)."""

    key: str
    one_of: tuple[str, ...] = ()
    first: str = ""
    last: str = ""
    words: tuple[str, ...] = ()
    is_answered: bool | None = None


@dataclass(frozen=True)
class Wanted:
    """What is wanted; everything must hold, and of several states, forms or tags one. ``sort`` is one of ``SORTS``."""

    text: str = ""
    states: tuple[RegistrationState, ...] = ()
    form_ids: tuple[int, ...] = ()
    country: str = ""
    institution: str = ""
    tag_ids: tuple[int, ...] = ()
    is_vip: bool | None = None
    answers: tuple[AnswerWish, ...] = field(default_factory=tuple)
    numbers: tuple[int, ...] = ()
    sort: str = "newest"

    @property
    def is_narrowed(self) -> bool:
        """Whether less than everything is shown."""
        places = self.country or self.institution or self.numbers
        return bool(self.text or self.states or self.form_ids or places or self.tag_ids or self.answers) or (
            self.is_vip is not None
        )
