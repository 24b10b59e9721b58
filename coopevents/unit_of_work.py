"""The only commit of the house."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager

from sqlalchemy.exc import SQLAlchemyError

from coopevents import ledger, reactions
from coopevents.db import db, reading
from coopevents.logs import log


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


def each_on_its_own(
    what: str, ids: Iterable[int], deed: Callable[[int], object], *, is_stopping: Callable[[], bool] = lambda: False
) -> None:
    """Do the deed for each, a commit each; one that fails is undone and written to the log, and the others do not wait.

    ``what`` says to the log what the ids number. Raises SQLAlchemyError when the database does not answer.
    """
    for each in ids:
        if is_stopping():
            return
        try:
            deed(each)
            commit()
        except SQLAlchemyError:
            raise
        except Exception as error:  # noqa: BLE001 - one that cannot be seen to must not keep the others waiting
            discard()
            log.error("it cannot be seen to", what=what, about=each, reason=type(error).__name__)


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
