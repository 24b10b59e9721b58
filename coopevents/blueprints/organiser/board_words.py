"""The words of the board: what its script says, and how a stroke is called."""

from collections.abc import Sequence

from coopevents.i18n import _, localized, ngettext
from coopevents.schedule.models import Activity


def script_words() -> dict[str, str]:
    """Every sentence the board's script says by itself; names in ``%(…)s`` are put in by it."""
    return {**_places_and_times(), **_moving(), **_together(), **_troubles()}


def _places_and_times() -> dict[str, str]:
    return {
        "no_place": _("No place yet"),
        "every_place": _("Every place"),
        "tray": _("Tray"),
        "in_tray": _("In the tray"),
        "now": _("Now"),
        "nothing_here": _("Nothing here"),
        "whole": _("%(title)s, %(day)s, %(time)s, %(place)s"),
        "whole_tray": _("%(title)s, in the tray, %(minutes)s minutes"),
        "where": _("%(day)s, %(time)s, %(place)s"),
        "minutes": _("%(minutes)s min"),
        "fixed": _("fixed"),
        "cancelled": _("cancelled"),
        "draft": _("draft"),
        "fix": _("Fix"),
        "unfix": _("Let go"),
        "clash": _("Clash"),
        "without_clash": _("No clash"),
    }


def _moving() -> dict[str, str]:
    return {
        "held": _(
            "Moving %(title)s. Arrow keys move it, plus and minus change its length, "
            "Enter puts it down, Escape cancels."
        ),
        "put_down": _("%(title)s: %(where)s."),
        "moved_many": _("%(count)s activities moved."),
        "not_moved": _("Not moved."),
        "would": _("%(where)s. %(clashes)s"),
        "is_fixed": _("%(title)s is fixed. Let it go before you move it."),
        "now_fixed": _("%(title)s stays where it is now."),
        "now_free": _("%(title)s may be moved again."),
        "is_cancelled": _("%(title)s is cancelled. Reopen it before you move it."),
        "may_not": _("You may look at this programme, but not change it."),
        "undone": _("Undone: %(label)s"),
        "redone": _("Done again: %(label)s"),
        "undo_what": _("Undo: %(label)s"),
        "redo_what": _("Do again: %(label)s"),
        "nothing_to_undo": _("There is nothing left to undo."),
        "nothing_to_redo": _("There is nothing to do again."),
    }


def _together() -> dict[str, str]:
    return {
        "selected": _("%(count)s selected"),
        "is_selected": _("%(title)s selected, %(count)s in all."),
        "is_unselected": _("%(title)s no longer selected, %(count)s in all."),
        "nothing_selected": _("Nothing selected."),
        "is_here": _("%(name)s is here"),
        "holds": _("%(name)s holds %(title)s"),
        "me": _("You"),
        "changed_by_others": _("The programme was changed by a colleague."),
        "theirs": _("Theirs: %(where)s"),
        "mine": _("Mine: %(where)s"),
        "by": _("%(title)s, changed by %(name)s"),
        "gone": _("Deleted by %(name)s"),
        "found": _("%(count)s found"),
    }


def _troubles() -> dict[str, str]:
    return {
        "offline": _("No connection. What you did is kept on this device and sent as soon as it is back."),
        "waiting": _("Strokes that wait: %(count)s"),
        "back_online": _("Connected again. Everything is saved."),
        "signed_out": _("You are signed out, or this page was open for too long. Load it again to go on."),
        "leaving": _("Some of your changes are not saved yet."),
        "load_again": _("Load again"),
        "undo": _("Undo"),
        "dismiss": _("Dismiss"),
    }


def stroke_label(verb: str, activities: Sequence[Activity]) -> str:
    """What the step is called where it can be undone: ``Move “Salon on robotics”``, ``Copy 3 activities``."""
    if len(activities) == 1:
        title = localized(activities[0].title)
        words = {
            "copy": _("Copy “%(title)s”", title=title),
            "resize": _("Change the length of “%(title)s”", title=title),
            "tray": _("Put “%(title)s” into the tray", title=title),
            "fix": _("Fix or let go “%(title)s”", title=title),
        }
        return str(words.get(verb, _("Move “%(title)s”", title=title)))
    count = len(activities)
    many = {
        "copy": ngettext("Copy %(num)s activity", "Copy %(num)s activities", count),
        "resize": ngettext("Change the length of %(num)s activity", "Change the length of %(num)s activities", count),
        "tray": ngettext("Put %(num)s activity into the tray", "Put %(num)s activities into the tray", count),
        "fix": ngettext("Fix or let go %(num)s activity", "Fix or let go %(num)s activities", count),
        "shift": ngettext("Shift %(num)s activity", "Shift %(num)s activities", count),
    }
    return str(many.get(verb, ngettext("Move %(num)s activity", "Move %(num)s activities", count)))
