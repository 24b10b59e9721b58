"""Doors on the spot: where guests are received, by whoever holds the link of a gate."""

from flask import Blueprint

from coopevents.blueprints.onsite.gate import gate

BLUEPRINTS: tuple[Blueprint, ...] = (gate,)
