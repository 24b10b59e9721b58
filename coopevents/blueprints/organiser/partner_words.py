"""Institutions in words: what a row of a list says, what would be filled in, why two may be one."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.i18n import LANGUAGE_NAMES, _, _l, country_name
from coopevents.partners import words
from coopevents.partners.details import InstitutionDetails
from coopevents.partners.exchange.columns import BY_KEY
from coopevents.partners.exchange.plans import FILLED, PlannedRow
from coopevents.partners.likeness import Reason
from coopevents.partners.models import Institution

REASONS: Mapping[Reason, LazyString] = {
    Reason.SAME_NAME: _l("Same name, accents and capitals aside"),
    Reason.WEBSITE: _l("Same website"),
    Reason.FORMER_NAME: _l("Former name"),
    Reason.OTHER_LANGUAGE: _l("Same name in another language or form"),
    Reason.WORD_ORDER: _l("Same words in another order"),
    Reason.ACRONYM: _l("Same acronym"),
    Reason.SPELLING: _l("Nearly the same spelling"),
}


def details_rows(details: InstitutionDetails) -> list[tuple[str, str]]:
    """(label, value) of what is said, beside the name that stands above."""
    names = [(LANGUAGE_NAMES[language], text) for language, text in list(details.name.items())[1:]]
    said = [
        (_("Kind"), str(words.KINDS[details.kind])),
        (_("Country or region"), " · ".join(filter(None, (country_name(details.country), details.city)))),
        *((str(BY_KEY[name].label), _text(details, name)) for name in FILLED if name not in {"city", "longitude"}),
        (_("Tags"), str(_(", ")).join(details.tags or ())),
    ]
    return [*names, *((label, value) for label, value in said if value)]


def filled_rows(target: InstitutionDetails | None, planned: PlannedRow) -> list[tuple[str, str]]:
    """(label, value) of what filling in would add to the one the row is like."""
    if target is None or planned.fills is None:
        return []
    new = planned.fills
    rows = [
        (f"{_('Name')} ({LANGUAGE_NAMES[language]})", text)
        for language, text in new.name.items()
        if language not in target.name
    ]
    changed = [name for name in FILLED if getattr(new, name) != getattr(target, name) and name != "longitude"]
    rows += [(str(BY_KEY[name].label), _text(new, name)) for name in changed]
    if (new.tags or ()) != (target.tags or ()):
        rows.append((_("Tags"), str(_(", ")).join(new.tags or ())))
    return rows


def _text(details: InstitutionDetails, name: str) -> str:
    value = getattr(details, name)
    if name == "former_names":
        return str(_(", ")).join(value)
    if name == "latitude" and value is not None:
        return f"{value:g}, {details.longitude:g}"
    return str(value) if value not in {None, ""} else ""


def value_words(institution: Institution, name: str) -> str:
    """What an institution says in a field, in words; names in every language."""
    value = getattr(institution, name)
    if name == "name":
        return " · ".join(value.values())
    if name == "latitude":
        return f"{value:g}, {institution.longitude:g}"
    if name == "country":
        return country_name(value)
    return str({"kind": words.KINDS, "status": words.STATUSES}.get(name, {}).get(value, value))


_TABLES = {
    "person": _l("people"),
    "registration": _l("guests"),
    "institution_contact": _l("contacts"),
    "institution_document": _l("documents"),
    "institution_note": _l("notes"),
    "institution_relation": _l("relations"),
    "institution_tag": _l("tags"),
    "institution": _l("parts"),
}


def tables_in_words(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    """What moves with an institution, in words; everything else is counted together."""
    said = [(str(word), counts[name]) for name, word in _TABLES.items() if name in counts]
    agreements = sum(number for name, number in counts.items() if name.startswith("agreement"))
    others = sum(counts.values()) - sum(number for _word, number in said) - agreements
    more = [(_("agreements"), agreements), (_("other records"), others)]
    return [*said, *((word, number) for word, number in more if number)]
