"""What somebody who would like to help says, in a few words, and through the public form."""

from __future__ import annotations

import re
from typing import Any

from flask.testing import FlaskClient

from coopevents.helping.details import HelperDetails
from coopevents.helping.states import Level, Service

ENGLISH = {"Accept-Language": "en"}


def details_of(name: str = "Tang", **said: Any) -> HelperDetails:
    """An interpreter between English and Chinese."""
    usual: dict[str, Any] = {
        "email": f"{name}@student.example",
        "given_name": "Ruoxi",
        "family_name": name,
        "language": "en",
        "services": (Service.INTERPRETING,),
        "languages": (("en", Level.PROFESSIONAL), ("zh", Level.NATIVE)),
        "pairs": (("en", "zh"),),
    }
    return HelperDetails(**{**usual, **said})


def form_of(client: FlaskClient, **said: Any) -> dict[str, Any]:
    """The public form as a browser sends it."""
    found = re.search(r'name="csrf_token" value="([^"]+)"', client.get("/helpers/new").text)
    assert found is not None
    return {
        "csrf_token": found[1],
        "family_name": "Tang",
        "given_name": "Ruoxi",
        "original_name": "唐若曦",
        "email": "Tang@student.example",
        "phone": "+86 138 0000 2201",
        "student_number": "2024310127",
        "language": "en",
        "services": ["interpreting"],
        "level_en": "professional",
        "level_zh": "native",
        "pair_0_source": "en",
        "pair_0_target": "zh",
        "free": ["0", "1", "3", "4"],
        "has_consented": "y",
        **said,
    }
