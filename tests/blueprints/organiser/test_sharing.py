"""The desk's page about showing an event elsewhere."""

from __future__ import annotations

import html
import re

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.events import queries
from coopevents.events import service as events
from coopevents.facts import THE_HOUSE
from tests.desks import NOW, Desk

PAGE = "/desk/events/week/sharing"


def publish(desk: Desk) -> None:
    desk.event("week")
    with desk.writing():
        events.publish_event(queries.get_event(1), now=NOW, actor=THE_HOUSE)
        unit_of_work.commit()


def test_one_line_without_a_script_is_made_from_the_choices(desk: Desk) -> None:
    publish(desk)
    page = desk.colleague().get(PAGE, view="now", accent="jade", height="480", **{"in": "fr"}).text
    found = re.search(r'id="embed-line" value="([^"]*)"', page)
    assert found is not None
    line = html.unescape(found[1])
    assert line.startswith('<iframe src="http')
    assert "/e/week/embed?view=now&amp;accent=jade&amp;lang=fr" in line
    assert 'title="Programme: Global Partnership Week"' in line
    assert 'height="480" loading="lazy"' in line
    assert "<script" not in line
    assert 'src="/e/week/embed?view=now&amp;accent=jade&amp;lang=fr"' in page
    assert "/e/week/screen" in page


def test_the_office_says_which_sites_may_show_it(desk: Desk) -> None:
    publish(desk)
    colleague = desk.colleague()
    assert "No site may show it yet" in colleague.get(PAGE).text
    refused = colleague.post(PAGE, sites="www.university.edu; script-src *")
    assert (refused.status_code, "Write each site as its host" in refused.text) == (422, True)
    assert "script-src *" in html.unescape(refused.text)
    assert colleague.post(PAGE, sites="www.university.edu").status_code == 302
    assert "https://www.university.edu</textarea>" in colleague.get(PAGE).text
    policy = desk.app.test_client().get("/e/week/embed").headers["Content-Security-Policy"]
    assert "frame-ancestors 'self' https://www.university.edu" in policy


def test_who_only_reads_names_no_sites(desk: Desk) -> None:
    publish(desk)
    viewer = desk.colleague(Role.UNIT_VIEWER)
    assert "<textarea" not in viewer.get(PAGE).text
    assert viewer.post(PAGE, sites="*").status_code == 403
