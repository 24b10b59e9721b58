"""The second step at sign-in: codes of an authenticator app (TOTP, RFC 6238) and recovery codes; pure."""

import hmac
import secrets
from datetime import datetime

import pyotp

STEP_SECONDS = 30
RECOVERY_CODES = 10
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"


def new_secret() -> str:
    """A secret of 160 bits in base32, as authenticator apps expect it."""
    return pyotp.random_base32()


def address_for_app(secret: str, *, email: str, issuer: str) -> str:
    """The ``otpauth:`` address that the QR code holds."""
    return pyotp.TOTP(secret).provisioning_uri(name=email, issuer_name=issuer)


def code_at(secret: str, step: int) -> str:
    """The six figures that the app shows during a step of thirty seconds."""
    return pyotp.TOTP(secret).generate_otp(step)


def step_at(moment: datetime) -> int:
    """The step a moment falls into."""
    return int(moment.timestamp()) // STEP_SECONDS


def find_step(secret: str, code: str, *, now: datetime, used_step: int) -> int | None:
    """The step whose code this is, among the present one and its neighbours; a step once used never comes back.

    Without a secret there is no code.
    """
    if not secret:
        return None
    present = step_at(now)
    for step in (present, present - 1, present + 1):
        if step > used_step and hmac.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def plain_code(typed: str) -> str:
    """A code as typed, without spaces and dashes and in lower case."""
    return "".join(each for each in typed.lower() if each.isalnum())[:40]


def new_recovery_codes() -> list[str]:
    """Ten codes of ten signs (49 bits), without those that look alike: ``k7mnp-3xwq9``."""
    texts = ["".join(secrets.choice(_ALPHABET) for _sign in range(10)) for _code in range(RECOVERY_CODES)]
    return [f"{text[:5]}-{text[5:]}" for text in texts]
