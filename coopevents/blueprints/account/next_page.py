"""Where a reader goes after signing in: never off this site."""

from urllib.parse import urlsplit

from flask import url_for


def page_after_sign_in(wanted: str | None) -> str:
    """The page the reader wanted when it is one of ours, else the first page of the desk."""
    return wanted if wanted and is_ours(wanted) else url_for("organiser_desk.show")


def is_ours(target: str) -> bool:
    """Whether an address is a path on this site, however a browser may read it.

    >>> is_ours("/desk/events/"), is_ours("//evil.example"), is_ours("/\\\\evil.example"), is_ours("https://evil.example")
    (True, False, False, False)
    """
    if not target.startswith("/") or target.startswith("//") or "\\" in target:
        return False
    if any(ord(sign) <= 32 or ord(sign) == 127 for sign in target):
        return False  # browsers drop tabs and line feeds, which would make "/\t/evil" a foreign address
    try:
        parts = urlsplit(target)
    except ValueError:
        return False
    return not parts.scheme and not parts.netloc
