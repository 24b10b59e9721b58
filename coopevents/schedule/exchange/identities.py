"""Identities in the form other programs expect. Pure: the same activity always has the same."""

import base64
import binascii
import re
import uuid
from collections.abc import Collection
from hashlib import sha256

from coopevents.text import slugified

NAMESPACE = uuid.UUID("6f0b7c1e-5d0f-5c52-9d1b-0f3c8a4f5e21")
_FRAB = re.compile(r"[A-Za-z0-9_-]{22}")
_SLUG = re.compile(r"(?=.*[a-z0-9]\Z)[a-z0-9_]{4,}-[a-z0-9\-_]{4,}")
_PLAIN_SLUG = re.compile(r"[a-z0-9_-]+[a-z0-9]")
_ADDRESS = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_LARGEST_NUMBER = 2**31 - 1


def guid_of(written: str, *otherwise: object) -> str:
    """The UUID a guid means, in lower case.

    One written as a UUID or as 32 digits is itself; the 22 characters of older frab are the same 128 bits. Anything
    else is named by a UUID of version 5 (RFC 9562) made from it, or from ``otherwise`` when there is nothing.
    """
    written = written.strip()
    try:
        return str(uuid.UUID(written))
    except ValueError:
        pass
    if _FRAB.fullmatch(written):
        try:
            return str(uuid.UUID(bytes=base64.urlsafe_b64decode(written + "==")))
        except (ValueError, binascii.Error):
            pass
    return str(uuid.uuid5(NAMESPACE, written or "\n".join(map(str, otherwise))))


def number_of(uid: str, taken: Collection[int]) -> int:
    """A positive number of 31 bits for an identity, not among those taken."""
    number = int.from_bytes(sha256(uid.encode()).digest()[:4]) % _LARGEST_NUMBER + 1
    while number in taken:
        number = number % _LARGEST_NUMBER + 1
    return number


def acronym_of(slug: str) -> str:
    """An event's slug as an acronym both schemas take: at least four of ``a-z 0-9 _``."""
    plain = re.sub(r"[^a-z0-9]+", "_", slug.lower()).strip("_")
    return plain if len(plain) >= 4 else f"{plain}_event".strip("_")


def slug_of(acronym: str, uid: str, title: str) -> str:
    """A slug that names the activity for good readers: conference, identity, title."""
    end = "".join(each for each in uid.lower() if each.isalnum() and each.isascii())[:8]
    return "-".join(filter(None, (acronym.replace("-", "_"), end.ljust(4, "0"), slugified(title)[:40].strip("-"))))


def is_slug(text: str) -> bool:
    """Whether both schemas take it as a talk's slug."""
    return bool(_SLUG.fullmatch(text))


def is_plain_slug(text: str) -> bool:
    """Whether the schema of JSON takes it as a talk's slug; that of XML is stricter."""
    return bool(_PLAIN_SLUG.fullmatch(text))


def is_address(text: str) -> bool:
    """Whether the schemas take it as an address of the web."""
    return bool(_ADDRESS.fullmatch(text))


def track_slug(slug: str) -> str:
    """A track's slug as both schemas take it: a letter first, a letter or digit last."""
    plain = re.sub(r"[^a-z0-9-]+", "-", slug.lower()).strip("-")
    return plain if len(plain) > 1 and plain[0].isalpha() else f"track-{plain or '1'}"
