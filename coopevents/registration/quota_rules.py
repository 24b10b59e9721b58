"""Which quotas somebody falls under, and how many seats they leave. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from flask_babel.speaklater import LazyString

from coopevents.i18n import _l, country_name
from coopevents.refusals import Refusal
from coopevents.registration.quota_states import IfFull, QuotaKind
from coopevents.text import folded


class Bound(Protocol):
    """A quota."""

    @property
    def kind(self) -> QuotaKind:
        """Whom it counts together."""

    @property
    def key(self) -> str:
        """The particular one, or empty for each."""

    @property
    def value(self) -> str:
        """The same as the office wrote it."""

    @property
    def most(self) -> int:
        """How many seats there are."""

    @property
    def if_full(self) -> IfFull:
        """What becomes of whoever comes later."""


@dataclass(frozen=True)
class Belonging:
    """Where somebody comes from, as quotas compare it: keys by kind, empty where nothing is known."""

    institution: str = ""
    country: str = ""
    group: str = ""

    def key_of(self, kind: QuotaKind) -> str:
        """The key of that kind."""
        return str(getattr(self, kind.value))


def belonging(
    institution_id: int | None, institution_name: str, country: str, group_id: int | None = None
) -> Belonging:
    """Where somebody comes from; an institution the office knows is the same one whatever its name is written like.

    >>> belonging(None, "École  de Port-Marin", "FR") == belonging(None, "ecole de port-marin", "FR")
    True
    """
    institution = f"#{institution_id}" if institution_id is not None else folded(institution_name)
    return Belonging(institution[:300], country, f"#{group_id}" if group_id is not None else "")


@dataclass
class Tally:
    """The seats taken, by kind and key."""

    taken: dict[tuple[QuotaKind, str], int] = field(default_factory=dict)

    def add(self, whose: Belonging, seats: int) -> None:
        """So many seats more are theirs."""
        for kind in QuotaKind:
            if key := whose.key_of(kind):
                self.taken[kind, key] = self.taken.get((kind, key), 0) + seats


def used_up(
    quotas: Iterable[Bound], taken: Mapping[tuple[QuotaKind, str], int], whose: Belonging, wanted: int
) -> "Bound | None":
    """The first quota that leaves fewer seats than wanted; one that refuses comes before one that lets wait."""
    full = [each for each in quotas if _left(each, taken, whose) < wanted]
    return min(full, key=lambda each: each.if_full is IfFull.WAIT, default=None)


def left(quotas: Iterable[Bound], taken: Mapping[tuple[QuotaKind, str], int], whose: Belonging) -> int | None:
    """How many seats the quotas leave to somebody; None when none bounds them."""
    bounds = [_left(each, taken, whose) for each in quotas if _applies(each, whose)]
    return max(0, min(bounds)) if bounds else None


def _applies(quota: Bound, whose: Belonging) -> bool:
    key = whose.key_of(quota.kind)
    return bool(key) and quota.key in ("", key)


def _left(quota: Bound, taken: Mapping[tuple[QuotaKind, str], int], whose: Belonging) -> int:
    if not _applies(quota, whose):
        return 10**9
    return quota.most - taken.get((quota.kind, whose.key_of(quota.kind)), 0)


class SpokenCountry:
    """A country that is named when it is read, in the language of the reader."""

    def __init__(self, code: str) -> None:
        self.code = code

    def __str__(self) -> str:
        return country_name(self.code)


def rule_of(quota: Bound) -> LazyString:
    """The quota as guests read it."""
    if quota.kind is QuotaKind.GROUP:
        return _l("Places for each group: at most %(most)s.", most=quota.most)
    if quota.kind is QuotaKind.COUNTRY:
        if not quota.key:
            return _l("Places for each country or region: at most %(most)s.", most=quota.most)
        return _l("Places for %(country)s: at most %(most)s.", most=quota.most, country=SpokenCountry(quota.key))
    if not quota.key:
        return _l("Places for each institution: at most %(most)s.", most=quota.most)
    return _l("Places for %(institution)s: at most %(most)s.", most=quota.most, institution=quota.value)


FIELDS = {QuotaKind.INSTITUTION: "institution_name", QuotaKind.COUNTRY: "country", QuotaKind.GROUP: "places"}


class QuotaIsUsedUp(Refusal):
    """As many as may come of one institution, country or group come already."""

    def __init__(self, quota: Bound) -> None:
        words = _l(
            "%(rule)s They are taken. Ask your colleagues whether one gives a place back, or write to the organisers.",
            rule=rule_of(quota),
        )
        super().__init__(words, field=FIELDS[quota.kind])


class QuotaForbids(Refusal):
    """The office would let in more of one institution, country or group than it decided."""

    def __init__(self, quota: Bound) -> None:
        words = _l("%(rule)s They are taken; raise the quota, or wait until one is free.", rule=rule_of(quota))
        super().__init__(words)


class QuotaNeedsANumber(Refusal):
    """A quota is a number."""

    status = 422
    sentence = _l("Write a whole number of places, from 0 to 100000.")

    def __init__(self) -> None:
        super().__init__(field="most")


class QuotaNeedsAWord(Refusal):
    """Which one is meant cannot be guessed."""

    status = 422
    sentence = _l("Choose the country or region, or write the name of the institution.")

    def __init__(self) -> None:
        super().__init__(field="institution")
