"""The press note: drafted from what is known, for the office to edit (see :mod:`coopevents.papers.ceremony_docx`)."""

from dataclasses import asdict, dataclass
from zoneinfo import ZoneInfo

from coopevents.ceremonies.plates import name_in
from coopevents.documents.typesetting import Paper
from coopevents.i18n import _, date_text, force_locale, list_text
from coopevents.papers.ceremony_pieces import ceremony_paper, title_of
from coopevents.papers.ceremony_values import AgreementToSign, CeremonyRole, CeremonyValues, PaperChoice
from coopevents.papers.pieces import piece

TEMPLATE = "ceremony_press/press.typ"


@dataclass(frozen=True)
class PressNote:
    """A note in one language, in plain paragraphs; ``items`` are a list between them."""

    lang: str
    kicker: str
    headline: str
    paragraphs: list[str]
    items: list[str]
    closing: list[str]


def press_note_of(ceremony: CeremonyValues, choice: PaperChoice) -> Paper:
    """The note in one or two languages."""
    notes = [asdict(note_in(ceremony, each)) for each in choice.languages]
    name = title_of(lambda: _("Press note"), choice)
    return ceremony_paper(TEMPLATE, name, {"notes": notes}, ceremony, choice)


def note_in(ceremony: CeremonyValues, language: str) -> PressNote:
    """The note in a language: who signed what where and when, by whose hand, and whom to ask."""
    with force_locale(language):
        host = ceremony.host.in_language(language)
        partners = [each.institution.in_language(language) for each in ceremony.parties if not each.is_host]
        day = date_text(ceremony.starts_at, ZoneInfo(ceremony.time_zone))
        place = ceremony.place.in_language(language)
        said = {"parties": list_text([host, *partners]), "day": day, "place": place}
        lead = (
            _("On %(day)s, %(parties)s signed the following in %(place)s:", **said)
            if place
            else _("On %(day)s, %(parties)s signed the following:", **said)
        )
        asking = _("For questions: %(contact)s", contact=ceremony.press_contact) if ceremony.press_contact else ""
        summaries = dict.fromkeys(each.summary.in_language(language) for each in ceremony.agreements)
        return PressNote(
            lang=piece(language, "")["lang"],
            kicker=f"{_('Press note')} · {day}",
            headline=str(_("%(parties)s sign agreements", **said))
            if len(ceremony.agreements) > 1
            else str(_("%(parties)s sign an agreement", **said)),
            paragraphs=[str(lead)],
            items=[_item(each, language) for each in ceremony.agreements],
            closing=[text for text in (*summaries, _signed_by(ceremony, language), str(asking)) if text],
        )


def _item(agreement: AgreementToSign, language: str) -> str:
    return agreement.title.in_language(language)


def _signed_by(ceremony: CeremonyValues, language: str) -> str:
    signing = []
    for each in ceremony.people:
        if each.role is not CeremonyRole.SIGNATORY:
            continue
        name = name_in(each.named, language)
        office = each.named.offices.get(language) or next(iter(each.named.offices.values()), "")
        if language.startswith("zh"):
            institution = each.named.institutions.get(language) or next(iter(each.named.institutions.values()), "")
            signing.append(f"{institution}{office}{name}")
        else:
            signing.append(f"{name} ({office})" if office else name)
    return str(_("Signed by %(names)s.", names=list_text(signing))) if signing else ""
