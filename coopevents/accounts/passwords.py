"""Passwords: which are strong enough, and how they are kept (argon2id)."""

import re
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from coopevents import config
from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import folded

SHORTEST = 12
LONGEST = 200
_COSTS = {"normal": (3, 19 * 1024), "low": (1, 8)}
"""Rounds and KiB. 19 MiB a try: eight threads that verify at once stay within the memory the service promises."""

_COMMONEST = frozenset(
    """password passwort motdepasse welcome welcometo letmein letmeinnow iloveyou iloveyouso qwerty qwertyuiop azerty
    azertyuiop qwertz qwertzuiop asdfghjkl zxcvbnm qazwsxedc qweasdzxc administrator admin changeme changemenow secret
    topsecret princess sunshine football basketball baseball superman batman monkey dragon master trustno trustnoone
    whatever computer internet university universite college school student teacher office summer winter spring autumn
    starwars pokemon michael jennifer jessica charlie freedom shadow hello helloworld abcdefghijkl abcdefgh abc abcabc
    correcthorsebatterystaple woaini woainima shanghai beijing paris london newyork coopevents partnership
    internationaloffice""".split()  # noqa: SIM905 - a list of eighty quoted words is harder to read
)
_NOT_LETTERS = re.compile(r"[^a-z]+")


class PasswordIsTooShort(Refusal):
    """The new password has too few characters."""

    status = 422
    sentence = _l("Use at least 12 characters: a few words in a row are easy to remember.")


class PasswordIsTooLong(Refusal):
    """The new password has too many characters."""

    status = 422
    sentence = _l("Use at most 200 characters.")


class PasswordIsGuessable(Refusal):
    """The new password is one of those tried first."""

    status = 422
    sentence = _l("This password is among the first that others would try. Use a few unrelated words.")


class PasswordIsPersonal(Refusal):
    """The new password is little more than a name or an address."""

    status = 422
    sentence = _l("This password is made of your name or e-mail address. Use words that have nothing to do with you.")


def ensure_strong(password: str, personal: Iterable[str] = ()) -> None:
    """Refuse, at the field ``password``, what is too short, too long, common, or made of the ``personal`` words."""
    if len(password) < SHORTEST:
        raise PasswordIsTooShort(field="password")
    if len(password) > LONGEST:
        raise PasswordIsTooLong(field="password")
    if is_common(password):
        raise PasswordIsGuessable(field="password")
    if is_personal(password, personal):
        raise PasswordIsPersonal(field="password")


def is_common(password: str) -> bool:
    """Whether it is a common word with figures around it, one short piece repeated, or a run of the keyboard.

    >>> is_common("Password1234!"), is_common("121212121212"), is_common("four teapots on Mars")
    (True, True, False)
    """
    plain = folded(password)
    if len(set(plain)) < 5 or plain in "01234567890123456789" or plain in "98765432109876543210":
        return True
    if re.fullmatch(r"(.{1,4})\1{2,}.{0,3}", plain):
        return True
    core = re.sub(r"^[\W\d_]+|[\W\d_]+$", "", plain)
    spelled = core.translate(str.maketrans("@430$51!7", "aaeossiit"))
    return any(_NOT_LETTERS.sub("", form) in _COMMONEST for form in (plain, spelled))


def is_personal(password: str, personal: Iterable[str]) -> bool:
    """Whether little is left of it without the words of a name or an address."""
    rest = folded(password)
    for text in personal:
        for word in re.split(r"[\W_]+", folded(text)):
            if len(word) >= (4 if word.isascii() else 2):
                rest = rest.replace(word, "")
    return len(rest) < 8 and rest != folded(password)


@cache
def _hasher(cost: str) -> PasswordHasher:
    rounds, kibibytes = _COSTS[cost]
    return PasswordHasher(time_cost=rounds, memory_cost=kibibytes, parallelism=1)


@cache
def _nobodys_hash(cost: str) -> str:
    return _hasher(cost).hash("nobody's password, against which tries for unknown addresses are checked")


def hashed(password: str) -> str:
    """What is kept of a password."""
    return _hasher(_cost()).hash(password)


def is_right(password_hash: str, password: str) -> bool:
    """Whether this is the password; an empty hash is nobody's and answers no, in the same time."""
    kept = password_hash or _nobodys_hash(_cost())
    try:
        _hasher(_cost()).verify(kept, password[: LONGEST + 1])
    except (VerificationError, InvalidHashError):
        return False
    return bool(password_hash)


def needs_rehash(password_hash: str) -> bool:
    """Whether it was kept at another cost than today's."""
    return _hasher(_cost()).check_needs_rehash(password_hash)


def _cost() -> str:
    return config.in_force().password_hash_cost
