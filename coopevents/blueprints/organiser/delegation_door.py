"""From the number in the address to the delegation, and what every page about one needs."""

from collections.abc import Callable
from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, config
from coopevents.accounts import queries as accounts
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import GRANTS, Permission
from coopevents.blueprints.access import access, ensure_unit, present_actor
from coopevents.blueprints.deeds import told
from coopevents.delegations import queries, words
from coopevents.delegations.models import Delegation
from coopevents.delegations.states import OVER
from coopevents.i18n import _l, localized

delegations = Blueprint("organiser_delegations", __name__)

TABS = (
    ("organiser_delegations.show", _l("Overview")),
    ("organiser_delegation_people.index", _l("People")),
    ("organiser_delegation_travel.index", _l("Travel")),
    ("organiser_itinerary.index", _l("Itinerary")),
    ("organiser_delegation_preparation.index", _l("Preparation")),
    ("organiser_delegation_papers.index", _l("Papers and links")),
    ("organiser_delegation_after.index", _l("After the visit")),
)
"""The tabs of a delegation, in the order of the work; each blueprint has one."""
BELOW = dict.fromkeys(
    ("organiser_delegation_kit", "organiser_delegation_gifts", "organiser_delegation_budget"),
    "organiser_delegation_preparation",
)
"""Blueprints that belong under the tab of another one."""


def seen(delegation_id: int) -> Delegation:
    """The delegation, for who may see its unit. Answers 404 to everybody else."""
    return _known(delegation_id, Permission.SEE_UNIT)


def own(delegation_id: int) -> Delegation:
    """The delegation, for who receives it. Answers 404 for one of another unit, 403 for who only sees it."""
    return _known(delegation_id, Permission.EDIT_DELEGATIONS)


def _known(delegation_id: int, permission: Permission) -> Delegation:
    delegation = queries.get_delegation(delegation_id)
    ensure_unit(delegation.unit_id, permission)
    return delegation


def zone_of_office() -> ZoneInfo:
    """The zone in which days and times of visits are said."""
    return ZoneInfo(config.in_force().default_time_zone)


def start_of_today() -> datetime:
    """Midnight of the office's day."""
    zone = zone_of_office()
    return datetime.combine(clock.now().astimezone(zone).date(), time(), zone)


def page(template: str, delegation: Delegation, **more: Any) -> str:
    """A page about a delegation, with its tabs."""
    zone, now = zone_of_office(), clock.now()
    may = access().for_unit(delegation.unit_id)
    here = BELOW.get(request.blueprint or "", request.blueprint)
    tabs = [
        {
            "label": label,
            "url": url_for(endpoint, delegation_id=delegation.id),
            "is_current": endpoint.partition(".")[0] == here,
        }
        for endpoint, label in TABS
    ]
    said = {
        "delegation": delegation,
        "visitor": visitor_of(delegation),
        "zone": zone,
        "now": now,
        "today": now.astimezone(zone).date(),
        "may_edit": Permission.EDIT_DELEGATIONS in may and delegation.state not in OVER,
        "tabs": tabs,
        "words": words,
    }
    return render_template(template, **{**said, **more})


def visitor_of(delegation: Delegation) -> str:
    """Where they come from, as the register calls it in the reader's language, else as they wrote it."""
    return localized(delegation.institution.name) if delegation.institution else delegation.organisation


def colleagues_of(delegation: Delegation, permission: Permission = Permission.EDIT_DELEGATIONS) -> dict[int, str]:
    """Who of the unit can see to something about the visit, or may do what is named: names by id, in their order."""
    scopes = lineage(delegation.unit_id, access().parents)
    ids = {each.user_id for each in accounts.list_grants("unit", scopes) if permission in GRANTS[each.role]}
    known = sorted(accounts.list_users_with_grants(ids), key=lambda each: each.name)
    return {each.id: each.name for each in known if each.is_enabled}


def done(
    delegation: Delegation,
    deed: Callable[..., object],
    said: str,
    endpoint: str = "organiser_delegations.show",
    **values: Any,
) -> ResponseReturnValue:
    """Do it, commit, and go on to a page of the delegation; a refusal is told there."""
    delegation_id = delegation.id
    told(lambda: deed(now=clock.now(), actor=present_actor()), said)
    return redirect(url_for(endpoint, delegation_id=delegation_id, **values))


def acting() -> dict[str, Any]:
    """Who acts, and when."""
    return {"now": clock.now(), "actor": present_actor()}
