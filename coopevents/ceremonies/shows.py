"""What a ceremony begins with: a run of show and a kit from templates, filled with its titles and names."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from coopevents.accounts import queries as accounts
from coopevents.agreements.models import Agreement, Signatory
from coopevents.ceremonies.models import Ceremony, CeremonyPerson, Cue, KitItem
from coopevents.ceremonies.plates import Named, name_in
from coopevents.ceremonies.states import CeremonyRole, ShowTemplate
from coopevents.text import LANGUAGES, LocalizedText

JOINED = {"en": ", ", "fr": ", ", "zh_Hans_CN": "、"}
_NAMED = re.compile(r"\{([a-z]+)\}")
LAST_JOINED = {"en": " and ", "fr": " et ", "zh_Hans_CN": "和"}


@cache
def templates() -> Mapping[str, Any]:
    """The templates as they are written down: lines per show, and the kit."""
    return tomllib.loads(files("coopevents.ceremonies").joinpath("shows.toml").read_text("utf-8"))


def begin_with(ceremony: Ceremony, template: ShowTemplate) -> None:
    """Give a ceremony the lines and the kit of a template; what it has already stays before them."""
    for what in _lines(ceremony, template):
        position = len(ceremony.cues) * 2
        ceremony.cues.append(Cue(position=position, **what))
    for entry in templates()["kit"]:
        quantity = int(entry.get("quantity", 1)) * (_originals(ceremony) if entry.get("each") == "original" else 1)
        ceremony.kit.append(
            KitItem(
                position=len(ceremony.kit),
                what=LocalizedText(entry["what"]),
                quantity=max(quantity, 1),
                days_before=int(entry["days_before"]),
            )
        )


def _lines(ceremony: Ceremony, template: ShowTemplate) -> Iterator[dict[str, Any]]:
    for entry in templates()["shows"][template.value]:
        told = [each.agreement for each in ceremony.agreements] if entry.get("each") == "agreement" else [None]
        for agreement in told:
            said = _said(ceremony, agreement)
            yield {
                "what": _filled(entry["what"], said),
                "who": _filled(entry.get("who", {}), said),
                "spoken": _filled(entry.get("spoken", {}), said),
                "media": _media(ceremony, entry.get("media", {})),
                "seconds": int(entry["seconds"]),
                "starts_after": entry.get("starts_after"),
            }


def _media(ceremony: Ceremony, texts: Mapping[str, str]) -> str:
    """What the technicians read, in each language of the ceremony."""
    return " / ".join(texts[each] for each in ceremony.languages.split() if each in texts)


def _filled(texts: Mapping[str, str], said: Mapping[str, Mapping[str, str]]) -> LocalizedText:
    """The texts with the words of their language in the places named; nothing else in them is touched."""

    def fill(language: str, text: str) -> str:
        return _NAMED.sub(lambda named: said[language].get(named[1], named[0]), text)

    return LocalizedText({language: fill(language, text) for language, text in texts.items()})


def _said(ceremony: Ceremony, agreement: Agreement | None) -> dict[str, dict[str, str]]:
    university = accounts.get_university(ceremony.unit_id)
    agreements = [agreement] if agreement is not None else [each.agreement for each in ceremony.agreements]
    return {
        language: {
            "ours": university.name.in_language(language),
            "occasion": ceremony.activity.title.in_language(language),
            "title": _joined([each.title.in_language(language) for each in agreements], language),
            "partners": _joined(_partners(agreements, language), language),
            "signatories": _joined(_signatories(ceremony, agreement, language), language),
        }
        for language in LANGUAGES
    }


def _partners(agreements: list[Agreement], language: str) -> list[str]:
    parties = (party for each in agreements for party in each.parties)
    return list(dict.fromkeys(party.institution.name.in_language(language) for party in parties))


def _signatories(ceremony: Ceremony, agreement: Agreement | None, language: str) -> list[str]:
    signing: Iterable[Signatory | CeremonyPerson] = [
        each for each in ceremony.people if each.role is CeremonyRole.SIGNATORY
    ]
    if agreement is not None:
        signing = agreement.signatories
    return [name_in(Named("", each.name, "", original_name=each.original_name), language) for each in signing]


def _joined(words: list[str], language: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return JOINED[language].join(words[:-1]) + LAST_JOINED[language] + words[-1]


def _originals(ceremony: Ceremony) -> int:
    return sum(each.agreement.originals for each in ceremony.agreements)
