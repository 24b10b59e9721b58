"""A released programme as the rows of a table."""

from datetime import tzinfo

from coopevents.i18n import _, list_text, localized, time_range_text
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme
from coopevents.schedule.words import AUDIENCES, KINDS, ROLES

Row = tuple[object, ...]


def programme_table(programme: ReleasedProgramme, zone: tzinfo) -> tuple[list[str], list[Row]]:
    """The head and the rows of everything a release shows, in the order of time."""
    head = [
        _("Title"), _("Kind"), _("Day"), _("Time"), _("Place"), _("People"), _("Track"), _("State"), _("For whom"),
        _("Capacity"),
    ]  # fmt: skip
    return [str(each) for each in head], [_row(each, zone) for each in programme.shown]


def _row(each: ReleasedActivity, zone: tzinfo) -> Row:
    return (
        localized(each.title),
        str(KINDS.get(each.kind, each.kind)),
        each.starts_at.astimezone(zone).date(),
        time_range_text(each.starts_at, each.ends_at, zone),
        localized(each.place.name) if each.place else "",
        list_text([f"{one.name or one.original_name} ({ROLES.get(one.role, one.role)})" for one in each.people]),
        localized(each.track.name) if each.track else "",
        str(_("Cancelled") if each.is_cancelled else _("On the programme")),
        str(AUDIENCES.get(each.audience, each.audience)),
        each.capacity,
    )
