"""Doors for programs: calendar subscriptions, single entries, news of changes, schedules for conference tools."""

from flask import Blueprint

from coopevents.blueprints.feeds.calendars import calendars
from coopevents.blueprints.feeds.changes import changes
from coopevents.blueprints.feeds.schedules import schedules

BLUEPRINTS: tuple[Blueprint, ...] = (calendars, changes, schedules)
