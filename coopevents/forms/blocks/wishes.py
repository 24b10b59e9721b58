"""What a guest needs to take part: food, access, interpretation. Pure."""

from coopevents.forms.blocks.writing import consent, option, question, section, text, when
from coopevents.forms.fields import FieldType as F

DIET = section(
    "diet",
    text("What you eat", "饮食要求", "Vos repas"),
    question(
        "diet_choices",
        F.CHOICES,
        text("What you do not eat", "饮食要求", "Ce que vous ne mangez pas"),
        options=(
            option("vegetarian", "Vegetarian", "素食", "Végétarien"),
            option("vegan", "Vegan", "纯素", "Végétalien"),
            option("halal", "Halal", "清真", "Halal"),
            option("no_pork", "No pork", "不吃猪肉", "Sans porc"),
            option("gluten_free", "Gluten-free", "无麸质", "Sans gluten"),
            option("allergy", "An allergy", "食物过敏", "Une allergie"),
        ),
        is_listed=True,
    ),
    question(
        "allergy",
        F.SHORT_TEXT,
        text("Which allergy", "过敏食物", "Quelle allergie"),
        hint=text(
            "Kept encrypted, and erased after the event.",
            "信息加密保存，活动结束后删除。",
            "Chiffré, et effacé après l’événement.",
        ),
        is_sensitive=True,
        is_required=True,
        condition=when("diet_choices", "allergy"),
    ),
)

ACCESS = section(
    "access",
    text("Access", "无障碍需求", "Accessibilité"),
    question(
        "access_needs",
        F.CHOICES,
        text("What would help you to take part", "参会所需的协助", "Ce qui vous aiderait à participer"),
        options=(
            option("step_free", "Step-free access", "无障碍通道", "Accès de plain-pied"),
            option("front_seat", "A seat near the front", "前排座位", "Une place à l’avant"),
            option("sign_language", "Sign language", "手语翻译", "Langue des signes"),
            option("quiet_room", "A quiet room", "安静的房间", "Une salle calme"),
            option("other", "Something else", "其他", "Autre chose"),
        ),
    ),
    consent(
        "health_consent",
        text(
            "I agree that what I write about my health is kept for this event",
            "我同意为本次活动保存我填写的健康信息",
            "J’accepte que ce que j’écris sur ma santé soit conservé pour cet événement",
        ),
        text(
            "It is kept encrypted and erased 30 days after the event.",
            "信息加密保存，并在活动结束30天后删除。",
            "C’est chiffré, et effacé 30 jours après l’événement.",
        ),
        condition=when("access_needs", "other"),
    ),
    question(
        "health",
        F.LONG_TEXT,
        text("What we should know", "需要我们了解的情况", "Ce que nous devrions savoir"),
        is_sensitive=True,
        max_length=1000,
        condition=when("health_consent", "yes"),
    ),
)

INTERPRETER = section(
    "interpreter",
    text("Interpretation", "口译", "Interprétation"),
    question(
        "interpretation_into",
        F.LANGUAGE,
        text("Interpretation into", "所需口译语种", "Interprétation vers"),
        hint=text(
            "Only if you cannot follow the event's language.",
            "如您无法使用活动语言，请选择。",
            "Seulement si vous ne suivez pas la langue de l’événement.",
        ),
        is_listed=True,
    ),
    question(
        "brings_interpreter",
        F.CONSENT,
        text("I bring an interpreter of my own", "我自带口译人员", "J’amène mon interprète"),
    ),
    question(
        "interpreter_name",
        F.PERSON_NAME,
        text("Name of your interpreter", "口译人员姓名", "Nom de votre interprète"),
        condition=when("brings_interpreter", "yes"),
        is_required=True,
    ),
)
