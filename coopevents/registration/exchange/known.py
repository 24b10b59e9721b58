"""What a table of registrations is held against: the event's forms, seats, tags and guests. Values only."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import tzinfo
from typing import Any

from coopevents.forms.fields import Definition, Question
from coopevents.registration.exchange.about_cells import Forms


@dataclass
class Room:
    """How many are left of what is limited (None: any number); what rows take is counted off."""

    left: int | None = None
    by_form: dict[int, int | None] = field(default_factory=dict)
    options: dict[tuple[int, str, str], int] = field(default_factory=dict)

    def seats(self, form_id: int) -> int | None:
        """The seats left for who comes by this form."""
        bounds = [each for each in (self.left, self.by_form.get(form_id)) if each is not None]
        return max(0, min(bounds)) if bounds else None

    def take_seats(self, form_id: int, seats: int) -> None:
        """So many are taken."""
        self.left = None if self.left is None else self.left - seats
        on_form = self.by_form.get(form_id)
        self.by_form[form_id] = None if on_form is None else on_form - seats


@dataclass(frozen=True)
class Known:
    """An event as a table sees it. ``definitions`` are what its forms ask now, ``tags`` their names, folded."""

    forms: Forms
    questions: tuple[Question, ...]
    definitions: Mapping[int, Definition]
    tags: frozenset[str]
    zone: tzinfo
    room: Room
    has_waiting_list: bool
    waits_for_approval: frozenset[int]
    """The forms whose guests wait for a decision even when the office enters them."""


@dataclass(frozen=True)
class Standing:
    """A registration as it stands: what we say about it, with ``id`` and ``form_id``; its answers; its tags."""

    about: Mapping[str, Any]
    values: Mapping[str, Any]
    tags: tuple[str, ...]
