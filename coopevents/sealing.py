"""Secrets that must be read again are kept sealed with a key made from the installation's own."""

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken

from coopevents import config


def seal(secret: str) -> str:
    """The secret, unreadable to whoever has the database alone."""
    return Fernet(_key("sealing")).encrypt(secret.encode()).decode()


def unseal(sealed: str) -> str:
    """The secret again; empty when it was sealed with another key (the secret key was replaced) or is none."""
    try:
        return Fernet(_key("sealing")).decrypt(sealed.encode()).decode()
    except InvalidToken:
        return ""


def keyed_hash(purpose: str, value: str) -> str:
    """What is kept of a short or guessable value: equal values are recognised, but only by who has the secret key."""
    key = hmac.digest(config.in_force().secret_key.encode(), f"hash {purpose}".encode(), "sha256")
    return hmac.new(key, value.encode(), hashlib.sha256).hexdigest()


def _key(purpose: str) -> bytes:
    secret = config.in_force().secret_key.encode()
    return base64.urlsafe_b64encode(hmac.digest(secret, f"coopevents {purpose}".encode(), "sha256"))
