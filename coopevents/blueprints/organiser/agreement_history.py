"""The history of an agreement in words: numbers of partners, units and colleagues become their names."""

from collections.abc import Iterable, Iterator
from datetime import tzinfo

from coopevents.accounts import queries as accounts
from coopevents.agreements.models import Agreement, AgreementDocument
from coopevents.agreements.words import DOCUMENT_KINDS, LANGUAGES
from coopevents.audit.models import AuditEntry
from coopevents.blueprints.audit_words import Told, tell
from coopevents.i18n import _, localized
from coopevents.partners import queries as partners


def tell_history(agreement: Agreement, entries: Iterable[AuditEntry], zone: tzinfo) -> list[Told]:
    """What happened to the agreement, as a colleague reads it."""
    entries = list(entries)
    institutions = partners.list_by_ids(set(_numbers(entries, "parties")))
    colleagues = accounts.list_users_with_grants(set(_numbers(entries, "responsible_id")))
    units = accounts.list_units() if any("units" in each.changes for each in entries) else []
    languages = {code: str(name) for code, name in LANGUAGES.items()}
    words = {
        ("agreement", "parties"): {str(each.id): localized(each.name) for each in institutions},
        ("agreement", "responsible_id"): {str(each.id): each.name for each in colleagues},
        ("agreement", "units"): {str(each.id): localized(each.name) for each in units},
        ("agreement", "prevailing"): languages,
        ("agreement", "language"): languages,
        ("agreement", "document"): {_said(each): title_of(each) for each in agreement.documents},
    }
    return tell(entries, zone, words=words)


def title_of(document: AgreementDocument) -> str:
    """What a version of a document is called."""
    name = str(DOCUMENT_KINDS[document.kind])
    if document.language:
        language = LANGUAGES.get(document.language, document.language)
        name = str(_("%(document)s in %(language)s", document=name, language=language))
    return str(_("%(document)s, version %(number)s", document=name, number=document.number))


def _said(document: AgreementDocument) -> str:
    return f"{document.kind.value} {document.language} {document.number}".replace("  ", " ")


def _numbers(entries: Iterable[AuditEntry], name: str) -> Iterator[int]:
    """The numbers that the entries name in this field."""
    for entry in entries:
        for value in entry.changes.get(name) or ():
            yield from (each for each in (value if isinstance(value, list) else [value]) if isinstance(each, int))
