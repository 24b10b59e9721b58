"""The only commit of the house."""

from collections.abc import Iterator
from contextlib import contextmanager

from coopevents import ledger, reactions
from coopevents.db import db, reading


def commit() -> None:
    """Let everything follow that must follow from what happened, then make all of it true at once.

    The door calls this once, at the end of a request that changed something. Follow-ups (waking the worker, freshening
    pages) run after the commit and may fail without undoing it.
    """
    while facts := ledger.take():
        for fact in facts:
            reactions.follow(fact)
    follow_ups = ledger.take_follow_ups()
    db.session.commit()
    for follow_up in follow_ups:
        follow_up()


def discard() -> None:
    """Undo everything since the last commit: nothing happened."""
    ledger.forget()
    db.session.rollback()


@contextmanager
def looking() -> Iterator[None]:
    """In this block, at the beginning of a request that changes something, nothing is changed and nobody kept waiting.

    What was loaded in it is not to be used after it.
    """
    with reading():
        try:
            yield
        finally:
            discard()
