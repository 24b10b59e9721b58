"""Applications of one test process share what was compiled, and nothing else."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, url_for
from werkzeug.routing import Map, Rule

from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UnitKind
from coopevents.app import create_app
from coopevents.config import Settings
from coopevents.db import db
from coopevents.text import LocalizedText
from tests.databases import MigratedDatabases, let_go
from tests.quick_apps import share_compiled_sql


def test_an_application_sees_nothing_of_another(
    app: Flask, environment: dict[str, str], migrated: MigratedDatabases, tmp_path: Path
) -> None:
    with app.app_context():
        db.session.add(Unit(kind=UnitKind.OFFICE, slug="office", name=LocalizedText(en="Office")))
        db.session.commit()
    elsewhere = {"COOPEVENTS_DATABASE_URL": migrated.copy_sqlite(tmp_path / "other.sqlite3")}
    other = create_app(Settings.from_environment({**environment, **elsewhere, "COOPEVENTS_BASE_URL": "http://other"}))
    share_compiled_sql(other)
    assert [_seen_from(each) for each in (app, other)] == [(1, "http://localhost/"), (0, "http://other/")]
    let_go(other)


def _seen_from(app: Flask) -> tuple[int, str]:
    with app.app_context(), app.test_request_context(base_url=app.config["SETTINGS"].base_url):
        return db.session.query(Unit).count(), url_for("public_events.home", _external=True)


def test_rules_of_the_same_text_lead_to_their_own_ends(app: Flask) -> None:
    one, two, three = (
        Rule("/twice/<int:number>", endpoint="one"),
        Rule("/twice/<int:number>", endpoint="two"),
        Rule("/twice/<number>", endpoint="three", defaults={"more": 1}),
    )
    ends = [Map([each]).bind("localhost") for each in (one, two, three)]
    assert [each.match("/twice/7") for each in ends] == [
        ("one", {"number": 7}),
        ("two", {"number": 7}),
        ("three", {"number": "7", "more": 1}),
    ]
    assert [each.arguments for each in (one, two, three)] == [{"number"}, {"number"}, {"number", "more"}]
    assert [each.build({"number": 8, "x": 1}) for each in (one, two)] == [("", "/twice/8?x=1")] * 2
    assert [each.build({"number": 8, "x": 1}, append_unknown=False) for each in (one, two)] == [("", "/twice/8")] * 2
