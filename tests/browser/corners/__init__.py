"""What the demo office does not have of itself: the rare states whose pages must be looked at all the same.

A new state goes into the module of its subject; a subject that has none gets a module with one function, which adds
its states and returns the values that rows of tests/house/pages/ name with ``$``, and a line in add_corners.
"""

from __future__ import annotations

from datetime import datetime

from coopevents.accounts import queries as account_queries
from coopevents.demo.signing_in import EMAIL
from tests.browser.corners.agreements import add_agreements
from tests.browser.corners.asking import add_asking_event
from tests.browser.corners.ceremonies import add_ceremonies
from tests.browser.corners.delegates import add_delegates
from tests.browser.corners.delegations import add_delegations
from tests.browser.corners.events import add_odd_events, find_event
from tests.browser.corners.gates import add_gates
from tests.browser.corners.groups import add_groups
from tests.browser.corners.guests import add_guests
from tests.browser.corners.helping import add_helpers
from tests.browser.corners.invitations import add_invitations
from tests.browser.corners.issuing import add_issued
from tests.browser.corners.itineraries import add_itineraries
from tests.browser.corners.later import add_later_questions
from tests.browser.corners.letters import add_letters
from tests.browser.corners.messages import add_messages
from tests.browser.corners.partners import add_partners
from tests.browser.corners.programme import add_drafts, add_to_programme
from tests.browser.corners.readers import Readers, add_colleagues, add_links
from tests.browser.corners.reviews import add_reviews
from tests.browser.corners.sensitive import add_papers
from tests.browser.corners.tables import add_tables
from tests.browser.corners.tour_departures import add_tour_departures
from tests.browser.corners.tour_routes import add_tour_routes
from tests.browser.corners.trips import add_trips


def add_corners(now: datetime) -> tuple[dict[str, str], Readers]:
    """Add them to the demo office; returns the values that the table of pages names with ``$``."""
    organiser = account_queries.find_user_by_email(EMAIL)
    assert organiser is not None
    university = account_queries.find_unit_by_slug("sspu")
    office = account_queries.find_unit_by_slug("cooperation")
    assert university is not None
    assert office is not None
    week = find_event("partnership-week")
    add_odd_events(office, now)
    readers = Readers(organiser, *add_colleagues(university, now))
    names = {
        **add_asking_event(office, now),
        **add_later_questions(now),
        **add_guests(week, now),
        **add_groups(now),
        **add_gates(now),
        **add_invitations(now),
        **add_to_programme(week, now),
        **add_drafts(week, now),
        **add_trips(),
        **add_reviews(organiser, now),
        **add_papers(organiser, now),
        **add_issued(organiser, now),
        **add_tables(office, now),
        **add_partners(university, organiser, now),
        **add_tour_routes(office, now),
        **add_ceremonies(office, now),
        **add_tour_departures(office, week, now),
        **add_agreements(office, organiser, now),
        **add_itineraries(office, now),
        **add_delegations(office),
        **add_helpers(office, now),
        **add_delegates(office),
        **add_letters(week, organiser, now),
        **add_links(readers.viewer, university, week, now),
    }
    return {**names, **add_messages(now), "unit": str(office.id), "monday": str(week.starts_on)}, readers
