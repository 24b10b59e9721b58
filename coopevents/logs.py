"""Logs: one JSON line per request with its id; no personal data, no tokens, no query strings."""

import logging
import re
import time
import uuid

import structlog
from flask import Flask, Response, g, request

from coopevents.config import Settings

_REQUEST_ID = re.compile(r"[A-Za-z0-9-]{8,64}")
log = structlog.get_logger("coopevents")


def init_logging(settings: Settings) -> None:
    """Configure structlog: JSON lines in production, readable lines otherwise."""
    renderer: structlog.types.Processor = (
        structlog.processors.JSONRenderer() if settings.is_public else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            renderer,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(
            logging.INFO if settings.mode in {"production", "development"} else logging.WARNING
        ),
        cache_logger_on_first_use=False,
    )


def log_requests(app: Flask) -> None:
    """Give each request an id (a proxy's, when it sends a harmless one), say it in every line and in the answer."""

    @app.before_request
    def _begin() -> None:
        g.request_id = request_id_of(request.headers.get("X-Request-ID", ""))
        g.began = time.perf_counter()
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=g.request_id)

    @app.after_request
    def _end(response: Response) -> Response:
        if "request_id" in g:
            response.headers["X-Request-ID"] = g.request_id
            log.info(
                "request",
                method=request.method,
                door=request.endpoint,
                status=response.status_code,
                milliseconds=round((time.perf_counter() - g.began) * 1000, 1),
            )
        return response


def request_id_of(given: str) -> str:
    """The id a proxy gave, when it is a harmless one; else a new one."""
    return given if _REQUEST_ID.fullmatch(given) else uuid.uuid4().hex


def log_answer(request_id: str, method: str, door: str | None, status: int, began: float) -> None:
    """The line of a request that was answered before it reached the application."""
    milliseconds = round((time.perf_counter() - began) * 1000, 1)
    log.info("request", request_id=request_id, method=method, door=door, status=status, milliseconds=milliseconds)
