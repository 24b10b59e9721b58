"""The screen in a hall that welcomes a delegation: nobody scrolls it, so a long name is set smaller."""

from __future__ import annotations

import pytest

from coopevents import unit_of_work
from coopevents.delegations import queries, reading_links
from coopevents.delegations.reading_words import Reader
from tests.blueprints.organiser.test_campus_board import a_visit_of_today
from tests.desks import Desk, desk

__all__ = ["desk"]

LONGER, LONGEST = "Université Notre-Dame du Mont-Clair-sur-l’Estuaire", "阿卜杜拉国王国际应用科学与可再生能源大学" * 3


@pytest.mark.parametrize(
    ("name", "length"), [("Université de Montclair", "short"), (LONGER, "long"), (LONGEST, "longest")]
)
def test_the_longer_the_name_the_smaller_it_is_set(desk: Desk, name: str, length: str) -> None:
    number = a_visit_of_today(desk)
    with desk.writing():
        queries.get_delegation(number).organisation = name
        reader = Reader.delegation(number)
        secret = reading_links.addresses_of([reader])[reader].screen
        unit_of_work.commit()
    page = desk.app.test_client().get(f"/welcome/{secret}/").text
    assert (name in page, f'data-length="{length}"' in page) == (True, True)
