"""What happened with the assistant's drafts."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l
from coopevents.schedule.facts import ScheduleFact


@dataclass(frozen=True, kw_only=True)
class DraftAsked(ScheduleFact):
    """The assistant is to propose a draft."""

    sentence: ClassVar[LazyString | str] = _l("Draft of the programme asked for")


@dataclass(frozen=True, kw_only=True)
class DraftTaken(ScheduleFact):
    """What the assistant proposed, or some of it, stands on the programme."""

    sentence: ClassVar[LazyString | str] = _l("Draft of the programme taken over")


@dataclass(frozen=True, kw_only=True)
class DraftDiscarded(ScheduleFact):
    """What the assistant proposed is not wanted."""

    sentence: ClassVar[LazyString | str] = _l("Draft of the programme discarded")
