"""The command line: ``coopevents serve``, ``worker``, ``demo``, ``db``, ``user``, ``keys``, ``doctor``.

Exit status: 0 done, 1 refused or failed, 2 wrong usage or configuration.
"""

import sys

import click

from coopevents import __version__
from coopevents.cli.database import database
from coopevents.cli.doctor import doctor
from coopevents.cli.keys import keys
from coopevents.cli.running import demo, serve, worker
from coopevents.cli.users import user
from coopevents.config import ConfigurationError
from coopevents.refusals import Refusal


class _Commands(click.Group):
    """A group whose commands complain in sentences, not in tracebacks."""

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; what it refuses is said on stderr."""
        try:
            return super().invoke(ctx)
        except ConfigurationError as error:
            for complaint in error.complaints:
                click.echo(complaint, err=True)
            raise click.exceptions.Exit(2) from error
        except Refusal as refusal:
            raise click.ClickException(str(refusal)) from refusal


@click.group(cls=_Commands)
@click.version_option(__version__, message="%(prog)s %(version)s")
def main() -> None:
    """The desk of an international cooperation office: events, programmes, guests and calendars.

    Configuration comes from the environment (COOPEVENTS_…); docs/operators.md lists every variable.
    """


for command in (demo, serve, worker, database, user, keys, doctor):
    main.add_command(command)

if __name__ == "__main__":
    sys.exit(main())
