"""Cases, stages and decisions."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from flask import Flask

from coopevents.approvals import queries, service
from coopevents.approvals.models import CaseState, Verdict
from coopevents.approvals.rules import CaseIsClosed, ReasonIsMissing
from coopevents.db import db
from coopevents.facts import Actor, Subject

NOW = datetime(2026, 11, 22, tzinfo=UTC)
OFFICER = Actor("user", None, "Lin Xiaoyan")
VISIT = Subject("visit", 1)


def test_a_case_is_approved_when_its_last_stage_is(context: Flask) -> None:
    case = service.open_case(VISIT, stages=("unit", "office"), now=NOW)
    service.decide(case, Verdict.APPROVE, now=NOW, actor=OFFICER)
    assert (case.state, case.stage) == (CaseState.OPEN, "office")
    service.decide(case, Verdict.APPROVE, now=NOW, actor=OFFICER)
    assert (case.state, case.closed_at) == (CaseState.APPROVED, NOW)
    with pytest.raises(CaseIsClosed):
        service.decide(case, Verdict.DECLINE, "Too late.", now=NOW, actor=OFFICER)


def test_one_no_ends_a_case_and_needs_a_reason(context: Flask) -> None:
    case = service.open_case(VISIT, stages=("unit", "office"), now=NOW)
    with pytest.raises(ReasonIsMissing):
        service.decide(case, Verdict.DECLINE, " ", now=NOW, actor=OFFICER)
    service.decide(case, Verdict.DECLINE, "No host.", now=NOW, actor=OFFICER)
    assert (case.state, [each.reason for each in case.decisions]) == (CaseState.DECLINED, ["No host."])


def test_a_subject_has_one_open_case_at_most(context: Flask) -> None:
    case = service.open_case(VISIT, now=NOW)
    db.session.flush()
    assert service.open_case(VISIT, now=NOW) is case
    service.close_case(VISIT, now=NOW)
    db.session.flush()
    assert queries.find_open_case(VISIT) is None
    assert service.open_case(VISIT, now=NOW) is not case
