"""What every page of a guest shares: the blueprint, and the way from the secret in the address to the registration."""

from flask import Blueprint, abort

from coopevents.facts import Actor
from coopevents.i18n import _
from coopevents.registration import queries
from coopevents.registration.models import Registration

place = Blueprint("guest_place", __name__)


def registration_of(token: str) -> Registration:
    """The registration the token opens; 404 for a wrong or replaced token, and while the event is not published."""
    registration = queries.find_by_link_token(token)
    if registration is None or registration.event.published_at is None:
        abort(404)
    return registration


def acting_guest(registration: Registration) -> Actor:
    """The guest as the one who acts, for facts."""
    return Actor("guest", registration.id, _("Guest %(number)s", number=registration.number))
