"""What one row of the table of pages says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Reader(StrEnum):
    """As whom a page is opened; each has a browser profile of its own."""

    NOBODY = "nobody"
    ORGANISER = "organiser"
    VIEWER = "viewer"
    NEWCOMER = "newcomer"
    CAREFUL = "careful"
    HALF_WAY = "half-way"


@dataclass(frozen=True)
class PageExample:
    """One page. ``$name`` among the values is looked up in what the demo office holds.

    With ``press`` the button of that selector is pressed after ``fill`` was typed, and the page that comes is meant;
    ``takes_out`` names a field that is emptied before. ``is_empty_house`` means an installation without any data.
    """

    name: str
    endpoint: str
    values: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    reader: Reader = Reader.NOBODY
    status: int = 200
    fill: Mapping[str, str] = field(default_factory=dict)
    press: str = ""
    takes_out: str = ""
    is_empty_house: bool = False

    @property
    def is_for_guests(self) -> bool:
        """Whether guests read it, on a phone."""
        return self.reader is Reader.NOBODY and not self.endpoint.startswith(("account_", "components"))
