"""What can happen to quotas."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class QuotaSet(Fact):
    """A quota holds from now on, or another number."""

    sentence = _l("Quota set")


@dataclass(frozen=True, kw_only=True)
class QuotaRemoved(Fact):
    """A quota no longer holds."""

    sentence = _l("Quota removed")
