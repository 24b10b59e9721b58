"""Pages for what went wrong: in words, with the next step, and with nothing typed lost."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Flask, g, jsonify, make_response, render_template, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from coopevents import unit_of_work
from coopevents.blueprints.forms import comes_from_here
from coopevents.db import DatabaseIsBusy, MadeInTheMeantime, SavedInTheMeantime, declare_intent
from coopevents.i18n import _
from coopevents.logs import log
from coopevents.refusals import Refusal


def init_app(app: Flask) -> None:
    """Answer every error with a page of the house (JSON for the health doors)."""
    app.register_error_handler(HTTPException, _undone(_http_error))
    app.register_error_handler(Refusal, _undone(_refused))
    app.register_error_handler(CSRFError, _undone(_expired))
    app.register_error_handler(SavedInTheMeantime, _undone(_overtaken))
    app.register_error_handler(MadeInTheMeantime, _undone(_made_meanwhile))
    app.register_error_handler(DatabaseIsBusy, _undone(_database_is_busy))
    app.register_error_handler(Exception, _undone(_broken))


def _undone(handler: Callable[[Any], ResponseReturnValue]) -> Callable[[Any], ResponseReturnValue]:
    """The handler, called once everything is undone; from then on the request only reads.

    A page about a busy database must not wait for the same lock again, not even to learn the reader's language.
    """

    @wraps(handler)
    def answer(error: Any) -> ResponseReturnValue:
        unit_of_work.discard()
        declare_intent(is_reading=True)
        return handler(error)

    return answer


def _page(status: int, title: str, text: str, **values: object) -> ResponseReturnValue:
    if request.path in {"/healthz", "/readyz"}:
        return jsonify(status=title), status
    return render_template("errors/page.html", status=status, title=title, text=text, **values), status


def _words_for(status: int) -> tuple[str, str]:
    words = {
        400: (_("That request could not be read"), _("Nothing was changed. Go back and try once more.")),
        401: (_("Sign in first"), _("This page is for people who work here.")),
        403: (
            _("You may not do this"),
            _("Your role does not include it. Whoever manages the office can change that."),
        ),
        404: (_("There is nothing here"), _("The address may be mistyped, or the page was moved or withdrawn.")),
        405: (_("That does not work this way"), _("Nothing was changed. Go back and use the button on the page.")),
        410: (_("This is no longer here"), _("The link has been replaced or has ended.")),
        413: (
            _("That is too large"),
            _("Nothing was saved. Choose a file of at most 10 MB, or fewer at once, and try again."),
        ),
        429: (_("Too many tries"), _("Wait a few minutes, then try again.")),
    }
    return words.get(status, (_("Something went wrong"), _("Nothing was changed. Try again in a moment.")))


def _http_error(error: HTTPException) -> ResponseReturnValue:
    if error.response is not None or (error.code or 500) < 400:
        return error
    title, text = _words_for(error.code or 500)
    response = make_response(_page(error.code or 500, title, text))
    for name, value in error.get_headers():
        if name in {"Allow", "Retry-After"}:
            response.headers[name] = value
    return response


def _refused(refusal: Refusal) -> ResponseReturnValue:
    if refusal.status == 404:
        return _page(404, *_words_for(404))
    return _page(refusal.status, _("That cannot be done"), str(refusal))


def _expired(_error: CSRFError) -> ResponseReturnValue:
    """The form's token has expired: everything typed is carried over into one button that sends it again."""
    kept = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return _page(
        400,
        _("This page was open for too long"),
        _("Nothing was changed, and what you typed is kept. Send it again to go on."),
        kept=kept if comes_from_here() and not _holds_a_secret(kept) else None,
    )


def _holds_a_secret(kept: list[tuple[str, str]]) -> bool:
    return any("password" in name or name == "code" for name, _value in kept)


def _made_meanwhile(error: MadeInTheMeantime) -> ResponseReturnValue:
    """Two wrote down the same thing at the same moment; sent again, the form says what is taken."""
    log.warning("made in the meantime", door=request.endpoint, reason=type(error.orig).__name__)
    text = _("Nothing was changed, and what you typed is kept. Send it again to go on.")
    return _page(409, _("Somebody else saved this in the meantime"), text, kept=_kept_by_reader())


def _overtaken(_error: SavedInTheMeantime) -> ResponseReturnValue:
    return _page(
        409,
        _("Somebody else saved this in the meantime"),
        _("Your change was not saved. Open the page again to see theirs, then repeat yours."),
    )


def _database_is_busy(error: DatabaseIsBusy) -> ResponseReturnValue:
    log.warning("database is busy", reason=type(error.orig).__name__)
    text = _("Nothing was lost. Send it again in a minute.")
    response = make_response(_page(503, _("We are busy for a moment"), text, kept=_kept_by_reader()))
    response.headers["Retry-After"] = "30"
    return response


def _kept_by_reader() -> list[tuple[str, str]] | None:
    if request.method != "POST":
        return None
    kept = [(name, value) for name, value in request.form.items(multi=True) if name != "csrf_token"]
    return None if _holds_a_secret(kept) else kept


def _broken(error: Exception) -> ResponseReturnValue:
    log.error("unexpected error", door=request.endpoint, exc_info=error)
    title, text = _words_for(500)
    return _page(500, title, text, request_id=g.get("request_id", ""))
