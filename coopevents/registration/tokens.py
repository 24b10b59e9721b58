"""Secrets in personal addresses: signed with the installation's key, and replaced by raising a version."""

import base64
import secrets
from typing import Protocol

from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature

REFERENCE_LENGTH = 26
LINK = "personal link"
AGENDA = "personal calendar"


class Addressed(Protocol):
    """What has personal addresses."""

    reference: str
    link_version: int
    agenda_version: int


def new_reference() -> str:
    """An unguessable name for a registration: 130 bits in lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:REFERENCE_LENGTH]


def link_token(registration: Addressed) -> str:
    """The secret in the address of a guest's own page."""
    return registration.reference + signature(LINK, f"{registration.reference} {registration.link_version}")


def agenda_token(registration: Addressed) -> str:
    """The secret in the address of a guest's own calendar."""
    return registration.reference + signature(AGENDA, f"{registration.reference} {registration.agenda_version}")


def reference_in(token: str) -> str | None:
    """The reference a token speaks of; None when it cannot be one of ours."""
    is_ours = len(token) == REFERENCE_LENGTH + SIGNATURE_LENGTH and token.isascii() and token.isalnum()
    return token[:REFERENCE_LENGTH] if is_ours else None


def opens_link(registration: Addressed, token: str) -> bool:
    """Whether the token opens this guest's page."""
    text = f"{registration.reference} {registration.link_version}"
    return is_signature(token[REFERENCE_LENGTH:], LINK, text)


def opens_agenda(registration: Addressed, token: str) -> bool:
    """Whether the token opens this guest's calendar."""
    text = f"{registration.reference} {registration.agenda_version}"
    return is_signature(token[REFERENCE_LENGTH:], AGENDA, text)
