"""The words of what a unit sets for its visits."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.accounts.words import ROLE_WORDS
from coopevents.delegations.approval_settings import STAGES, Step
from coopevents.delegations.preparation_lines import LineOwner, PreparationLine
from coopevents.delegations.words import KINDS, LEVELS
from coopevents.i18n import _, _l, list_text, localized, ngettext

OWNERS: Mapping[LineOwner, LazyString] = {
    LineOwner.IN_CHARGE: _l("Whoever looks after the visit"),
    LineOwner.NOBODY: _l("Nobody at first: a colleague takes it"),
    **{each: ROLE_WORDS[each.role] for each in LineOwner if each.role is not None},
}
STEPS: Mapping[Step, LazyString] = {
    Step.SCREENING: _l("Screening"),
    Step.UNIT: _l("Unit"),
    Step.OFFICE: _l("Office"),
    Step.LEADERSHIP: _l("University leadership"),
}
STEP_MEANINGS: Mapping[Step, LazyString] = {
    Step.SCREENING: _l("Somebody checks who they are and whether the visit may be received, before anybody decides."),
    Step.UNIT: _l("The head of the unit that receives says yes or no."),
    Step.OFFICE: _l("The international office says yes or no."),
    Step.LEADERSHIP: _l("The university leadership says yes or no: name the colleagues who do."),
}


def step_name(step: Step) -> str:
    """What a step is called, as those who decide read it."""
    return localized(STAGES[step].name)


def when_words(line: PreparationLine) -> str:
    """By when a task is to be done, counted from the days of the visit."""
    days = abs(line.days_before)
    if line.days_before == 0:
        said = _("on their last day") if line.counts_from_end else _("on their first day")
    elif line.counts_from_end and line.days_before < 0:
        said = ngettext("%(num)s day after their last day", "%(num)s days after their last day", days)
    elif line.counts_from_end:
        said = ngettext("%(num)s day before their last day", "%(num)s days before their last day", days)
    elif line.days_before < 0:
        said = ngettext("%(num)s day after their first day", "%(num)s days after their first day", days)
    else:
        said = ngettext("%(num)s day before their first day", "%(num)s days before their first day", days)
    return str(said)


def whom_for_words(line: PreparationLine) -> str:
    """For which visits it is."""
    parts = [
        list_text([str(KINDS[each]) for each in line.kinds]),
        list_text([str(LEVELS[each]) for each in line.levels]),
    ]
    return " · ".join(filter(None, parts)) or _("Every visit")
