"""The texts of invitation letters: what may stand in them in braces, the text of the house, and how it is filled.

Pure.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText

PLACEHOLDERS = {
    "name": _l("the guest’s name"),
    "passport_name": _l("the name as in the passport"),
    "passport_number": _l("the number of the passport"),
    "passport_expires_on": _l("the day until which the passport is valid"),
    "nationality": _l("the nationality"),
    "born_on": _l("the date of birth"),
    "institution": _l("where the guest works or studies"),
    "position": _l("the guest’s position"),
    "event": _l("the title of the event"),
    "days": _l("the days of the event"),
    "venue": _l("where it takes place"),
    "stay": _l("the days of the stay the visa is for"),
    "addressee": _l("the embassy or consulate"),
    "office": _l("the office that invites"),
}
"""What may stand in braces in a text, with what it becomes."""

PASSPORT = ("passport_name", "passport_number", "passport_expires_on", "nationality", "born_on")
"""Those that come from confidential answers of the same key."""

MASK = "••••••"
_BRACES = re.compile(r"\{([^{}\n]{0,60})\}")

USUAL_SUBJECT = LocalizedText(
    en="Invitation of {passport_name} to {event}",
    zh_Hans_CN="关于邀请{passport_name}参加{event}的函",
    fr="Invitation de {passport_name} : {event}",
)
USUAL_TEXT = LocalizedText(
    en=(
        "To whom it may concern,\n\n"
        "{office} has the pleasure of inviting {passport_name}, of {institution}, to take part in {event}, which takes "
        "place from {days} at {venue}.\n\n"
        "Name as in the passport: {passport_name}\n"
        "Nationality: {nationality}\n"
        "Date of birth: {born_on}\n"
        "Number of the passport: {passport_number}\n\n"
        "We kindly ask you to issue the visa for the stay of {stay}. Travel, accommodation and insurance are borne by "
        "the guest or the institution that sends the guest, unless we have confirmed otherwise in writing.\n\n"
        "Please write to us with any question."
    ),
    zh_Hans_CN=(
        "致有关签证机关：\n\n"
        "{office}谨邀请{institution}的{passport_name}参加{event}。活动时间：{days}；地点：{venue}。\n\n"
        "护照姓名：{passport_name}\n"
        "国籍：{nationality}\n"
        "出生日期：{born_on}\n"
        "护照号码：{passport_number}\n\n"
        "敬请贵方为其办理签证，停留日期为{stay}。除我方另有书面确认外，旅费、食宿及保险由来宾本人或其所在单位承担。\n\n"
        "如有疑问，敬请与我方联系。"
    ),
    fr=(
        "À qui de droit,\n\n"
        "{office} a le plaisir d’inviter {passport_name}, {institution}, à participer à l’événement suivant : {event}, "
        "{days}, {venue}.\n\n"
        "Nom comme dans le passeport : {passport_name}\n"
        "Nationalité : {nationality}\n"
        "Date de naissance : {born_on}\n"
        "Numéro du passeport : {passport_number}\n\n"
        "Nous vous prions de bien vouloir délivrer le visa pour le séjour du {stay}. Les frais de voyage, "
        "d’hébergement et d’assurance sont à la charge de l’invité ou de son établissement, sauf confirmation écrite "
        "de notre part.\n\n"
        "Nous restons à votre disposition pour toute question."
    ),
)


class PlaceholderIsUnknown(Refusal):
    """A text has something in braces that nothing is put in for."""

    status = 422


@dataclass(frozen=True)
class Wording:
    """The subject and the text of a letter in its languages, placeholders still in them."""

    subject: LocalizedText
    text: LocalizedText

    def placeholders(self, *languages: str) -> frozenset[str]:
        """What stands in braces in these languages; in all of them when none is named."""
        texts = [*_said(self.subject, languages), *_said(self.text, languages)]
        return frozenset(found.strip() for text in texts for found in _BRACES.findall(text))


USUAL = Wording(USUAL_SUBJECT, USUAL_TEXT)


def _said(text: LocalizedText, languages: tuple[str, ...]) -> list[str]:
    return [text.in_language(each) for each in languages] if languages else list(text.values())


def ensure_known(wording: Wording) -> None:
    """Raise PlaceholderIsUnknown, naming it, when something is in braces that is no placeholder."""
    unknown = sorted(wording.placeholders() - set(PLACEHOLDERS))
    if unknown:
        named = ", ".join(f"{{{each}}}" for each in unknown)
        raise PlaceholderIsUnknown(_l("Nothing can be put in for %(names)s.", names=named), field="text")


def filled(text: str, values: Mapping[str, str]) -> list[str]:
    """The text in pieces, its placeholders replaced; those without a value become nothing.

    What is put in is a piece of its own, so that a name written from right to left turns nothing else around.
    """
    pieces = _BRACES.split(text)
    said = (values.get(each.strip(), "") if place % 2 else each for place, each in enumerate(pieces))
    return [each for each in said if each]
