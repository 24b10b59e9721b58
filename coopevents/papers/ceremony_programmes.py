"""The programme for guests, the script for whoever leads through the ceremony, and the checklist of the kit."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from coopevents.documents.typesetting import Paper
from coopevents.i18n import _, date_text, ngettext, time_text
from coopevents.papers.ceremony_pieces import ceremony_paper, name_column, own_script, title_of
from coopevents.papers.ceremony_values import AgreementToSign, CeremonyRole, CeremonyValues, PaperChoice, ScriptCue
from coopevents.papers.pieces import columns, pieces, words
from coopevents.text import LocalizedText

PROGRAMME, SCRIPT, KIT = (
    "ceremony_programme/programme.typ",
    "ceremony_script/script.typ",
    "ceremony_kit/kit.typ",
)


def programme_of(ceremony: CeremonyValues, choice: PaperChoice) -> Paper:
    """The programme: what is signed, what happens when (public lines only), who signs."""
    languages = choice.languages
    values = {
        "agreements": [_agreement(ceremony, each, choice) for each in ceremony.agreements],
        "cues": [_cue(ceremony, each, choice) for each in ceremony.cues if each.is_public],
        "signatories": [
            {
                "name": name_column(each, languages),
                "original": own_script(each, languages),
                "office": columns(LocalizedText(dict(each.named.offices)), languages) if each.named.offices else [],
                "institution": columns(LocalizedText(dict(each.named.institutions)), languages),
            }
            for each in ceremony.people
            if each.role is CeremonyRole.SIGNATORY
        ],
        "words": {
            "programme": words(lambda: _("Programme of the ceremony"), languages),
            "agreements": words(lambda: _("What is signed"), languages),
            "order": words(lambda: _("Order of the ceremony"), languages),
            "signatories": words(lambda: _("Who signs"), languages),
        },
    }
    return ceremony_paper(PROGRAMME, title_of(lambda: _("Programme"), choice), values, ceremony, choice)


def script_of(ceremony: CeremonyValues, choice: PaperChoice) -> Paper:
    """Every line with its time, its length, who, media, and the spoken text in each language."""
    values = {
        "cues": [_cue(ceremony, each, choice) for each in ceremony.cues],
        "words": {"script": words(lambda: _("Script of the master of ceremonies"), choice.languages)},
    }
    return ceremony_paper(SCRIPT, title_of(lambda: _("Script"), choice), values, ceremony, choice)


def kit_of(ceremony: CeremonyValues, choice: PaperChoice) -> Paper:
    """Everything that has to be there, with its owner and its day."""
    languages = choice.languages
    values = {
        "kit": [
            {
                "what": columns(each.what, languages),
                "count": each.count,
                "owner": each.owner,
                "due": words(lambda day=each.due_on: date_text(day), languages) if each.due_on else [],  # type: ignore[misc]
                "is_done": each.is_done,
                "note": each.note,
            }
            for each in ceremony.kit
        ],
        "words": {
            "kit": words(lambda: _("Checklist of the kit"), languages),
            "nobody": words(lambda: _("nobody yet"), languages),
            "head": [words(say, languages) for say in KIT_HEAD],
        },
    }
    return ceremony_paper(KIT, title_of(lambda: _("Checklist of the kit"), choice), values, ceremony, choice)


KIT_HEAD: tuple[Callable[[], str], ...] = (
    lambda: _("What"),
    lambda: _("How many"),
    lambda: _("Who sees to it"),
    lambda: _("Ready by"),
)


def length_text(minutes: float) -> str:
    """How long a line takes: in minutes, or in seconds when it is shorter than one."""
    if minutes < 1:
        seconds = round(minutes * 60)
        return str(ngettext("%(num)d second", "%(num)d seconds", seconds))
    whole = round(minutes)
    return str(ngettext("%(num)d minute", "%(num)d minutes", whole))


def _cue(ceremony: CeremonyValues, cue: ScriptCue, choice: PaperChoice) -> dict[str, Any]:
    return {
        "time": time_text(cue.starts_at, ZoneInfo(ceremony.time_zone)),
        "length": words(lambda: length_text(cue.minutes), choice.languages),
        "title": columns(cue.title, choice.languages),
        "who": columns(cue.who, choice.languages) if cue.who else [],
        "text": columns(cue.text, choice.languages) if cue.text else [],
        "media": cue.media,
    }


def _agreement(ceremony: CeremonyValues, agreement: AgreementToSign, choice: PaperChoice) -> dict[str, Any]:
    return {
        "title": columns(agreement.title, choice.languages),
        "parties": [pieces(ceremony.party(key).institution, choice.languages) for key in agreement.parties],
    }
