"""Doors for everybody."""

from flask import Blueprint

from coopevents.blueprints.public import components
from coopevents.blueprints.public.events import events
from coopevents.blueprints.public.files import files
from coopevents.blueprints.public.programme import programme
from coopevents.blueprints.public.registration import registration
from coopevents.blueprints.public.wellknown import wellknown

BLUEPRINTS: tuple[Blueprint, ...] = (components.blueprint, events, programme, files, registration, wellknown)
