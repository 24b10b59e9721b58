"""``db``: the schema."""

import click
from flask_migrate import current, downgrade, upgrade

from coopevents.cli import preparing


@click.group("db")
def database() -> None:
    """Bring the database's schema up or down."""


@database.command("upgrade")
@click.argument("revision", default="head")
def upgrade_to(revision: str) -> None:
    """Bring the schema up to REVISION (default: the newest)."""
    with preparing.opened():
        upgrade(revision=revision)
    click.echo("The database is up to date." if revision == "head" else f"The database is at {revision}.")


@database.command("downgrade")
@click.argument("revision")
@click.confirmation_option(prompt="Going down may delete what newer tables hold. Go on?")
def downgrade_to(revision: str) -> None:
    """Bring the schema down to REVISION (-1: one step; base: everything is deleted)."""
    with preparing.opened():
        downgrade(revision=revision)
    click.echo(f"The database went down to {revision}.")


@database.command("current")
def show_current() -> None:
    """Say at which revision the schema is."""
    with preparing.opened():
        current()
