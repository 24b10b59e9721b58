"""The demo office's agreements show what an office has to keep in mind."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from flask import Flask

from coopevents import unit_of_work
from coopevents.agreements import alerts, documents
from coopevents.agreements.numbering import day_of
from coopevents.db import declare_intent
from coopevents.demo import agreements, office, partners
from coopevents.demo.signing_in import DemoSignIn
from coopevents.reports.public_agreements import list_public_agreements_with

NOW = datetime(2026, 11, 26, 6, 0, tzinfo=UTC)


def test_each_came_to_its_state_by_the_way_an_office_goes(context: Flask) -> None:
    declare_intent(is_reading=False)
    sign_in = DemoSignIn("lin.xiaoyu@office.example", "a password nobody knows")
    desk = office.open_office(sign_in, now=NOW)
    made = agreements.agree(desk, partners.enter_partners(desk, now=NOW), now=NOW)
    unit_of_work.commit()
    assert {key: each.state.value for key, each in made.items()} == {
        row["key"]: row["state"] for row in agreements.ROWS
    }
    assert made["almaty"].state_since == NOW - timedelta(days=3)
    assert made["nordhafen"].ends_on == day_of(NOW) + timedelta(days=60)
    assert [each.title for each in list_public_agreements_with(made["nordhafen"].parties[0].institution_id)]
    due = dict(alerts.list_due(NOW, stalled_days=30))
    known = {each.id: key for key, each in made.items()}
    assert {known[each]: (due[each].kind.value, due[each].threshold) for each in due} == {
        "nordhafen": ("expiry", 60),
        "hanbit": ("review", 60),
        "selatan": ("stalled", 2),
    }
    assert documents.open_document(made["nordhafen"].documents[0]).data.startswith(b"%PDF-1.4")
