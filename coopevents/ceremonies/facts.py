"""What happened to a ceremony."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class CeremonyPlanned(Fact):
    """Agreements are to be signed in it."""

    sentence: ClassVar[LazyString | str] = _l("Signing ceremony planned")


@dataclass(frozen=True, kw_only=True)
class CeremonyChanged(Fact):
    """What is said about it, its people, its run of show or its kit changed."""

    sentence: ClassVar[LazyString | str] = _l("Signing ceremony changed")


@dataclass(frozen=True, kw_only=True)
class CeremonyRehearsed(Fact):
    """It was run through once from beginning to end."""

    sentence: ClassVar[LazyString | str] = _l("Signing ceremony rehearsed")


@dataclass(frozen=True, kw_only=True)
class CeremonyBegun(Fact):
    """It runs."""

    sentence: ClassVar[LazyString | str] = _l("Signing ceremony begun")


@dataclass(frozen=True, kw_only=True)
class CeremonyEnded(Fact):
    """It is over."""

    sentence: ClassVar[LazyString | str] = _l("Signing ceremony ended")


@dataclass(frozen=True, kw_only=True)
class CeremonyCancelled(Fact):
    """It does not take place; its agreements wait to be signed another way."""

    sentence: ClassVar[LazyString | str] = _l("Signing ceremony cancelled")


@dataclass(frozen=True, kw_only=True)
class CeremonyReopened(Fact):
    """It takes place after all."""

    sentence: ClassVar[LazyString | str] = _l("Signing ceremony taken up again")


@dataclass(frozen=True, kw_only=True)
class TabletLinksReplaced(Fact):
    """Older links of its tablets are worthless."""

    sentence: ClassVar[LazyString | str] = _l("Links of the ceremony's tablets replaced")
