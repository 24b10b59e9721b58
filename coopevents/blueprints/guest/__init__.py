"""Doors for guests with a personal link."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
