"""The plan and the papers of a ceremony."""

from __future__ import annotations

from tests.house.page_example import PageExample
from tests.house.pages.ceremonies import ONE
from tests.house.pages.values import AT_DESK

CEREMONY_PLAN = [
    PageExample("ceremony-plan", "organiser_ceremony_plan.index", ONE, **AT_DESK),
    PageExample("ceremony-papers", "organiser_ceremony_papers.index", ONE, **AT_DESK),
]
