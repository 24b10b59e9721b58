"""The ledger of the present unit of work: facts recorded, and what to do once they are true.

It lives in the database session, so two requests never share one, and a rolled-back unit of work leaves nothing behind.
"""

from collections.abc import Callable

from sqlalchemy import event
from sqlalchemy.orm import Session

from coopevents.db import db
from coopevents.facts import Fact


def record(fact: Fact) -> None:
    """Write a fact down; its reactions run in the same transaction, just before the commit."""
    db.session().info.setdefault("facts", []).append(fact)


def take() -> list[Fact]:
    """The facts recorded since the last call, in order; they are then off the ledger."""
    taken: list[Fact] = db.session().info.pop("facts", [])
    return taken


def once_committed(follow_up: Callable[[], None]) -> None:
    """Call ``follow_up`` after the commit; never, if there is none. Equal follow-ups are called once."""
    follow_ups = db.session().info.setdefault("follow_ups", [])
    if follow_up not in follow_ups:
        follow_ups.append(follow_up)


def take_follow_ups() -> list[Callable[[], None]]:
    """What waits for the commit; it is then off the ledger."""
    taken: list[Callable[[], None]] = db.session().info.pop("follow_ups", [])
    return taken


def forget() -> None:
    """Nothing happened: the facts and what waits for the commit are off the ledger."""
    _forget(db.session())


@event.listens_for(Session, "after_soft_rollback")
def _forget(session: Session, _previous: object = None) -> None:
    session.info.pop("facts", None)
    session.info.pop("follow_ups", None)
