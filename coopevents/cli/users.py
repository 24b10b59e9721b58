"""``user``: the first account, and others when nobody can sign in."""

import sys

import click

from coopevents import clock, links, unit_of_work
from coopevents.accounts import invitations, queries, service
from coopevents.accounts.details import Scope
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import UNIT_ROLES, Role, UnitKind
from coopevents.cli import preparing
from coopevents.facts import THE_HOUSE
from coopevents.text import LocalizedText, slugified


@click.group()
def user() -> None:
    """Accounts."""


@user.command()
@click.option("--email", prompt="E-mail address", help="What the user signs in with.")
@click.option("--name", prompt="Name", help="The user's name.")
@click.option("--unit", "slug", default="university", show_default=True, help="The unit, by its short name.")
@click.option("--unit-name", default="", help="The full name of the unit, when it is the first of all.")
@click.option("--role", type=click.Choice([each.value for each in UNIT_ROLES]), default="admin", show_default=True)
@click.option("--link", is_flag=True, help="Print a link with which the user chooses a password, instead of asking.")
@click.option("--password-from-stdin", is_flag=True, help="Read the password from standard input.")
def create(email: str, name: str, slug: str, unit_name: str, role: str, link: bool, password_from_stdin: bool) -> None:
    """Make an account with a role for a unit; the first one also makes the unit."""
    if password_from_stdin:
        password = sys.stdin.readline().rstrip("\n")
        if not password:
            raise click.UsageError("Standard input holds no password.")
    else:
        password = "" if link else click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with preparing.opened():
        now = clock.now()
        unit = _unit_named(slug, unit_name)
        made = service.create_user(email=email, name=name, password=password, now=now, actor=THE_HOUSE)
        service.grant_role(made, Role(role), Scope.unit(unit.id), now=now, actor=THE_HOUSE)
        token = "" if password else invitations.send_invitation(made, Scope.unit(unit.id), now=now, actor=THE_HOUSE)
        unit_of_work.commit()
        click.echo(f"{made.name} may sign in as {made.email}.")
        if token:
            click.echo(f"Choose a password: {links.address_of('account_invitations.accept', token=token)}")


def _unit_named(slug: str, name: str) -> Unit:
    unit = queries.find_unit_by_slug(slugified(slug))
    if unit is not None:
        return unit
    known = [each.slug for each in queries.list_units()]
    if known:
        raise click.BadParameter(f"there is no unit {slug!r}; there are {', '.join(known)}", param_hint="--unit")
    named = LocalizedText({"en": name or slug})
    return service.create_unit(
        kind=UnitKind.UNIVERSITY, slug=slugified(slug), name=named, now=clock.now(), actor=THE_HOUSE
    )
