"""Doors for calendar programs: subscriptions and single entries."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
