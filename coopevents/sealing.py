"""Secrets that must be read again are kept sealed, with keys of the installation's own that can be replaced.

A sealed text says with which key it was sealed (``s1.<mark of the key>.<Fernet token>``), so that what is still sealed
with an older key is found without opening anything. The newest key seals; every key that is configured opens, and so
does the one made from the secret key, with which everything was sealed before there were keys of their own.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.fernet import Fernet, InvalidToken

from coopevents import config

SEALED = {"is_sealed": True}
"""``info`` of every column whose text is sealed: by it the columns are found when keys are replaced."""


class Unopenable(Exception):
    """It was sealed with a key that is not configured (any more), or is nothing sealed."""


def seal(secret: str) -> str:
    """The secret, unreadable to whoever has the database alone."""
    return seal_bytes(secret.encode()).decode("ascii")


def unseal(sealed: str) -> str:
    """The secret again; empty when none of the keys opens it, or it is none."""
    try:
        return unseal_bytes(sealed.encode()).decode()
    except Unopenable:
        return ""


def seal_bytes(secret: bytes) -> bytes:
    """The same for the bytes of a file."""
    key = _keys()[0]
    return _head(key) + Fernet(key).encrypt(secret)


def unseal_bytes(sealed: bytes) -> bytes:
    """The bytes again.

    Raises Unopenable.
    """
    token = sealed.split(b".", 2)[2] if sealed.startswith(b"s1.") and sealed.count(b".") >= 2 else sealed
    for key in _keys():
        try:
            return Fernet(key).decrypt(token)
        except InvalidToken:
            continue
    raise Unopenable


def newest_head() -> str:
    """How everything begins that is sealed with the newest key."""
    return _head(_keys()[0]).decode("ascii")


def sealed_anew(sealed: bytes) -> bytes:
    """The same secret sealed with the newest key; unchanged when it is so already.

    Raises Unopenable.
    """
    return sealed if sealed.startswith(newest_head().encode()) else seal_bytes(unseal_bytes(sealed))


def keyed_hash(purpose: str, value: str) -> str:
    """What is kept of a short or guessable value: equal values are recognised, but only by who has the secret key."""
    key = hmac.digest(config.in_force().secret_key.encode(), f"hash {purpose}".encode(), "sha256")
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def _keys() -> tuple[bytes, ...]:
    settings = config.in_force()
    return (*(key.encode() for key in settings.sealing_keys), _key_made_from(settings.secret_key))


@lru_cache(maxsize=8)
def _key_made_from(secret_key: str) -> bytes:
    return base64.urlsafe_b64encode(hmac.digest(secret_key.encode(), b"coopevents sealing", "sha256"))


@lru_cache(maxsize=32)
def _head(key: bytes) -> bytes:
    """Names the key without telling anything of it."""
    return f"s1.{hmac.new(key, b'coopevents mark', hashlib.sha256).hexdigest()[:8]}.".encode()
