"""Amounts of money: exact, in a currency, never a float."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from sqlalchemy import BigInteger, Dialect, TypeDecorator

from coopevents.i18n import _l
from coopevents.refusals import Refusal

CURRENCIES = ("CNY", "EUR", "USD", "GBP", "JPY", "HKD", "CHF", "KRW")
"""What an office pays in; the first is its own unless it says otherwise."""
MOST = Decimal("99999999.99")
_HUNDREDTH = Decimal("0.01")


class AmountIsOutOfReach(Refusal):
    """Money is not owed below nothing, nor without end."""

    status = 422
    sentence = _l("Write an amount from 0 to 99,999,999.99.")


class CurrencyIsUnknown(Refusal):
    """An amount has a currency."""

    status = 422
    sentence = _l("Choose one of the currencies.")


class Amount(TypeDecorator[Decimal]):
    """A column of an amount, kept in hundredths: what goes in comes out, on every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        return None if value is None else int(rounded(value).scaleb(2))

    def process_result_value(self, value: int | None, dialect: Dialect) -> Decimal | None:
        return None if value is None else Decimal(value).scaleb(-2).quantize(_HUNDREDTH)


def rounded(value: Decimal) -> Decimal:
    """An amount to the hundredth."""
    return value.quantize(_HUNDREDTH, ROUND_HALF_UP)


def checked(value: Decimal | None, field: str) -> Decimal | None:
    """An amount as it is kept. Raises AmountIsOutOfReach for one that cannot be."""
    if value is None:
        return None
    if not value.is_finite() or not 0 <= value <= MOST:
        raise AmountIsOutOfReach(field=field)
    return rounded(value)


def ensure_currency(currency: str) -> str:
    """The code of a currency that is in use here. Raises CurrencyIsUnknown."""
    if currency not in CURRENCIES:
        raise CurrencyIsUnknown(field="currency")
    return currency


def sums(amounts: Iterable[tuple[str, Decimal | None]]) -> dict[str, Decimal]:
    """What amounts come to, by currency in the order of :data:`CURRENCIES`; pure."""
    found: dict[str, Decimal] = {}
    for currency, value in amounts:
        if value is not None:
            found[currency] = found.get(currency, Decimal()) + value
    return {each: found[each] for each in CURRENCIES if each in found}
