"""Doors for everybody."""

from flask import Blueprint

from coopevents.blueprints.public import components, drafts
from coopevents.blueprints.public.changes import changes
from coopevents.blueprints.public.embed import embeds
from coopevents.blueprints.public.events import events
from coopevents.blueprints.public.files import files
from coopevents.blueprints.public.groups import public_groups
from coopevents.blueprints.public.helping import helpers
from coopevents.blueprints.public.now import now_and_next
from coopevents.blueprints.public.papers import papers
from coopevents.blueprints.public.partners import partners
from coopevents.blueprints.public.programme import programme
from coopevents.blueprints.public.programme_parts import parts
from coopevents.blueprints.public.registration import registration
from coopevents.blueprints.public.screen import screens
from coopevents.blueprints.public.tour_bookings import bookings as tour_bookings
from coopevents.blueprints.public.tour_feedback import opinions
from coopevents.blueprints.public.tour_routes import tour_routes
from coopevents.blueprints.public.verifying import verifying
from coopevents.blueprints.public.visits import visits
from coopevents.blueprints.public.wellknown import wellknown

__all__ = ["BLUEPRINTS", "drafts"]

BLUEPRINTS: tuple[Blueprint, ...] = (
    components.blueprint,
    events,
    programme,
    changes,
    parts,
    now_and_next,
    screens,
    embeds,
    papers,
    partners,
    files,
    registration,
    public_groups,
    verifying,
    tour_routes,
    opinions,
    tour_bookings,
    visits,
    helpers,
    wellknown,
)
