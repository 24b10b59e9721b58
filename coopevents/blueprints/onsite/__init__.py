"""Doors on the spot: where guests are received, by whoever holds the link of a gate; and the phone of a guide."""

from flask import Blueprint

from coopevents.blueprints.onsite import ceremony, ceremony_signing, reception, sync, walk_in
from coopevents.blueprints.onsite.ceremony_door import live
from coopevents.blueprints.onsite.gate import gate
from coopevents.blueprints.onsite.kiosk import kiosk
from coopevents.blueprints.onsite.tour_guide import guide
from coopevents.blueprints.onsite.wall import wall

__all__ = ["BLUEPRINTS", "ceremony", "ceremony_signing", "reception", "sync", "walk_in"]

BLUEPRINTS: tuple[Blueprint, ...] = (gate, kiosk, wall, live, guide)
