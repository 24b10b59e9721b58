"""Papers that are no longer valid: the page on which they are verified says so from then on."""

from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.i18n import _l
from coopevents.issuing import queries
from coopevents.issuing.facts import PaperDownloaded, PaperWithdrawn
from coopevents.issuing.models import IssuedPaper
from coopevents.issuing.states import PaperState
from coopevents.refusals import Refusal
from coopevents.registration import seats
from coopevents.text import cleaned


class WithdrawalNeedsReason(Refusal):
    """Nobody withdraws a paper without saying why."""

    status = 422
    sentence = _l("Say why; only colleagues read it.")


class IsNotValid(Refusal):
    """Only what is valid can be withdrawn."""

    sentence = _l("This paper is not valid any more.")


def withdraw(paper: IssuedPaper, reason: str, *, now: datetime, actor: Actor) -> None:
    """Let a paper no longer be valid. Raises WithdrawalNeedsReason, or IsNotValid when it was withdrawn before."""
    reason = cleaned(reason)[:500]
    if not reason:
        raise WithdrawalNeedsReason(field="reason")
    retire(queries.lock_paper(paper.id), reason, now=now, actor=actor)


def retire(paper: IssuedPaper, reason: str, *, now: datetime, actor: Actor) -> None:
    """The same behind a lock the caller holds; without a reason when another paper takes its place."""
    if paper.state is not PaperState.ISSUED:
        raise IsNotValid
    paper.state, paper.withdrawn_at, paper.withdrawal_reason = PaperState.WITHDRAWN, now, reason
    db.session.flush()
    changes = {"number": (paper.number, None), "reason": (None, reason)}
    seats.record(PaperWithdrawn, paper.registration, paper.event, now=now, actor=actor, changes=changes)


def note_download(paper: IssuedPaper, *, now: datetime, actor: Actor) -> None:
    """Write down that somebody took the file."""
    changes = {"number": (None, paper.number)}
    seats.record(PaperDownloaded, paper.registration, paper.event, now=now, actor=actor, changes=changes)
