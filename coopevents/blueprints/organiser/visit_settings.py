"""What units set for their visits: an overview, and every door of it on one blueprint."""

from flask import render_template
from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.organiser import visit_approval, visit_lead_times, visit_task_lists
from coopevents.blueprints.organiser.visit_settings_door import units_set_up, visit_settings
from coopevents.delegations import approval_settings, setting_queries

__all__ = ["visit_approval", "visit_lead_times", "visit_settings", "visit_task_lists"]


@visit_settings.get("/desk/delegations/settings")
@requires(Permission.SET_UP_VISITS)
def index() -> ResponseReturnValue:
    """The units one may set up, and what each of them sets itself."""
    units = units_set_up()
    ids = [each.id for each in units]
    return render_template(
        "organiser/visit_settings/index.html",
        units=units,
        own={
            "tasks": setting_queries.list_units_with_tasks(ids),
            "approval": approval_settings.units_with_own(ids),
            "lead_times": setting_queries.list_units_with_lead_times(ids),
        },
    )
