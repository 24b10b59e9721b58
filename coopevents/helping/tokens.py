"""The secrets in the addresses of those who help: their own page, and an address that is to be confirmed."""

import base64
import secrets

from coopevents.helping.models import Helper
from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature

UID_LENGTH = 26
HELPER, ADDRESS = "page of a helper", "new address of a helper"


def new_uid() -> str:
    """An unguessable identity: 130 bits in lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:UID_LENGTH]


def helper_token(helper: Helper) -> str:
    """The secret in the address of their page."""
    return helper.uid + signature(HELPER, helper.uid)


def uid_in(token: str) -> str | None:
    """Of whom a token speaks; None when it cannot be one of ours."""
    is_ours = len(token) == UID_LENGTH + SIGNATURE_LENGTH and token.isascii() and token.isalnum()
    return token[:UID_LENGTH] if is_ours else None


def opens(helper: Helper, token: str) -> bool:
    """Whether the token opens this page."""
    return is_signature(token[UID_LENGTH:], HELPER, helper.uid)


def address_key(helper: Helper) -> str:
    """What only a message to the new address says."""
    return signature(ADDRESS, f"{helper.uid} {helper.wanted_email}")


def is_address_key(helper: Helper, key: str) -> bool:
    """Whether that came from the message to the address that is wanted now."""
    return bool(helper.wanted_email) and is_signature(key, ADDRESS, f"{helper.uid} {helper.wanted_email}")
