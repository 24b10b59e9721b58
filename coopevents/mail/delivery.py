"""Carrying what is due from the outbox to the mail server."""

from coopevents.mail.application import init_app

__all__ = ["init_app"]
