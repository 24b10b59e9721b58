"""What somebody who helps said of themselves, in words."""

from collections.abc import Iterable

from coopevents.blueprints.spoken import SPOKEN
from coopevents.helping.free_times import Half, bit_of
from coopevents.helping.models import Helper, HelperTime
from coopevents.helping.words import APART, HALVES, LEVELS, SERVICES
from coopevents.i18n import LANGUAGE_NAMES, _, date_range_text
from coopevents.places.words import WEEKDAYS


def about_rows(helper: Helper) -> list[tuple[str, str]]:
    """Pairs of word and value, in the order of the form."""
    return [
        (_("Full name"), helper.name),
        (_("Name in your own script"), helper.original_name if helper.original_name != helper.name else ""),
        (_("E-mail"), helper.email),
        (_("Telephone"), helper.phone),
        (_("Student number"), helper.student_number),
        (_("School or unit"), helper.study_unit),
        (_("Messages in"), str(LANGUAGE_NAMES.get(helper.language, ""))),
        (_("What I would do"), services_text(helper)),
        (_("Languages"), " · ".join(language_words(helper))),
        (_("Interprets"), " · ".join(pair_words(helper))),
        (_("Usually free"), "; ".join(week_words(helper.free)) or _("Ask each time")),
        (_("Days that differ"), " · ".join(_time_words(helper.times))),
        (_("What else we should know"), helper.note),
    ]


def services_text(helper: Helper) -> str:
    """What they would do, in a line."""
    return " · ".join(str(SERVICES[each]) for each in helper.does if each in SERVICES)


def language_words(helper: Helper) -> list[str]:
    """Each language with its level."""
    return [
        _("%(language)s: %(level)s", language=_language(each.language), level=LEVELS[each.level])
        for each in helper.languages
    ]


def pair_words(helper: Helper) -> list[str]:
    """Each pair with its direction."""
    return [f"{_language(each.source)} → {_language(each.target)}" for each in helper.pairs]


def week_words(free: int) -> list[str]:
    """The days of the usual week on which somebody is free, each with its parts."""
    lines = []
    for weekday, word in enumerate(WEEKDAYS):
        halves = [str(HALVES[half]) for half in Half if free & bit_of(weekday, half)]
        if halves:
            parts = _("All day") if len(halves) == len(Half) else ", ".join(halves)
            lines.append(_("%(day)s: %(parts)s", day=word, parts=parts))
    return lines


def _time_words(times: Iterable[HelperTime]) -> list[str]:
    return [
        _("%(days)s: %(what)s", days=date_range_text(each.first_day, each.last_day), what=APART[each.halves])
        for each in times
    ]


def _language(code: str) -> str:
    return str(SPOKEN.get(code, code))
