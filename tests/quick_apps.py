"""What the applications of one test process share, because it never differs: compiled addresses and compiled SQL.

Every test has an application of its own, so that none leaves anything behind for the next. Nearly all of the time that
takes goes into compiling the same 400 addresses and the same statements again; both are functions of their text alone.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from flask import Flask
from sqlalchemy import Engine
from werkzeug.routing import Rule

from coopevents.db import db

_engines: dict[str, Engine] = {}
"""The engine, by driver, whose compiled statements the later ones use."""

COMPILED = ("arguments", "_parts", "_trace", "_converters", "_build", "_build_unknown")
"""What werkzeug makes of the text of a rule; nothing of it is changed afterwards."""


@cache
def compile_addresses_once() -> None:
    """From now on a rule whose text was met before in this process takes over what was compiled then."""
    kept: dict[tuple[object, ...], dict[str, Any]] = {}
    compile_rule = Rule.compile

    def compile_or_take_over(rule: Rule) -> None:
        assert rule.map is not None
        defaults = tuple(sorted((rule.defaults or {}).items()))
        how = (rule.host, rule.subdomain, rule.merge_slashes, rule.map.host_matching, *rule.map.converters.values())
        key = (rule.rule, defaults, *how)
        if key not in kept:
            compile_rule(rule)
            kept[key] = {name: getattr(rule, name) for name in COMPILED}
            return
        for name, value in kept[key].items():
            setattr(rule, name, value)
        rule._build = kept[key]["_build"].__func__.__get__(rule)
        rule._build_unknown = kept[key]["_build_unknown"].__func__.__get__(rule)

    Rule.compile = compile_or_take_over  # type: ignore[method-assign]


def share_compiled_sql(app: Flask) -> None:
    """Let an application use what was compiled for the earlier ones; connections and pools stay its own."""
    with app.app_context():
        engine = db.engine
    first = _engines.setdefault(engine.driver, engine)
    if first is not engine and getattr(first.dialect, "server_version_info", None):  # it has seen its server
        engine.dialect, engine._compiled_cache = first.dialect, first._compiled_cache
