"""What a delegate is asked besides name and function: picture and biography, health, emergency, passport. Pure.

Health, emergency and passport are sensitive, each behind a consent of its own; see :mod:`coopevents.forms.sealed`.
"""

from dataclasses import replace

from coopevents.forms.blocks.travelling import PASSPORT
from coopevents.forms.blocks.writing import consent, question, section, text, when
from coopevents.forms.fields import Definition, Section
from coopevents.forms.fields import FieldType as F

PURPOSE = "delegates"
LETTER_KEYS = ("passport_name", "passport_number", "nationality", "born_on", "passport_expires_on")
"""What an invitation letter says of a passport."""

_KEPT = text(
    "Kept encrypted, seen only by colleagues who state why, and erased 30 days after the visit. You may take your "
    "consent back at any time; it is then erased at once.",
    "信息将加密保存，仅说明理由的工作人员方可查看，并在访问结束 30 天后删除。您可随时撤回同意，信息将立即删除。",
    "Conservé chiffré, vu seulement par des collègues qui disent pourquoi, et effacé 30 jours après la visite. Vous "
    "pouvez retirer votre accord à tout moment ; tout est alors effacé.",
)


ABOUT = section(
    "about",
    text("For the programme", "用于接待手册", "Pour le programme"),
    question(
        "portrait",
        F.PHOTO,
        text("Photograph", "照片", "Photo"),
        hint=text(
            "For your hosts’ papers and your badge. JPEG or PNG, up to 10 MB.",
            "用于接待材料和证件。JPEG 或 PNG，不超过 10 MB。",
            "Pour les documents de vos hôtes et votre badge. JPEG ou PNG, 10 Mo au plus.",
        ),
    ),
    question(
        "biography",
        F.LONG_TEXT,
        text("A few sentences about you", "个人简介", "Quelques phrases sur vous"),
        hint=text(
            "Your hosts read them before they meet you.",
            "接待人员会在会面前阅读。",
            "Vos hôtes les lisent avant de vous rencontrer.",
        ),
        max_length=1500,
    ),
)

HEALTH = section(
    "health",
    text("Allergies and health", "过敏与健康", "Allergies et santé"),
    consent(
        "health_consent",
        text(
            "I agree that what I write about my health is kept for this visit",
            "我同意为本次访问保存我填写的健康信息",
            "J’accepte que ce que j’écris sur ma santé soit conservé pour cette visite",
        ),
        _KEPT,
    ),
    question(
        "allergies",
        F.SHORT_TEXT,
        text("Allergies", "过敏情况", "Allergies"),
        is_sensitive=True,
        max_length=300,
        condition=when("health_consent", "yes"),
    ),
    question(
        "health",
        F.LONG_TEXT,
        text("Anything else we should know", "其他需要告知的健康情况", "Ce que nous devrions encore savoir"),
        is_sensitive=True,
        max_length=1000,
        condition=when("health_consent", "yes"),
    ),
)

EMERGENCY = section(
    "emergency",
    text("In an emergency", "紧急联系人", "En cas d’urgence"),
    consent(
        "emergency_consent",
        text(
            "I agree that my emergency contact and insurance are kept for this visit",
            "我同意为本次访问保存紧急联系人和保险信息",
            "J’accepte que mon contact d’urgence et mon assurance soient conservés pour cette visite",
        ),
        _KEPT,
    ),
    question(
        "emergency_name",
        F.SHORT_TEXT,
        text("Whom we should call", "紧急联系人姓名", "Qui appeler"),
        is_sensitive=True,
        max_length=120,
        condition=when("emergency_consent", "yes"),
    ),
    question(
        "emergency_phone",
        F.PHONE,
        text("Telephone", "电话", "Téléphone"),
        is_sensitive=True,
        condition=when("emergency_consent", "yes"),
    ),
    question(
        "insurance",
        F.SHORT_TEXT,
        text("Health insurance and policy number", "医疗保险及保单号", "Assurance maladie et numéro de contrat"),
        is_sensitive=True,
        max_length=200,
        condition=when("emergency_consent", "yes"),
    ),
)


def _for_visits(block: Section) -> Section:
    """The passport block of registrations, which speaks of the visit instead of the event."""
    told = (replace(each, hint=_KEPT) if each.key == "passport_consent" else each for each in block.questions)
    return replace(block, questions=tuple(told))


TITLE = text("Details of a delegate", "来访人员信息", "Données d’un membre de délégation")
DEFINITION = Definition((ABOUT, HEALTH, EMERGENCY, _for_visits(PASSPORT)))
