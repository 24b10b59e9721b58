"""Passport and visa: asked of guests who need a letter, kept sealed, erased after the event. Pure."""

from coopevents.forms.blocks.writing import consent, option, question, section, text, when
from coopevents.forms.fields import FieldType as F

PASSPORT = section(
    "passport",
    text("Invitation letter for a visa", "签证邀请函", "Lettre d’invitation pour un visa"),
    question(
        "needs_letter",
        F.CONSENT,
        text(
            "I need an invitation letter to apply for a visa",
            "我需要签证邀请函",
            "J’ai besoin d’une lettre d’invitation pour demander un visa",
        ),
    ),
    consent(
        "passport_consent",
        text(
            "I agree that my passport data are kept for this letter",
            "我同意为开具邀请函而保存我的护照信息",
            "J’accepte que les données de mon passeport soient conservées pour cette lettre",
        ),
        text(
            "They are kept encrypted, seen only by the colleagues who write the letter, and erased 30 days after the "
            "event.",
            "信息将加密保存，仅由办理邀请函的工作人员查看，并在活动结束30天后删除。",
            "Elles sont chiffrées, vues seulement par les collègues qui rédigent la lettre, et effacées 30 jours après "
            "l’événement.",
        ),
        is_required=True,
        condition=when("needs_letter", "yes"),
    ),
    question(
        "passport_name",
        F.SHORT_TEXT,
        text("Name exactly as in the passport", "护照上的姓名", "Nom exactement comme dans le passeport"),
        is_required=True,
        is_sensitive=True,
        max_length=120,
        condition=when("passport_consent", "yes"),
    ),
    question(
        "passport_number",
        F.SHORT_TEXT,
        text("Passport number", "护照号码", "Numéro de passeport"),
        is_required=True,
        is_sensitive=True,
        max_length=30,
        condition=when("passport_consent", "yes"),
    ),
    question(
        "nationality",
        F.COUNTRY,
        text("Nationality", "国籍", "Nationalité"),
        is_required=True,
        is_sensitive=True,
        condition=when("passport_consent", "yes"),
    ),
    question(
        "born_on",
        F.DATE,
        text("Date of birth", "出生日期", "Date de naissance"),
        is_required=True,
        is_sensitive=True,
        condition=when("passport_consent", "yes"),
    ),
    question(
        "passport_expires_on",
        F.DATE,
        text("Passport valid until", "护照有效期至", "Passeport valable jusqu’au"),
        is_required=True,
        is_sensitive=True,
        condition=when("passport_consent", "yes"),
    ),
    question(
        "passport_scan",
        F.FILE,
        text("Scan of the page with the photograph", "护照照片页扫描件", "Copie de la page avec la photo"),
        hint=text(
            "PDF, JPEG or PNG, up to 10 MB.", "PDF、JPEG 或 PNG，不超过 10 MB。", "PDF, JPEG ou PNG, 10 Mo au plus."
        ),
        is_sensitive=True,
        condition=when("passport_consent", "yes"),
    ),
)

VISA = section(
    "visa",
    text("Visa", "签证", "Visa"),
    question(
        "visa_kind",
        F.CHOICE,
        text("Kind of visa", "签证类型", "Type de visa"),
        options=(
            option("visit", "Visit", "访问", "Visite"),
            option("study", "Study", "学习", "Études"),
            option("work", "Work", "工作", "Travail"),
            option("transit", "Visa-free transit", "过境免签", "Transit sans visa"),
        ),
    ),
    question(
        "visa_place",
        F.SHORT_TEXT,
        text(
            "Embassy or consulate where you apply",
            "申请签证的使领馆",
            "Ambassade ou consulat où vous déposez la demande",
        ),
        max_length=200,
    ),
    question(
        "visa_stay", F.DATE_RANGE, text("Days you ask the visa for", "申请的停留日期", "Jours demandés pour le visa")
    ),
)
