"""``serve``, ``worker``, ``demo``: what runs until it is stopped."""

import os
import sys
from functools import partial

import click
from flask import Flask
from flask_migrate import upgrade

from coopevents import clock
from coopevents import demo as demo_office
from coopevents.accounts import queries as accounts
from coopevents.cli import preparing, serving

HOST, PORT = "127.0.0.1", 8000

host_option = click.option("--host", default=HOST, show_default=True, help="Address to listen on.")
port_option = click.option("--port", default=PORT, show_default=True, type=click.IntRange(1, 65535), help="Port.")
threads_option = click.option(
    "--threads",
    default=8,
    show_default=True,
    type=click.IntRange(1, 64),
    help="Requests answered at once by a process.",
)


@click.command()
@host_option
@port_option
@click.option("--workers", default=1, show_default=True, type=click.IntRange(1, 64), help="Web processes.")
@threads_option
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the web pages (gunicorn with threads). The worker runs apart."""
    app = preparing.app_from_environment()
    _ensure_free(host, port)
    preparing.let_go(app)
    serving.serve_web(app, bind=serving.bound(host, port), workers=workers, threads=threads)


@click.command()
def worker() -> None:
    """Deliver the messages of the outbox, until stopped. Any number of workers may run at once."""
    app = preparing.app_from_environment()
    if not app.config["SETTINGS"].mail_server.host:
        click.echo("No mail server is configured (COOPEVENTS_MAIL_SERVER): messages stay in the outbox.", err=True)
    serving.run_worker(app)


@click.command()
@host_option
@port_option
@click.option("--no-serve", is_flag=True, help="Load the demo office and stop there.")
def demo(host: str, port: int, no_serve: bool) -> None:
    """Load the demo office, if the database is empty, and serve it with its worker. For trying out only."""
    if not no_serve:
        _ensure_free(host, port)
    shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104 - compared, not bound
    url = f"http://{serving.bound(shown, port)}"
    app = preparing.app_from_environment(MODE="demo", BASE_URL=url, **demo_office.VARIABLES)
    _load_demo_office(app)
    _welcome(app, None if no_serve else url)
    preparing.let_go(app)
    if no_serve:
        return
    web = partial(serving.serve_web, app, bind=serving.bound(host, port), is_quiet=True)
    sys.exit(serving.run_together({"web server": web, "worker": partial(serving.run_worker, app)}))


def _load_demo_office(app: Flask) -> None:
    with app.app_context():
        upgrade()
        if not accounts.count_users():
            click.echo("Loading the demo office …")
            demo_office.load(now=clock.now())


def _welcome(app: Flask, url: str | None) -> None:
    with app.app_context():
        sign_in = demo_office.sign_in()
    settings = app.config["SETTINGS"]
    lines = [f"The demo office is in {os.path.relpath(settings.data_dir)}."]
    if url:
        lines.append(f"Open {url} and sign in at {url}/account/sign-in")
    if sign_in is not None:
        lines.append(f"as {sign_in.email} with the password {sign_in.password}")
    if not settings.mail_server.host:
        lines.append("No mail server is configured: messages can be read on the outbox page.")
    if url:
        lines.append("Stop it with Ctrl-C.")
    click.echo("\n".join(lines))


def _ensure_free(host: str, port: int) -> None:
    if not serving.is_free(host, port):
        raise click.ClickException(f"Something listens on {serving.bound(host, port)} already; choose another --port.")
