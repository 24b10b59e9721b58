"""Doors for programs: calendar subscriptions, single entries, news of changes."""

from flask import Blueprint

from coopevents.blueprints.feeds.calendars import calendars
from coopevents.blueprints.feeds.changes import changes

BLUEPRINTS: tuple[Blueprint, ...] = (calendars, changes)
