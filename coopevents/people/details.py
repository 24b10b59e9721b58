"""What a caller brings to make or change a person."""

from dataclasses import dataclass, field

from coopevents.text import LocalizedText


@dataclass(frozen=True)
class PersonDetails:
    """Everything said about a person.

    ``speaks`` are the languages they can guide or interpret in, by code, with spaces between them.
    ``institution_name`` is what is shown and searched; with ``institution_id`` it is the name of that institution.
    """

    given_name: str = ""
    family_name: str = ""
    original_name: str = ""
    title: str = ""
    email: str = ""
    phone: str = ""
    institution_id: int | None = None
    institution_name: str = ""
    position: str = ""
    country: str = ""
    language: str = ""
    speaks: str = ""
    biography: LocalizedText = field(default_factory=LocalizedText)
