"""Doors for everybody who has an account: sign-in, security, sessions."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
