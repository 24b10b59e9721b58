"""Doors for everybody."""

from flask import Blueprint

from coopevents.blueprints.public import components

BLUEPRINTS: tuple[Blueprint, ...] = (components.blueprint,)
