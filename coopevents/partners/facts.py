"""What happens to institutions."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class InstitutionAdded(Fact):
    """The office came to know an institution."""

    sentence: ClassVar["LazyString | str"] = _l("Institution added")


@dataclass(frozen=True, kw_only=True)
class InstitutionChanged(Fact):
    """What the office knows of an institution changed."""

    sentence: ClassVar["LazyString | str"] = _l("Institution changed")


@dataclass(frozen=True, kw_only=True)
class InstitutionsUnited(Fact):
    """Two records of one institution became one."""

    sentence: ClassVar["LazyString | str"] = _l("Institutions merged")
