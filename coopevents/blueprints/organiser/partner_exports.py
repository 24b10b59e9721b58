"""The door out of the register: the list as it is narrowed, as a table that can come in again."""

from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.organiser.partners import filter_asked, partners
from coopevents.i18n import current_language
from coopevents.partners import queries
from coopevents.partners.exchange import columns


@partners.get("/desk/partners/export.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export(ending: str) -> ResponseReturnValue:
    """Every field of every institution of the list."""
    units, language = access().units(Permission.SEE_UNIT), current_language()
    found = queries.list_all(units, filter_asked())
    tags = queries.tags_of([each.id for each in found])
    above = {each.id: each for each in queries.list_by_ids({each.parent_id for each in found if each.parent_id})}
    rows = [columns.line_of(each, tags.get(each.id, []), above.get(each.parent_id or 0), language) for each in found]
    send = csv_download if ending == "csv" else xlsx_download
    return send("partners", columns.headings(language), rows)
