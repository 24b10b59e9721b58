"""The door out of the list of visits: as it is narrowed, as a table for spreadsheets."""

from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.organiser.delegation_door import delegations
from coopevents.blueprints.organiser.delegation_list import filter_asked
from coopevents.delegations import queries, tables


@delegations.get("/desk/delegations/export.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export(ending: str) -> ResponseReturnValue:
    """Every visit of the list."""
    lines = tables.lines_of(queries.list_all(access().units(Permission.SEE_UNIT), filter_asked()))
    send = csv_download if ending == "csv" else xlsx_download
    return send("delegations", tables.headings(), lines)
