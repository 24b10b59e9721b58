"""The worker drafts in a process of its own; killed, stopped or no longer wanted, nothing is lost or done twice."""

from __future__ import annotations

import threading
import time
from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from coopevents import clock, draftsman, unit_of_work
from coopevents.db import db
from coopevents.draftsman import Draftsman
from coopevents.facts import THE_HOUSE
from coopevents.schedule import proposal_queries, proposals
from coopevents.schedule.assistant.plain import draft_from
from coopevents.schedule.board_models import Proposal
from coopevents.schedule.states import ProposalState
from tests.blueprints.organiser.drafted import DraftedOffice
from tests.desks import Desk, desk
from tests.serving import Service

__all__ = ["desk"]


@pytest.fixture
def office(desk: Desk) -> DraftedOffice:
    """An event with a tray."""
    return DraftedOffice(desk)


def the_draft(office: DraftedOffice, number: int) -> Proposal:
    """The row as it is now."""
    with office.desk.writing():
        proposal = db.session.get(Proposal, number)
        assert proposal is not None
        db.session.refresh(proposal)
        db.session.expunge(proposal)
        return proposal


def wait_for(office: DraftedOffice, number: int, state: ProposalState, seconds: float = 60) -> Proposal:
    """The row once it is in that state."""
    end = time.monotonic() + seconds
    while (found := the_draft(office, number)).state is not state and time.monotonic() < end:
        time.sleep(0.1)
    assert found.state is state
    return found


def test_a_worker_that_is_killed_is_followed_by_one_that_begins_anew(
    office: DraftedOffice, idle_service: Service
) -> None:
    office.plan_many(60)
    asked = office.ask()
    idle_service.start_worker()
    wait_for(office, asked, ProposalState.WORKING)
    idle_service.kill_worker()
    killed = the_draft(office, asked)
    assert (killed.state, killed.tries) == (ProposalState.WORKING, 1)
    with office.desk.writing():
        assert not proposal_queries.has_waiting(clock.now()), "somebody may still be at it"
        long_ago = clock.now() - proposal_queries.STALE_AFTER - timedelta(seconds=1)
        db.session.execute(update(Proposal).values(heard_at=long_ago))
        unit_of_work.commit()
    office.work(seconds=3)
    done = the_draft(office, asked)
    assert (done.state, done.tries, done.progress) == (ProposalState.READY, 2, 100)
    assert done.result is not None
    assert draft_from(done.result).score.placed > 0


def test_looking_keeps_nobody_and_stopping_gives_back(office: DraftedOffice) -> None:
    office.plan_many(60)
    asked, stopping = office.ask(), threading.Event()
    worker = Draftsman(office.desk.app, stopping, seconds=60)
    began = time.monotonic()
    worker.look()
    worker.look()
    assert time.monotonic() - began < 10, "a draft takes a minute"
    wait_for(office, asked, ProposalState.WORKING)
    stopping.set()
    worker.stop()
    given_back = the_draft(office, asked)
    assert (given_back.state, given_back.tries, given_back.progress) == (ProposalState.WAITING, 0, 0)
    worker.look()
    assert the_draft(office, asked).state is ProposalState.WAITING, "who stops begins nothing"


def test_what_is_discarded_while_it_is_worked_on_stays_discarded(office: DraftedOffice) -> None:
    office.plan_many(60)
    asked = office.ask()
    worker = Draftsman(office.desk.app, threading.Event(), seconds=60)
    worker.look()
    wait_for(office, asked, ProposalState.WORKING)
    with office.desk.writing():
        proposal = db.session.get(Proposal, asked)
        assert proposal is not None
        proposals.discard_draft(proposal, now=clock.now(), actor=THE_HOUSE)
        unit_of_work.commit()
    assert worker._thread is not None
    worker._thread.join(20)
    assert not worker._thread.is_alive(), "it does not go on for the whole minute"
    assert the_draft(office, asked).state is ProposalState.DISCARDED


def test_a_process_that_breaks_off_is_a_draft_that_failed(
    office: DraftedOffice, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draftsman, "COMMAND", ("/bin/sh", "-c", "echo '{\"progress\": 5}'; echo nonsense; exit 3"))
    asked = office.ask()
    office.work()
    failed = the_draft(office, asked)
    assert failed.state is ProposalState.FAILED
    assert failed.failure == draftsman.NOTHING_CAME


def test_what_killed_three_workers_is_given_up(office: DraftedOffice) -> None:
    asked = office.ask()
    with office.desk.writing():
        long_ago = clock.now() - timedelta(minutes=5)
        stale = {"state": ProposalState.WORKING, "tries": proposals.MOST_TRIES, "heard_at": long_ago}
        db.session.execute(update(Proposal).values(stale))
        unit_of_work.commit()
    office.work()
    failed = the_draft(office, asked)
    assert (failed.state, failed.failure) == (ProposalState.FAILED, proposals.LOST)


def test_two_workers_never_have_the_same_draft(context: Flask, office: DraftedOffice) -> None:
    asked = office.ask()
    with office.desk.writing():
        first, second = proposals.claim_next(clock.now()), proposals.claim_next(clock.now())
        assert first is not None
        assert (first.id, second) == (asked, None)
        assert not proposal_queries.hear_of(asked, tries=2, progress=1, now=clock.now())
        unit_of_work.discard()
