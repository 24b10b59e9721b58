"""The rule of value: which gifts are above it, and what has to be said of them; pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from coopevents.delegations.gift_models import GiftWay, VisitGift
from coopevents.delegations.money import CURRENCIES


@dataclass(frozen=True)
class Limits:
    """What one receiver may be given, and what one of ours may keep."""

    currency: str = CURRENCIES[0]
    given: Decimal = Decimal(200)
    received: Decimal = Decimal(200)


class Finding(StrEnum):
    """What the rule says of a gift."""

    ABOVE = "above"
    HAND_IN = "hand_in"
    HANDED_IN = "handed_in"
    OTHER_CURRENCY = "other_currency"
    NO_VALUE = "no_value"


def judge(gifts: Iterable[VisitGift], limits: Limits) -> dict[int, Finding]:
    """What the rule says of the gifts of a visit, by id: all that one person receives at it counts together.

    A gift without a value, or in another currency, is to be looked at by a person.
    """
    known, found = list(gifts), {}
    together: dict[tuple[object, ...], Decimal] = {}
    for each in known:
        if each.worth is not None and each.currency == limits.currency:
            together[_receiver(each)] = together.get(_receiver(each), Decimal()) + each.worth
    for each in known:
        if each.worth is None:
            found[each.id] = Finding.NO_VALUE
        elif each.currency != limits.currency:
            found[each.id] = Finding.OTHER_CURRENCY
        elif each.way is GiftWay.GIVEN and together[_receiver(each)] > limits.given:
            found[each.id] = Finding.ABOVE
        elif each.way is GiftWay.RECEIVED and together[_receiver(each)] > limits.received:
            found[each.id] = Finding.HANDED_IN if each.handed_to else Finding.HAND_IN
    return found


def _receiver(gift: VisitGift) -> tuple[object, ...]:
    """Who receives it: nobody named is one person of each gift."""
    visit, named = (gift.delegation_id, gift.way), gift.ours.casefold()
    if gift.way is GiftWay.GIVEN:
        return (*visit, gift.delegate_id or gift.guest_name.casefold() or -gift.id)
    return (*visit, named or -gift.id)
