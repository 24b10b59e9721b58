"""Doing one thing and saying how it went, for the doors behind which a single button stands."""

from collections.abc import Callable

from flask import flash

from coopevents import unit_of_work
from coopevents.refusals import Refusal


def told(deed: Callable[[], object], words: str, *, undo_url: str = "") -> bool:
    """Do it, commit, and say so, with the way back if there is one; what is refused is said instead.

    Returns whether it was done. After a refusal nothing was changed, and what was loaded has to be loaded again.
    """
    try:
        deed()
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        flash(str(refusal), "warning")
        return False
    flash({"text": words, "undo_url": undo_url} if undo_url else words, "success")  # type: ignore[arg-type]
    return True
