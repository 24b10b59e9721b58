"""The secret in the address of a traveller's page; replaced by raising a version."""

import base64
import secrets

from coopevents.mobility.models import Traveller
from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature

UID_LENGTH = 26
TRAVELLER = "traveller"


def new_uid() -> str:
    """An unguessable identity: 130 bits in lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:UID_LENGTH]


def traveller_token(traveller: Traveller) -> str:
    """The secret in the address of a traveller's page."""
    return traveller.uid + signature(TRAVELLER, f"{traveller.uid} {traveller.token_version}")


def uid_in(token: str) -> str | None:
    """The traveller a token speaks of; None when it cannot be one of ours."""
    is_ours = len(token) == UID_LENGTH + SIGNATURE_LENGTH and token.isascii() and token.isalnum()
    return token[:UID_LENGTH] if is_ours else None


def opens(traveller: Traveller, token: str) -> bool:
    """Whether the token opens this traveller's page."""
    return is_signature(token[UID_LENGTH:], TRAVELLER, f"{traveller.uid} {traveller.token_version}")
