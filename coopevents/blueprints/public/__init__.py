"""Doors for everybody."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
