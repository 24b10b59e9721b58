"""The WSGI entry point: ``gunicorn wsgi:app``."""

from coopevents.app import create_app

app = create_app()
