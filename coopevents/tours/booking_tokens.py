"""The secrets in a party's own addresses: its page, and its calendar. Replaced by raising a version."""

import base64
import secrets
from typing import Protocol

from coopevents.signing import SIGNATURE_LENGTH, is_signature, signature

UID_LENGTH = 26
LINK, CALENDAR = "booking of a tour", "calendar of a booked tour"
GUIDE = "calendar of a guide"


class Booked(Protocol):
    """What has addresses of its own."""

    uid: str
    token_version: int


def new_uid() -> str:
    """An unguessable identity: 130 bits in lower-case letters and digits."""
    return base64.b32encode(secrets.token_bytes(17)).decode().lower()[:UID_LENGTH]


def link_token(booking: Booked) -> str:
    """The secret in the address of a party's page."""
    return booking.uid + signature(LINK, f"{booking.uid} {booking.token_version}")


def calendar_token(booking: Booked) -> str:
    """The secret in the address of a party's calendar; it does not open the page."""
    return booking.uid + signature(CALENDAR, f"{booking.uid} {booking.token_version}")


def uid_in(token: str) -> str | None:
    """The booking a token speaks of; None when it cannot be one of ours."""
    is_ours = len(token) == UID_LENGTH + SIGNATURE_LENGTH and token.isascii() and token.isalnum()
    return token[:UID_LENGTH] if is_ours else None


def opens_link(booking: Booked, token: str) -> bool:
    """Whether the token opens this party's page."""
    return is_signature(token[UID_LENGTH:], LINK, f"{booking.uid} {booking.token_version}")


def opens_calendar(booking: Booked, token: str) -> bool:
    """Whether the token opens this party's calendar."""
    return is_signature(token[UID_LENGTH:], CALENDAR, f"{booking.uid} {booking.token_version}")


def guide_token(person_id: int) -> str:
    """The secret in the address of a guide's calendar of tours."""
    return f"{person_id}g{signature(GUIDE, str(person_id))}"


def guide_in(token: str) -> int | None:
    """The person whose calendar of tours a token opens; None for a wrong one."""
    number, _mark, signed = token.partition("g")
    is_number = number.isascii() and number.isdigit() and len(number) < 10
    is_ours = is_number and len(signed) == SIGNATURE_LENGTH and signed.isascii()
    return int(number) if is_ours and is_signature(signed, GUIDE, number) else None
