"""Letters of thanks after a visit, through the doors of the desk."""

from __future__ import annotations

import re

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.db import db
from coopevents.delegations import after_queries, delegate_queries, people_erasing
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.mail.models import OutboxMessage
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.desks import NOW, Desk, desk
from tests.documents.pdfs import text_of

__all__ = ["desk"]


def written_to(desk: Desk) -> list[tuple[str, str]]:
    """To whom letters of thanks were queued, and what they say."""
    with desk.app.app_context():
        found = db.session.query(OutboxMessage).filter_by(kind="visit_thanks").order_by(OutboxMessage.id)
        return [(each.to_email, each.text_body) for each in found]


def test_letters_are_drafted_edited_and_sent_once_in_two_languages(desk: Desk) -> None:
    number, officer = a_visit_of_today(desk, state=VisitState.REPORT_DUE), desk.colleague()
    here = f"/desk/delegations/{number}/after"
    for _time in range(2):
        officer.post(f"{here}/thanks")
    page = officer.get(here).text
    first, second = dict.fromkeys(re.findall(r'action="([^"]*/after/thanks/\d+)"', page))
    assert "感谢您的来访" in page or "感谢您来访" in page
    assert desk.colleague(Role.UNIT_VIEWER).post(first, verb="send").status_code == 403
    said = {"text-en": "Dear guest,\n\nIt was a joy.", "text-zh_Hans_CN": "尊敬的来宾：\n\n十分愉快。"}
    officer.post(second, {**said, "text-en": " "}, verb="send")
    assert written_to(desk) == []
    for _time in range(2):
        officer.post(second, said, verb="send")
    [(address, text)] = written_to(desk)
    assert address == "aoife.byrne@tudublin.example"
    assert ["It was a joy." in text, "十分愉快。" in text] == [True, True]
    paper = text_of(officer.get(f"{second}.pdf").data)
    assert ["Itwasajoy." in paper, "十分愉快" in paper] == [True, True]
    assert "All letters are sent" not in officer.get(here).text
    officer.post(first, said, verb="post")
    assert ("All letters are sent" in officer.get(here).text, len(written_to(desk))) == (True, 1)
    with desk.writing():
        guest = next(each.delegate for each in after_queries.list_thanks(number) if each.delegate)
        people_erasing.erase_delegate(
            delegate_queries.get_delegate(number, guest.id), now=NOW, actor=THE_HOUSE, reason="Asked for it"
        )
        unit_of_work.commit()
        assert [each.delegate_id for each in after_queries.list_thanks(number)] == [None]
