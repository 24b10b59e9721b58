"""Finding an interpreter for a line, through the doors of the desk and of who is asked."""

from __future__ import annotations

from coopevents import unit_of_work
from coopevents.accounts.roles import Role
from coopevents.delegations import itinerary_queries, offer_queries, reading_links
from coopevents.delegations.reading_words import Reader
from coopevents.facts import THE_HOUSE
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from tests.blueprints.organiser.test_itinerary import line, visit
from tests.delegations.conftest import START
from tests.desks import Desk, desk

__all__ = ["desk", "visit"]


def test_an_interpreter_is_found_offered_and_takes_it_behind_their_own_link(desk: Desk, visit: int) -> None:
    with desk.writing():
        two = [
            people.add_person(
                PersonDetails(family_name=name, email=f"{name}@example.edu".lower(), speaks="en", language="en"),
                unit_id=desk.unit_id,
                now=START,
                actor=THE_HOUSE,
            ).id
            for name in ("Qian", "Rong")
        ]
        unit_of_work.commit()
    officer, stranger = desk.colleague(), desk.colleague(Role.UNIT_VIEWER)
    here = f"/desk/delegations/{visit}/itinerary"
    officer.post(f"{here}/new", line())
    with desk.app.app_context():
        [item_id] = [each.id for each in itinerary_queries.list_items(visit)]
        tokens = [reading_links.page_token(Reader.worker(each)) for each in two]
    finding = f"{here}/{item_id}/offer"
    assert finding in officer.get(here).text
    assert stranger.get(finding).status_code == 403
    page = officer.get(finding, language="en").text
    assert ("Qian · free then · 0 h so far" in page, "Rong" in page) == (True, True)
    assert officer.post(f"{finding}?language=en", {"hours": "48"}).status_code == 422
    officer.post(f"{finding}?language=en", {"people": [str(each) for each in two], "hours": "48"})
    assert "Nobody else has registered for this" in officer.get(finding, role="driver").text
    with desk.app.app_context():
        first, second = [each.id for each in offer_queries.list_offers(item_id)]
    asked = [f"/w/{token}/asked" for token in tokens]
    assert "I take it" in stranger.get(asked[0]).text
    assert stranger.get(f"{asked[0]}/offers/{first}").status_code == 405
    assert stranger.post(f"{asked[0]}/offers/{second}", answer="yes").status_code == 404
    assert stranger.post(f"{asked[0]}/offers/{first}", answer="perhaps").status_code == 400
    stranger.post(f"{asked[0]}/offers/{first}", answer="yes")
    stranger.post(f"{asked[1]}/offers/{second}", answer="yes")
    assert "taken already" in stranger.get(asked[1]).text
    page = officer.get(finding).text
    assert ("Takes it" in page, "Somebody else takes it" in page) == (True, True)
    assert "Interpreter: <bdi>Qian</bdi>" in officer.get(here).text
