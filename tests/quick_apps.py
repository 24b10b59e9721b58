"""What the applications of one test process share, because it never differs: compiled addresses and compiled SQL.

Every test has an application of its own, so that none leaves anything behind for the next. Nearly all of the time that
takes goes into compiling the same 400 addresses and the same statements again; both are functions of their text alone.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from flask import Flask
from sqlalchemy import Engine
from werkzeug.routing import Rule

from coopevents.db import db

_engines: dict[str, Engine] = {}
"""The engine, by driver, whose compiled statements the later ones use."""


@cache
def compile_addresses_once() -> None:
    """From now on the writer of an address is compiled the first time a rule of this text is met in the process."""
    kept: dict[tuple[object, ...], Callable[..., tuple[str, str]]] = {}
    compiled = Rule._compile_builder

    def from_kept(rule: Rule, append_unknown: bool = True) -> Callable[..., tuple[str, str]]:
        defaults = tuple(sorted((rule.defaults or {}).items()))
        key = (rule.rule, tuple(rule._trace), defaults, append_unknown)
        if key not in kept:
            kept[key] = compiled(rule, append_unknown)
        return kept[key]

    Rule._compile_builder = from_kept  # type: ignore[method-assign]


def share_compiled_sql(app: Flask) -> None:
    """Let an application use what was compiled for the earlier ones; connections and pools stay its own."""
    with app.app_context():
        engine = db.engine
    first = _engines.setdefault(engine.driver, engine)
    if first is not engine and hasattr(first.dialect, "server_version_info"):  # it has seen its server
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
