"""Doors for organisers at their desk."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
