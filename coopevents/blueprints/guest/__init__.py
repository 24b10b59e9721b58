"""Doors for guests with a personal link."""

from flask import Blueprint

from coopevents.blueprints.guest import agenda, door, place

__all__ = ["BLUEPRINTS", "agenda", "place"]

BLUEPRINTS: tuple[Blueprint, ...] = (door.place,)
