"""Every select of the assistant's drafts, and the one statement by which a worker claims one."""

from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, and_, or_, select, update
from sqlalchemy.orm import defer

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.schedule.board_models import Proposal
from coopevents.schedule.states import ProposalState

STALE_AFTER = timedelta(seconds=20)
"""After that long without a word, whoever worked on a draft is taken to be gone."""


def get_proposal(schedule_id: int, proposal_id: int) -> Proposal:
    """The draft with that id on this schedule.

    Raises NotFound.
    """
    query = select(Proposal).where(Proposal.id == proposal_id, Proposal.schedule_id == schedule_id)
    proposal = db.session.scalar(query)
    if proposal is None:
        raise NotFound
    return proposal


def list_proposals(schedule_id: int, *, limit: int = 10) -> list[Proposal]:
    """The latest drafts of a schedule, without what they hold."""
    query = select(Proposal).where(Proposal.schedule_id == schedule_id).order_by(Proposal.id.desc()).limit(limit)
    return list(db.session.scalars(query.options(defer(Proposal.wish), defer(Proposal.result))))


def list_older_ids(schedule_id: int, *, keep: int) -> list[int]:
    """The ids of all drafts of a schedule but the latest."""
    query = select(Proposal.id).where(Proposal.schedule_id == schedule_id).order_by(Proposal.id.desc())
    return list(db.session.scalars(query.offset(keep)))


def has_waiting(now: datetime) -> bool:
    """Whether a draft waits for somebody to work on it."""
    return db.session.scalar(select(Proposal.id).where(_is_free(now)).limit(1)) is not None


def claim_next(now: datetime) -> Proposal | None:
    """The draft that waited longest, which nobody else has now."""
    while True:
        found = db.session.scalar(select(Proposal.id).where(_is_free(now)).order_by(Proposal.id).limit(1))
        if found is None:
            return None
        claimed = {"state": ProposalState.WORKING, "started_at": now, "heard_at": now, "tries": Proposal.tries + 1}
        query = update(Proposal).where(Proposal.id == found, _is_free(now)).values(claimed).returning(Proposal.id)
        if db.session.scalar(query.execution_options(synchronize_session=False)) is not None:
            return db.session.get(Proposal, found, populate_existing=True)


def hear_of(proposal_id: int, tries: int, progress: int, now: datetime) -> bool:
    """Note how far the work is; False when it is no longer the caller's: discarded, or begun anew by somebody else."""
    mine = Proposal.id == proposal_id, Proposal.state == ProposalState.WORKING, Proposal.tries == tries
    query = update(Proposal).where(*mine).values(progress=progress, heard_at=now).returning(Proposal.id)
    return db.session.scalar(query.execution_options(synchronize_session=False)) is not None


def find_claimed(proposal_id: int, tries: int, now: datetime) -> Proposal | None:
    """The draft, if it is still the caller's."""
    if not hear_of(proposal_id, tries, 99, now):
        return None
    return db.session.get(Proposal, proposal_id, populate_existing=True)


def _is_free(now: datetime) -> ColumnElement[bool]:
    is_stale = and_(Proposal.state == ProposalState.WORKING, Proposal.heard_at < now - STALE_AFTER)
    return or_(Proposal.state == ProposalState.WAITING, is_stale)
