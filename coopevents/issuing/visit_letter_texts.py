"""The text of delegates' invitation letters, placeholders as in :mod:`coopevents.issuing.letter_texts`. Pure."""

from coopevents.issuing.letter_texts import Wording
from coopevents.text import LocalizedText

VISIT = Wording(
    LocalizedText(
        en="Invitation of {passport_name}",
        zh_Hans_CN="关于邀请{passport_name}来访的函",
        fr="Invitation de {passport_name}",
    ),
    LocalizedText(
        en=(
            "To whom it may concern,\n\n"
            "{office} has the pleasure of inviting {passport_name}, who comes to visit us with the delegation of "
            "{institution}. The visit takes place: {days}.\n\n"
            "Name as in the passport: {passport_name}\n"
            "Position: {position}\n"
            "Nationality: {nationality}\n"
            "Date of birth: {born_on}\n"
            "Number of the passport: {passport_number}\n"
            "Valid until: {passport_expires_on}\n\n"
            "We kindly ask you to issue the visa for the stay of {stay}. Travel, accommodation and insurance are borne "
            "by the guest or the institution that sends the guest, unless we have confirmed otherwise in writing.\n\n"
            "Please write to us with any question."
        ),
        zh_Hans_CN=(
            "致有关签证机关：\n\n"
            "{office}谨邀请{passport_name}随{institution}代表团来访。访问时间：{days}。\n\n"
            "护照姓名：{passport_name}\n"
            "职务：{position}\n"
            "国籍：{nationality}\n"
            "出生日期：{born_on}\n"
            "护照号码：{passport_number}\n"
            "有效期至：{passport_expires_on}\n\n"
            "敬请贵方为其办理签证，停留日期为{stay}。除我方另有书面确认外，旅费、食宿及保险由来宾本人或其所在单位承担。\n\n"
            "如有疑问，敬请与我方联系。"
        ),
        fr=(
            "À qui de droit,\n\n"
            "{office} a le plaisir d’inviter {passport_name}, qui nous rend visite avec la délégation de "
            "{institution}. Dates de la visite : {days}.\n\n"
            "Nom comme dans le passeport : {passport_name}\n"
            "Fonction : {position}\n"
            "Nationalité : {nationality}\n"
            "Date de naissance : {born_on}\n"
            "Numéro du passeport : {passport_number}\n"
            "Valable jusqu’au : {passport_expires_on}\n\n"
            "Nous vous prions de bien vouloir délivrer le visa pour le séjour du {stay}. Les frais de voyage, "
            "d’hébergement et d’assurance sont à la charge de l’invité ou de son établissement, sauf confirmation "
            "écrite de notre part.\n\n"
            "Nous restons à votre disposition pour toute question."
        ),
    ),
)
