"""From the number in the address to the agreement, and what every door to agreements needs."""

from collections.abc import Callable
from typing import Any

from flask import Blueprint, abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.agreements import list_queries as lists
from coopevents.agreements.models import Agreement
from coopevents.agreements.readers import Reader, reader_of
from coopevents.blueprints.access import access, present_actor
from coopevents.refusals import Refusal

agreements = Blueprint("organiser_agreements", __name__)


def present_reader() -> Reader:
    """The present colleague as one who reads agreements."""
    present = access()
    return reader_of(present.user_id, present.held, present.parents)


def seen(agreement_id: int) -> Agreement:
    """The agreement, for who may know of it. Answers 404 for any other."""
    return lists.get_seen(present_reader(), agreement_id)


def own(agreement_id: int, permission: Permission = Permission.EDIT_AGREEMENTS) -> Agreement:
    """The agreement, for who may do that with it: 404 for who may not know of it, 403 for who only sees it."""
    agreement = seen(agreement_id)
    if permission not in access().for_unit(agreement.unit_id):
        abort(403)
    return agreement


def done(
    agreement_id: int,
    deed: Callable[..., object],
    words: str,
    refused: Callable[[Refusal], ResponseReturnValue],
) -> ResponseReturnValue:
    """Do it, commit, and go on to the page of the agreement; what is refused is answered by ``refused``."""
    try:
        deed(now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        return refused(refusal)
    flash(words, "success")
    return redirect(url_for("organiser_agreements.show", agreement_id=agreement_id))


def acting() -> dict[str, Any]:
    """Who acts, and when."""
    return {"now": clock.now(), "actor": present_actor()}
