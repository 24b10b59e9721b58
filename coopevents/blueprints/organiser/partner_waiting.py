"""What a colleague is to follow up at partners, for the first page of the desk."""

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from flask import url_for

from coopevents import config
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access
from coopevents.i18n import _, localized
from coopevents.partners import notes, story_queries
from coopevents.partners.story_models import InstitutionNote

AHEAD = timedelta(days=7)
"""What is due so soon stands on the first page."""
LONGEST = 90


def follow_up_lines(when: Callable[[datetime], str], now: datetime) -> list[tuple[datetime, dict[str, object]]]:
    """(when it hurts, line) of the reader’s own follow-ups and of nobody’s: overdue, or due within a week."""
    units = access().units(Permission.EDIT_PARTNERS)
    if not units:
        return []
    today = notes.today_at_office(now)
    found = story_queries.list_follow_ups_for(access().user_id, units, today + AHEAD)
    return [(moment, _line(each, when(moment), today)) for each in found for moment in (_moment(each),)]


def _line(note: InstitutionNote, when: str, today: date) -> dict[str, object]:
    is_late = note.due_on is not None and note.due_on < today
    about = localized(note.institution.name)
    return {
        "what": _shortened(note.text),
        "why": about if note.owner_id else f"{about} · {_('A follow-up nobody sees to yet')}",
        "url": url_for("organiser_partners.show", institution_id=note.institution_id, _anchor="next"),
        "when": _("overdue") if is_late else when,
        "tone": "trouble" if is_late else None,
    }


def _moment(note: InstitutionNote) -> datetime:
    """The morning of its day at the office."""
    day = note.due_on or date.max
    return datetime.combine(day, time(9), ZoneInfo(config.in_force().default_time_zone)).astimezone(UTC)


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[: LONGEST - 1].rstrip()}…"
