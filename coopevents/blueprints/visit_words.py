"""What is said of a visit, as rows of words."""

from datetime import datetime

from coopevents.blueprints.spoken import SPOKEN
from coopevents.delegations import lead_times, words
from coopevents.delegations.details import Days
from coopevents.delegations.models import Delegation
from coopevents.delegations.recording import day_of
from coopevents.delegations.setting_queries import lead_times_of
from coopevents.i18n import _, country_name, current_language, date_range_text, list_text, localized, ngettext
from coopevents.people.models import Person
from coopevents.text import full_name, has_han

Rows = list[tuple[str, str]]


def about_rows(delegation: Delegation, *, is_for_guest: bool = False) -> Rows:
    """What was asked for, without what was left empty; our own note is for colleagues alone."""
    spoken = [str(SPOKEN.get(each, each)) for each in delegation.languages.split()]
    heads = ngettext("%(num)s person", "%(num)s people", delegation.head_count)
    rows = [
        (_("Purpose"), delegation.purpose),
        (_("Expected result"), delegation.result),
        (_("Received by"), str(words.LEVELS[delegation.level])),
        (_("Other days that would do"), list_text([days_words(each) for each in delegation.alternatives])),
        (_("How many come"), heads),
        (_("Whom they would like to meet"), delegation.wishes),
        (_("Languages"), list_text(spoken)),
        (_("Interpreter"), _("They bring their own.") if delegation.brings_interpreter else ""),
        (_("Whom else they visit"), delegation.other_stops),
        (_("Who pays what"), delegation.paying),
        (_("Arranged by"), delegation.organiser),
        (_("What there was before"), delegation.history),
        (_("Diet and access"), delegation.access_needs),
        (_("Invitation letters"), _("They need letters for their visas.") if delegation.needs_letters else ""),
        (_("Note for colleagues"), "" if is_for_guest else delegation.note),
    ]
    return [(str(word), str(value)) for word, value in rows if value]


def contact_rows(delegation: Delegation) -> Rows:
    """Whom to turn to, without e-mail and telephone, which are links."""
    rows = [
        (_("Full name"), " · ".join(filter(None, (delegation.contact_name, delegation.contact_original_name)))),
        (_("Position"), delegation.contact_position),
        (_("Country or region"), country_name(delegation.country) if delegation.country else ""),
    ]
    return [(str(word), value) for word, value in rows if value]


def known_as(person: Person) -> str:
    """A person as the reader calls them: in their own script for who reads Chinese, in Latin letters else."""
    latin = full_name(person.given_name, person.family_name)
    if current_language() == "zh_Hans_CN" and has_han(person.original_name):
        return person.original_name
    return latin or person.original_name


def days_words(days: Days) -> str:
    """From one day to another in words; one day as itself."""
    return date_range_text(days.first, days.last)


def notice_words(delegation: Delegation, now: datetime) -> str:
    """What is short about the notice, as a warning; empty when there is time enough."""
    wanted_by = lead_times_of(delegation.unit_id)[delegation.level]
    short = lead_times.short_notice(delegation.level, delegation.arrives_on, day_of(now), lead_days=wanted_by.days)
    if short is None:
        return ""
    left = ngettext("%(num)s day is left", "%(num)s days are left", max(short.days, 0))
    wanted = ngettext("%(num)s day", "%(num)s days", short.wanted)
    level = words.LEVELS[delegation.level]
    sentence = _("%(left)s until they come. For this level (%(level)s) %(wanted)s are usual.",
                 left=left, level=level, wanted=wanted)  # fmt: skip
    return " ".join(filter(None, (str(sentence), localized(wanted_by.text))))


def late_words(delegation: Delegation) -> str:
    """What a requester is told who asked later than their level wants; empty for all others."""
    if not delegation.has_short_notice:
        return ""
    said = _("We do what we can to receive you, and answer as soon as possible.")
    return " ".join(filter(None, (str(said), localized(lead_times_of(delegation.unit_id)[delegation.level].text))))
