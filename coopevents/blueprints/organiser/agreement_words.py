"""What pages about agreements say in words: what is agreed, row by row, and when it ends."""

from collections.abc import Mapping

from coopevents.agreements import words
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import TermKind
from coopevents.i18n import _, date_text, list_text, ngettext


def about_rows(agreement: Agreement, people: Mapping[str, object]) -> list[tuple[str, str]]:
    """(word, value) of what is said of the agreement; what is not said is left out."""
    rows = [
        (_("Number"), agreement.number),
        (_("Field"), agreement.field),
        (_("Agreed for"), str(words.LEVELS[agreement.level])),
        (_("Unit that answers for it"), str(people["unit_name"])),
        (_("Units that take part"), list_text(list(people["unit_names"]))),  # type: ignore[call-overload]
        (_("Responsible"), str(people["responsible"])),
        (_("Languages of the text"), list_text([language_name(each) for each in agreement.languages.split()])),
        (_("If the versions differ"), _prevailing(agreement)),
        (_("Originals"), str(agreement.originals)),
        (_("How long it holds"), term_text(agreement)),
        (_("Signed on"), date_text(agreement.signed_on) if agreement.signed_on else ""),
        (_("First day"), date_text(agreement.effective_on) if agreement.effective_on else ""),
        (_("Last day"), date_text(agreement.ends_on) if agreement.ends_on else ""),
        (_("Looked at again on"), date_text(agreement.review_on) if agreement.review_on else ""),
        (_("Terminated for"), date_text(agreement.ended_on) if agreement.ended_on else ""),
        (_("Money"), str(_("Money is involved")) if agreement.has_money else ""),
    ]
    return [(str(word), value) for word, value in rows if value]


def term_text(agreement: Agreement) -> str:
    """How long the agreement holds, in words."""
    years = ngettext("%(num)s year", "%(num)s years", agreement.term_years) if agreement.term_years else ""
    if agreement.term is TermKind.EVERGREEN:
        return str(_("Without an end"))
    if agreement.term is TermKind.FIXED:
        return years or str(_("Until a fixed day"))
    said = str(_("Renewed by itself for %(years)s", years=years))
    if agreement.notice_days:
        notice = ngettext("%(num)s day of notice", "%(num)s days of notice", agreement.notice_days)
        said += f" · {notice}"
    return said


def ends_text(agreement: Agreement) -> str:
    """When it ends, for a row of a list."""
    if agreement.ended_on is not None:
        return date_text(agreement.ended_on)
    if agreement.term is TermKind.EVERGREEN:
        day = date_text(agreement.review_on) if agreement.review_on else ""
        return str(_("no end; review %(day)s", day=day)) if day else str(_("no end"))
    if agreement.ends_on is None:
        return ngettext("%(num)s year", "%(num)s years", agreement.term_years) if agreement.term_years else ""
    if agreement.term is TermKind.RENEWING:
        return str(_("%(day)s, renews itself", day=date_text(agreement.ends_on)))
    return date_text(agreement.ends_on)


def language_name(code: str) -> str:
    """The name of a language of a text."""
    return str(words.LANGUAGES.get(code, code))


def _prevailing(agreement: Agreement) -> str:
    if len(agreement.languages.split()) < 2:
        return ""
    if not agreement.prevailing:
        return str(_("All are equally authentic"))
    return str(_("%(language)s prevails", language=language_name(agreement.prevailing)))
