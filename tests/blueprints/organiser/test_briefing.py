"""The briefing of a visit tells what was said, agreed and left open at the last one by the same partner."""

from __future__ import annotations

from datetime import date, timedelta

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.delegations import queries, requesting
from coopevents.delegations.details import Days
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.partners.models import Institution, InstitutionKind
from coopevents.text import LocalizedText
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.delegations.conftest import request_of
from tests.desks import NOW, Desk, desk
from tests.documents.pdfs import bare, text_of

__all__ = ["desk"]


def test_the_briefing_tells_of_the_last_visit_of_the_same_partner(desk: Desk) -> None:
    last, officer = a_visit_of_today(desk, begins=timedelta(hours=-1)), desk.colleague()
    here = f"/desk/delegations/{last}/after"
    officer.post(f"{here}/outcomes", {"outcome-text": "A joint module"})
    for text in ("Send the draft", "Long done"):
        officer.post(f"{here}/follow-ups", {"follow-up-text": text, "follow-up-due_on": "2027-01-15"})
    officer.post(f"{here}/results/3/done")
    line = f"{here}/lines/1"
    officer.post(line, text="Both sides draft a text.")
    with desk.writing():
        partner = Institution(
            unit_id=desk.unit_id,
            kind=InstitutionKind.UNIVERSITY,
            name=LocalizedText(en="Dublin"),
            country="IE",
            created_at=NOW,
        )
        db.session.add(partner)
        db.session.flush()
        before = queries.get_delegation(last)
        before.institution_id, before.state = partner.id, VisitState.CLOSED
        first = date(2027, 6, 1)
        said = request_of(institution_id=partner.id, days=Days(first, first))
        number = requesting.enter_visit(said, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE).id
        unit_of_work.commit()
    paper = text_of(officer.get(f"/desk/delegations/{number}/papers/briefing.pdf").data)
    told = ["Both sides draft a text.", "A joint module", "Send the draft", "Nobody yet", "Long done"]
    assert [bare(each) in paper for each in told] == [True, True, True, True, False]
