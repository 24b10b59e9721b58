"""A table of every page: how to open it in the demo office, and as whom. A door that answers a page has its row here.

A new row goes into the module of those who open the page: public, guests, account; at the desk by its subject: desk,
directories, events, programme, registrations. A subject that grows gets a module of its own and a line below.
The browser tests look at each of them; tests/browser/test_table.py fails when a door has no row.
"""

from __future__ import annotations

from tests.house.not_pages import NOT_PAGES
from tests.house.page_example import PageExample, Reader
from tests.house.pages.account import ACCOUNT
from tests.house.pages.agreements import AGREEMENTS
from tests.house.pages.approval import APPROVAL
from tests.house.pages.ceremonies import CEREMONIES
from tests.house.pages.ceremony_plan import CEREMONY_PLAN
from tests.house.pages.delegation_people import DELEGATION_PEOPLE
from tests.house.pages.delegation_preparation import DELEGATION_PREPARATION
from tests.house.pages.delegations import DELEGATIONS
from tests.house.pages.desk import DESK
from tests.house.pages.directories import DIRECTORIES
from tests.house.pages.events import EVENTS
from tests.house.pages.forms import FORMS
from tests.house.pages.groups import GROUPS
from tests.house.pages.guests import GUESTS
from tests.house.pages.helping import HELPERS
from tests.house.pages.invitations import INVITATIONS
from tests.house.pages.issuing import ISSUING
from tests.house.pages.itineraries import ITINERARIES
from tests.house.pages.onsite import ONSITE
from tests.house.pages.partners import PARTNERS
from tests.house.pages.privacy import PRIVACY
from tests.house.pages.programme import PROGRAMME
from tests.house.pages.public import PUBLIC
from tests.house.pages.public_partners import PUBLIC_PARTNERS
from tests.house.pages.registrations import REGISTRATIONS
from tests.house.pages.tour_routes import TOUR_ROUTES
from tests.house.pages.tours import TOURS
from tests.house.pages.trips import TRIPS
from tests.house.pages.visit_settings import VISIT_SETTINGS

__all__ = ["NOT_PAGES", "PAGES", "PageExample", "Reader"]

PAGES = [
    *PUBLIC,
    *PUBLIC_PARTNERS,
    *GUESTS,
    *GROUPS,
    *INVITATIONS,
    *ACCOUNT,
    *DESK,
    *DIRECTORIES,
    *PARTNERS,
    *AGREEMENTS,
    *DELEGATIONS,
    *DELEGATION_PEOPLE,
    *TRIPS,
    *DELEGATION_PREPARATION,
    *VISIT_SETTINGS,
    *HELPERS,
    *EVENTS,
    *PROGRAMME,
    *REGISTRATIONS,
    *FORMS,
    *APPROVAL,
    *PRIVACY,
    *ONSITE,
    *ISSUING,
    *TOUR_ROUTES,
    *CEREMONIES,
    *TOURS,
    *CEREMONY_PLAN,
    *ITINERARIES,
]
