"""Signatures with the installation's secret: whoever cannot read the configuration cannot make one."""

import base64
import hmac
from hashlib import sha256

from flask import current_app

SIGNATURE_LENGTH = 32
"""Characters of a signature: 160 bits in letters and digits that survive mail programs."""


def signature(purpose: str, text: str) -> str:
    """The signature of a text for one purpose; it is worthless for any other purpose."""
    key = str(current_app.config["SECRET_KEY"]).encode()
    digest = hmac.new(key, f"coopevents {purpose}\n{text}".encode(), sha256).digest()
    return base64.b32encode(digest[:20]).decode().lower()


def is_signature(given: str, purpose: str, text: str) -> bool:
    """Whether ``given`` is that signature; takes equally long for every wrong one."""
    return hmac.compare_digest(given.encode(), signature(purpose, text).encode())
