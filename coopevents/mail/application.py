"""What mail takes from the application it runs in; the one module of this room that knows Flask."""

from collections.abc import Callable
from dataclasses import dataclass

from flask import Flask, current_app
from flask_mail import Mail
from jinja2 import Environment

from coopevents.config import Settings

EXTENSION = "coopevents-mail"
MESSAGES_PER_CONNECTION = 100


@dataclass
class _MailOfApplication:
    """What this room keeps per application."""

    post: Mail
    wake: Callable[[], None] | None = None


def init_app(app: Flask) -> None:
    """Prepare Flask-Mail from the settings; it hands over for real in every mode, tests included."""
    settings: Settings = app.config["SETTINGS"]
    server = settings.mail_server
    app.config.update(
        MAIL_SERVER=server.host,
        MAIL_PORT=server.port,
        MAIL_USERNAME=server.username or None,
        MAIL_PASSWORD=server.password or None,
        MAIL_USE_TLS=server.use_tls,
        MAIL_USE_SSL=server.use_ssl,
        MAIL_DEFAULT_SENDER=settings.mail_from,
        MAIL_MAX_EMAILS=MESSAGES_PER_CONNECTION,
        MAIL_SUPPRESS_SEND=False,
        MAIL_DEBUG=False,
    )
    app.extensions[EXTENSION] = _MailOfApplication(Mail(app))


def wake_by(app: Flask, waker: Callable[[], None]) -> None:
    """Say who is to be called once new messages are committed; the caller may not raise."""
    app.extensions[EXTENSION].wake = waker


def wake() -> None:
    """Tell whoever delivers that there is something to do; without anybody, the next sweep finds it."""
    kept: _MailOfApplication = current_app.extensions[EXTENSION]
    if kept.wake is not None:
        kept.wake()


def settings() -> Settings:
    """The settings of the present application."""
    chosen: Settings = current_app.config["SETTINGS"]
    return chosen


def templates() -> Environment:
    """Where the templates of messages are."""
    return current_app.jinja_env


def post() -> Mail:
    """Flask-Mail, as configured."""
    kept: _MailOfApplication = current_app.extensions[EXTENSION]
    return kept.post
