"""Secrets that are handed out once and kept only as hashes."""

import hashlib
import secrets


def new_token() -> str:
    """A secret of 256 bits that fits into an address or a cookie."""
    return secrets.token_urlsafe(32)


def hash_of(token: str) -> str:
    """What is kept of a token: enough to recognise it, too little to use it."""
    return hashlib.sha256(token.encode()).hexdigest()
