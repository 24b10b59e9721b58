"""Doors for calendar programs: subscriptions and single entries."""

from flask import Blueprint

from coopevents.blueprints.feeds.calendars import calendars

BLUEPRINTS: tuple[Blueprint, ...] = (calendars,)
