"""Those who help as a table for spreadsheets, in the words of the present reader."""

from collections.abc import Iterable, Mapping

from coopevents.blueprints.helper_words import language_words, pair_words, services_text, week_words
from coopevents.exports import Cell
from coopevents.helping.models import Helper
from coopevents.helping.words import STATES
from coopevents.i18n import _


def headings() -> list[str]:
    """The first row."""
    who = [_("Family name"), _("Given name"), _("Name in its own script"), _("E-mail"), _("Telephone")]
    what = [_("Student number"), _("School or unit"), _("State"), _("Paused"), _("Would do"), _("Languages")]
    return [*who, *what, _("Interprets"), _("Usually free"), _("Times helped"), _("What we know of them")]


def lines_of(helpers: Iterable[Helper], uses: Mapping[int, int]) -> list[list[Cell]]:
    """One line for each."""
    return [_line(each, uses.get(each.person_id or 0, 0)) for each in helpers]


def _line(helper: Helper, uses: int) -> list[Cell]:
    return [
        helper.family_name,
        helper.given_name,
        helper.original_name,
        helper.email,
        helper.phone,
        helper.student_number,
        helper.study_unit,
        str(STATES[helper.state]),
        _("Yes") if helper.is_paused else "",
        services_text(helper),
        " · ".join(language_words(helper)),
        " · ".join(pair_words(helper)),
        "; ".join(week_words(helper.free)),
        uses,
        helper.qualities,
    ]
