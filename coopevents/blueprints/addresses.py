"""Numbers in addresses: only those a database can hold."""

from typing import Any

from flask import Flask
from werkzeug.routing import IntegerConverter

LARGEST = 2**31 - 1


class StoredNumber(IntegerConverter):
    """A number of a record; for a larger one there is nothing at the address, and no database is asked."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{"max": LARGEST, **kwargs})


def init_app(app: Flask) -> None:
    """Let ``<int:…>`` in every address mean a number a database can hold."""
    app.url_map.converters["int"] = StoredNumber
