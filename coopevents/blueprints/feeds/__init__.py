"""Doors for programs: calendar subscriptions, single entries, news of changes, schedules for conference tools."""

from flask import Blueprint

from coopevents.blueprints.feeds.agreements import agreement_days
from coopevents.blueprints.feeds.calendars import calendars
from coopevents.blueprints.feeds.changes import changes
from coopevents.blueprints.feeds.itineraries import itinerary_feeds
from coopevents.blueprints.feeds.schedules import schedules
from coopevents.blueprints.feeds.tours import tour_feeds

BLUEPRINTS: tuple[Blueprint, ...] = (agreement_days, calendars, changes, itinerary_feeds, schedules, tour_feeds)
