"""What happens to photos of a visit."""

from dataclasses import dataclass
from typing import ClassVar

from flask_babel.speaklater import LazyString

from coopevents.delegations.facts import DelegationFact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class PhotoAdded(DelegationFact):
    """A photo of the visit is kept."""

    sentence: ClassVar["LazyString | str"] = _l("Photo of the visit added")


@dataclass(frozen=True, kw_only=True)
class PhotoDescribed(DelegationFact):
    """What it shows, who took it, or what may be done with it was said anew."""

    sentence: ClassVar["LazyString | str"] = _l("Photo of the visit described")


@dataclass(frozen=True, kw_only=True)
class PhotoRemoved(DelegationFact):
    """It is erased within a day, unless it is brought back."""

    sentence: ClassVar["LazyString | str"] = _l("Photo of the visit removed")


@dataclass(frozen=True, kw_only=True)
class PhotoBroughtBack(DelegationFact):
    """It was removed by mistake."""

    sentence: ClassVar["LazyString | str"] = _l("Photo of the visit brought back")
