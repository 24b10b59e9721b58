"""The registrations of helpers that wait, as the desk's first page says it."""

from datetime import datetime

from flask import url_for

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access
from coopevents.helping import queries
from coopevents.helping.states import HelperState
from coopevents.i18n import ngettext

Line = tuple[datetime, dict[str, object]]


def helper_lines(now: datetime) -> list[Line]:
    """One line for all who wait to be looked at; none for who may not decide."""
    mine = access().units(Permission.EDIT_PEOPLE)
    count, oldest = queries.count_waiting(mine) if mine else (0, None)
    if not count:
        return []
    said = ngettext("%(num)s helper waits to be approved", "%(num)s helpers wait to be approved", count)
    url = url_for("organiser_helpers.index", state=HelperState.WAITING.value)
    return [(oldest or now, {"what": said, "url": url})]
