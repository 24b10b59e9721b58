"""Doors for guests with a personal link."""

from flask import Blueprint

from coopevents.blueprints.guest import agenda, bookings, door, open_agenda, place

__all__ = ["BLUEPRINTS", "agenda", "bookings", "place"]

BLUEPRINTS: tuple[Blueprint, ...] = (door.place, open_agenda.agendas)
