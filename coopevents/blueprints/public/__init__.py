"""Doors for everybody."""

from flask import Blueprint

from coopevents.blueprints.public import components
from coopevents.blueprints.public.files import files

BLUEPRINTS: tuple[Blueprint, ...] = (components.blueprint, files)
