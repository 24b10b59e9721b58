"""The door out of the registry: the list as it is narrowed, as a table for spreadsheets."""

from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.agreements import list_queries, tables
from coopevents.blueprints.access import requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.organiser.agreement_door import agreements, present_reader
from coopevents.blueprints.organiser.agreement_list import filter_asked


@agreements.get("/desk/agreements/export.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export(ending: str) -> ResponseReturnValue:
    """Every agreement of the list that one may know of."""
    lines = tables.lines_of(list_queries.list_all(present_reader(), filter_asked()))
    send = csv_download if ending == "csv" else xlsx_download
    return send("agreements", tables.headings(), lines)
