"""``doctor``: what is well and what is not, before readers notice."""

import sys
from collections.abc import Iterator

import click
from sqlalchemy.exc import SQLAlchemyError

from coopevents import clock, resealing
from coopevents.blueprints.layout import BUILD
from coopevents.cli import preparing
from coopevents.db import db
from coopevents.i18n import force_locale
from coopevents.mail import delivery
from coopevents.mail.post import ServerTrouble
from coopevents.mail.troubles import told
from coopevents.reports import readiness
from coopevents.reports.readiness import Part

NO_MAIL_SERVER = "not configured (COOPEVENTS_MAIL_SERVER): messages stay in the outbox"


@click.command()
def doctor() -> None:
    """Examine configuration, database, schema, disk, outbox, seals, mail and front end; exit status 1 if one is ill."""
    with preparing.opened() as app, force_locale("en"):
        parts = [Part("configuration", True, f"ok ({app.config['SETTINGS'].mode})"), *_examined()]
    width = max(len(part.name) for part in parts)
    for part in parts:
        mark = "ok " if part.is_well else "ILL"
        click.echo(f"{mark}  {part.name:<{width}}  {part.word}")
    sys.exit(0 if all(part.is_well for part in parts) else 1)


def _examined() -> Iterator[Part]:
    yield from readiness.parts(clock.now())
    yield _sealing()
    yield _mail_server()
    is_built = (BUILD / "manifest.json").is_file()
    yield Part("front end", is_built, "ok" if is_built else "not built: run make assets")


def _sealing() -> Part:
    try:
        older = resealing.count_sealed_with_older_keys()
    except SQLAlchemyError:
        db.session.rollback()
        return Part("sealing", False, "the database does not answer")
    word = f"{older} values are sealed with an older key; run: coopevents keys rotate" if older else "ok"
    return Part("sealing", older == 0, word)


def _mail_server() -> Part:
    if not delivery.has_mail_server():
        return Part("mail server", True, NO_MAIL_SERVER)
    try:
        with delivery.open_post():
            return Part("mail server", True, "ok")
    except ServerTrouble as trouble:
        return Part("mail server", False, " ".join(told(trouble.kept)).strip())
