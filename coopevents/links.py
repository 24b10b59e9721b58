"""Addresses for readers outside a request: in messages, calendars and documents.

They are built from the configured base address, never from the Host header of whoever happened to ask.
"""

from typing import Any
from urllib.parse import urlsplit

from flask import current_app


def path_to(endpoint: str, **values: Any) -> str:
    """The path of a door, with or without a request."""
    adapter = current_app.url_map.bind(urlsplit(base_url()).netloc, script_name=urlsplit(base_url()).path or "/")
    return str(adapter.build(endpoint, {name: value for name, value in values.items() if value is not None}))


def address_of(endpoint: str, **values: Any) -> str:
    """The full address of a door, as it is written into a message or a calendar."""
    parts = urlsplit(base_url())
    return f"{parts.scheme}://{parts.netloc}{path_to(endpoint, **values)}"


def base_url() -> str:
    """The address under which readers reach this installation."""
    return str(current_app.config["SETTINGS"].base_url)


def host() -> str:
    """The host of this installation: what makes identities in calendars worldwide unique."""
    return urlsplit(base_url()).hostname or "localhost"
