"""What every template may use: assets, language and theme switches, the organiser's navigation."""

import json
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from flask import Flask, Response, g, request
from flask_wtf.csrf import generate_csrf

from coopevents.i18n import LANGUAGE_COOKIE, LANGUAGE_NAMES, current_language
from coopevents.text import LANGUAGES

THEMES = ("auto", "light", "dark")
THEME_COOKIE = "theme"
YEAR = 60 * 60 * 24 * 365
BUILD = Path(__file__).parent.parent / "static" / "build"


@cache
def _manifest() -> dict[str, str]:
    path = BUILD / "manifest.json"
    return dict(json.loads(path.read_text())) if path.is_file() else {}


def built_name(name: str) -> str:
    """The name a built file has in :data:`BUILD`, by its plain name."""
    return _manifest().get(name, name)


def asset(name: str) -> str:
    """The address of a built file by its plain name: ``asset('public.css')``."""
    return f"/static/build/{built_name(name)}"


def theme() -> str:
    """The theme the reader chose: auto (the device decides), light or dark."""
    chosen = request.args.get("theme") or request.cookies.get(THEME_COOKIE, "auto")
    return chosen if chosen in THEMES else "auto"


def switch_url(name: str, value: str) -> str:
    """The present page with one choice changed; everything else in the address stays."""
    arguments = request.args.to_dict(flat=False) if request.method == "GET" else {}
    arguments[name] = [value]
    pairs = [(key, each) for key, values in arguments.items() for each in values]
    return f"{request.path}?{urlencode(pairs)}"


def init_app(app: Flask) -> None:
    """Give templates these words, and keep a choice made in the address in a cookie."""
    settings = app.config["SETTINGS"]
    app.jinja_env.globals.update(
        asset=asset,
        csrf_token=generate_csrf,
        language_switch_url=lambda language: switch_url("lang", language),
        theme_switch_url=lambda name: switch_url("theme", name),
        locales=list(LANGUAGE_NAMES.items()),
        settings=settings,
    )

    @app.context_processor
    def _reader() -> dict[str, object]:
        language = current_language()
        return {"locale": language, "theme": theme(), "office_name": settings.office_name_in(language)}

    @app.after_request
    def _keep_choices(response: Response) -> Response:
        if g.get("leaves_no_cookie"):
            return response
        kept: dict[str, Any] = {
            "max_age": YEAR,
            "samesite": "Lax",
            "secure": settings.is_behind_tls,
            "httponly": True,
        }
        if request.args.get("lang") in LANGUAGES:
            response.set_cookie(LANGUAGE_COOKIE, request.args["lang"], **kept)
        if request.args.get("theme") in THEMES:
            response.set_cookie(THEME_COOKIE, request.args["theme"], **kept)
        return response
