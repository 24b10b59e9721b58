"""``keys``: with what sensitive data are sealed, and how a key is replaced."""

import sys

import click
from cryptography.fernet import Fernet

from coopevents import resealing
from coopevents.cli import preparing


@click.group()
def keys() -> None:
    """The keys that seal sensitive answers, files and second factors (COOPEVENTS_SEALING_KEYS)."""


@keys.command()
def new() -> None:
    """Print a new key; put it first in COOPEVENTS_SEALING_KEYS and restart web and worker before you rotate."""
    click.echo(Fernet.generate_key().decode("ascii"))


@keys.command()
def rotate() -> None:
    """Seal everything with the newest key. May run while the house works, be broken off and begun again.

    Afterwards the older keys may be taken out of COOPEVENTS_SEALING_KEYS.
    """
    with preparing.opened():
        older = resealing.count_sealed_with_older_keys()
        with click.progressbar(length=older, label="Sealing anew", show_pos=True) as bar:
            result = resealing.seal_everything_anew(step=bar.update)
    click.echo(f"{result.done} values and files are sealed with the newest key.")
    if result.lost:
        click.echo(f"{result.lost} could not be opened: the key they were sealed with is not configured.", err=True)
        sys.exit(1)
