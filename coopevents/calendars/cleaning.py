"""Text made fit for a calendar file: what people paste in must never break a reader."""

import re
from urllib.parse import quote

# What str.splitlines() also takes for a line's end, as several readers do.
_LINE_ENDS = re.compile(r"\r\n?|[\v\f\x85\u2028\u2029]")
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
_SPACE = re.compile(r"\s+")
_UNSAFE_IN_ADDRESS = re.compile(r"[\s\x00-\x1f\x7f-\x9f<>\"(),:;\\]")


def clean_text(text: str) -> str:
    """Text of several lines, without control characters and with `\\n` as its only line end."""
    return _FORBIDDEN.sub("", _LINE_ENDS.sub("\n", text))


def clean_line(text: str) -> str:
    """Text of one line, its white space single."""
    return _SPACE.sub(" ", clean_text(text)).strip()


def clean_uri(address: str) -> str:
    """An address in ASCII: what a URI may not hold is percent-encoded, what is already encoded stays."""
    return quote(_FORBIDDEN.sub("", address.strip()), safe="!#$%&'()*+,/:;=?@[]~")


def mail_address(email: str) -> str:
    """The `mailto:` address, or ValueError when this cannot be one mail address."""
    if email.count("@") != 1 or _UNSAFE_IN_ADDRESS.search(email):
        raise ValueError(f"not a mail address: {email!r}")
    return f"mailto:{email}"


def escape_text(text: str) -> str:
    """A TEXT value as RFC 5545 section 3.3.11 writes it."""
    return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,").replace("\n", "\\n")
