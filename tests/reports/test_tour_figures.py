"""Tours in figures count every party once in its line, and a tour in each line it belongs to."""

from __future__ import annotations

from coopevents.reports.tour_figures import By, Line, figures, total
from coopevents.tours.figure_queries import Came, Led

LED = [Led(1, 7, ("en", "zh")), Led(2, 7, ("en",)), Led(3, 8, ())]
CAME = [Came(1, "en", "FR", 4, 3), Came(1, "zh", "CN", 2, None), Came(2, "en", "", 3, 0), Came(2, "", "", 0, 1)]


def test_figures_by_route_language_and_country() -> None:
    assert figures(LED, CAME, By.ROUTE) == [Line("7", 2, 3, 9, 4), Line("8", 1, 0, 0, 0)]
    assert figures(LED, CAME, By.LANGUAGE) == [
        Line("en", 2, 2, 7, 3),
        Line("zh", 1, 1, 2, 0),
        Line("", 0, 0, 0, 1),
    ]
    assert figures(LED, CAME, By.COUNTRY) == [
        Line("FR", 1, 1, 4, 3),
        Line("CN", 1, 1, 2, 0),
        Line("", 1, 1, 3, 1),
    ]


def test_all_together_counts_each_tour_and_party_once() -> None:
    assert total(LED, CAME) == Line("", 3, 3, 9, 4)


def test_nothing_has_no_lines() -> None:
    assert (figures([], [], By.COUNTRY), total([], [])) == ([], Line("", 0, 0, 0, 0))
