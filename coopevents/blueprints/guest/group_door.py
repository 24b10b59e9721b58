"""What every page of a group shares: the blueprint, the way from the secret to the group, and its frame."""

from typing import Any

from flask import Blueprint, abort, url_for

from coopevents.blueprints.event_frame import event_frame
from coopevents.facts import Actor
from coopevents.i18n import _, zone_named
from coopevents.registration import group_queries
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.group_states import OPEN_GROUPS, PRESENT

groups = Blueprint("guest_groups", __name__)


def group_of(token: str) -> Group:
    """The group the token opens; 404 for a wrong or replaced token, and while the event is not published."""
    group = group_queries.find_by_token(token)
    if group is None or group.event.published_at is None:
        abort(404)
    return group


def place_of(group: Group, place_id: int) -> GroupMember:
    """One place of the group; 404 for one it does not have any more."""
    found = next((each for each in group.members if each.id == place_id and each.state in PRESENT), None)
    if found is None or found.offer_id is not None:
        abort(404)
    return found


def leader_of(group: Group) -> Actor:
    """The leader as the one who acts, for facts."""
    return Actor("guest", None, _("Leader of group %(number)s", number=group.number))


def frame(group: Group, token: str) -> dict[str, Any]:
    """What the layout and every page of the group ask for."""
    return {
        "group": group,
        "token": token,
        "zone": zone_named(group.event.time_zone),
        "is_open": group.state in OPEN_GROUPS,
        **event_frame(group.event, place_url=url_for("guest_groups.show", token=token)),
    }
