"""People around a guest: whom to call, what to show, for whom the press writes. Pure."""

from coopevents.forms.blocks.writing import question, section, text
from coopevents.forms.fields import FieldType as F

EMERGENCY = section(
    "emergency",
    text("In an emergency", "紧急联系人", "En cas d’urgence"),
    question(
        "emergency_name",
        F.SHORT_TEXT,
        text("Whom we should call", "紧急联系人姓名", "Qui appeler"),
        is_sensitive=True,
        max_length=120,
    ),
    question("emergency_phone", F.PHONE, text("Telephone", "电话", "Téléphone"), is_sensitive=True),
    question(
        "insurance",
        F.SHORT_TEXT,
        text("Health insurance and policy number", "医疗保险及保单号", "Assurance maladie et numéro de contrat"),
        is_sensitive=True,
        max_length=200,
    ),
)

PHOTO = section(
    "photo",
    text("Photograph and programme", "照片与简介", "Photo et programme"),
    question(
        "portrait",
        F.PHOTO,
        text("Photograph", "照片", "Photo"),
        hint=text("For your badge and the programme.", "用于胸牌和活动手册。", "Pour votre badge et le programme."),
    ),
    question(
        "biography",
        F.LONG_TEXT,
        text("A few sentences about you", "个人简介", "Quelques phrases sur vous"),
        max_length=1500,
    ),
    question(
        "may_be_shown",
        F.CONSENT,
        text(
            "My name and photograph may be shown to the other guests",
            "可以向其他嘉宾展示我的姓名和照片",
            "Mon nom et ma photo peuvent être montrés aux autres invités",
        ),
    ),
)

PRESS = section(
    "press",
    text("For whom you report", "媒体信息", "Pour qui vous écrivez"),
    question("medium", F.SHORT_TEXT, text("Medium", "媒体名称", "Média"), is_required=True, is_listed=True),
    question("press_card", F.FILE, text("Press card", "记者证", "Carte de presse")),
    question("equipment", F.SHORT_TEXT, text("Equipment you bring", "携带的设备", "Matériel que vous apportez")),
)
