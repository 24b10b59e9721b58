"""From the unit in the address to what it sets for its visits, and what every page about that needs."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask_babel.speaklater import LazyString

from coopevents.accounts import queries as accounts
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import Permission
from coopevents.audit import queries as audit
from coopevents.blueprints.access import access, ensure_unit
from coopevents.blueprints.audit_words import tell
from coopevents.blueprints.organiser.delegation_door import zone_of_office
from coopevents.facts import Subject
from coopevents.i18n import _l, localized

visit_settings = Blueprint("organiser_visit_settings", __name__)

PARTS: tuple[tuple[str, tuple[str, ...], LazyString], ...] = (
    ("tasks", ("task", "preview"), _l("Tasks")),
    ("approval", ("approval_level",), _l("Who decides")),
    ("lead_times", (), _l("Lead times")),
)
"""The parts of the settings of a unit: the door, other doors that belong to it, the word."""
MOST_ENTRIES = 10


def unit_set_up(unit_id: int) -> Unit:
    """The unit, for who may set up its visits. Answers 404 to everybody else."""
    ensure_unit(unit_id, Permission.SET_UP_VISITS)
    return accounts.get_unit(unit_id)


def units_set_up() -> list[Unit]:
    """The units whose visits one may set up, those above before those below."""
    allowed = access().units(Permission.SET_UP_VISITS)
    return [each for each in accounts.list_units() if each.id in allowed]


def settings_page(template: str, unit: Unit, subject: Subject, **more: Any) -> str:
    """A page about one part of the settings of a unit, with its tabs and what was changed before."""
    here = (request.endpoint or "").partition(".")[2]
    tabs = [
        {
            "label": label,
            "url": url_for(f".{name}", unit_id=unit.id),
            "is_current": here == name or here.startswith(others) if others else here == name,
        }
        for name, others, label in PARTS
    ]
    entries = tell(audit.list_about(subject.kind, subject.id, limit=MOST_ENTRIES), zone_of_office())
    said = {"unit": unit, "unit_name": localized(unit.name), "tabs": tabs, "entries": entries}
    return render_template(template, **{**said, **more})
