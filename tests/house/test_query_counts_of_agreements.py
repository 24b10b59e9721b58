"""No list about agreements asks more of the database the longer it is (see test_query_counts)."""

from __future__ import annotations

import pytest

from coopevents.agreements import approving, service
from coopevents.agreements.details import AgreementDetails
from coopevents.facts import THE_HOUSE
from coopevents.partners import service as partners
from coopevents.partners.details import InstitutionDetails
from coopevents.text import LocalizedText
from tests.desks import NOW, Desk, desk
from tests.house.test_query_counts import Rows, queries_asked

__all__ = ["desk"]


def agreements(desk: Desk, _event_id: int, numbers: range) -> None:
    """Each with two partners, submitted, so that it waits for the reader."""
    for number in numbers:
        parties = [_partner(desk, f"{number} {side}") for side in "AB"]
        title = LocalizedText(en=f"Agreement {number}")
        details = AgreementDetails(title=title, partner_ids=tuple(parties), term_years=5, is_confidential=True)
        agreement = service.propose_agreement(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE)
        approving.submit_agreement(agreement, now=NOW, actor=THE_HOUSE)


def _partner(desk: Desk, name: str) -> int:
    details = InstitutionDetails(name=LocalizedText(en=name), country="IE")
    return partners.add_institution(details, unit_id=desk.unit_id, now=NOW, actor=THE_HOUSE).id


LISTS: list[tuple[str, Rows]] = [
    ("/desk/agreements", agreements),
    ("/desk/agreements?waits=me", agreements),
]


@pytest.mark.parametrize(("path", "rows"), LISTS, ids=[path for path, _rows in LISTS])
def test_a_list_about_agreements_asks_equally_often_for_1_10_and_100_rows(desk: Desk, path: str, rows: Rows) -> None:
    asked = queries_asked(desk, path, rows)
    assert set(asked.values()) == {asked[1]}, asked
