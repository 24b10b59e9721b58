"""The secret in the address of a requester's page; replaced by raising a version."""

import base64
import secrets
from typing import Protocol

from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature

UID_LENGTH = 26
REQUEST = "request of a visit"


class Requested(Protocol):
    """What has an address of its own."""

    uid: str
    token_version: int


def new_uid() -> str:
    """An unguessable identity: 130 bits in lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:UID_LENGTH]


def request_token(delegation: Requested) -> str:
    """The secret in the address of the requester's page."""
    return delegation.uid + signature(REQUEST, f"{delegation.uid} {delegation.token_version}")


def uid_in(token: str) -> str | None:
    """The delegation a token speaks of; None when it cannot be one of ours."""
    is_ours = len(token) == UID_LENGTH + SIGNATURE_LENGTH and token.isascii() and token.isalnum()
    return token[:UID_LENGTH] if is_ours else None


def opens_request(delegation: Requested, token: str) -> bool:
    """Whether the token opens this request's page."""
    return is_signature(token[UID_LENGTH:], REQUEST, f"{delegation.uid} {delegation.token_version}")
