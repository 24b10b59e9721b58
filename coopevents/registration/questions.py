"""What an event asks its guests besides their names: the questions every event begins with."""

from coopevents.forms.fields import Definition, FieldType, Option, Question, Section
from coopevents.text import LocalizedText

PURPOSE = "registration"


def _text(en: str, zh: str, fr: str) -> LocalizedText:
    return LocalizedText({"en": en, "zh_Hans_CN": zh, "fr": fr})


TITLE = _text("Registration", "报名表", "Inscription")
FIRST_ROLE = _text("Guest", "嘉宾", "Invité")

DIET = (
    Option("vegetarian", _text("Vegetarian", "素食", "Végétarien")),
    Option("vegan", _text("Vegan", "纯素", "Végétalien")),
    Option("halal", _text("Halal", "清真", "Halal")),
    Option("no_pork", _text("No pork", "不吃猪肉", "Sans porc")),
    Option("no_seafood", _text("No fish or seafood", "不吃鱼和海鲜", "Sans poisson ni fruits de mer")),
    Option("gluten_free", _text("Gluten-free", "无麸质", "Sans gluten")),
    Option(
        "allergy",
        _text("An allergy (describe it below)", "食物过敏（请在下方说明）", "Une allergie (à préciser plus bas)"),
    ),
)

INTERESTS = (
    Option("joint_research", _text("Joint research", "联合科研", "Recherche conjointe")),
    Option("student_exchange", _text("Student exchange", "学生交流", "Échange d’étudiants")),
    Option(
        "dual_degrees",
        _text("Dual degrees and joint programmes", "双学位与联合培养", "Doubles diplômes et cursus communs"),
    ),
    Option(
        "staff_exchange",
        _text("Staff exchange and visiting scholars", "教师交流与访问学者", "Mobilité des enseignants-chercheurs"),
    ),
    Option(
        "innovation",
        _text(
            "Technology transfer and start-ups", "技术转移与创业", "Transfert de technologie et création d’entreprises"
        ),
    ),
    Option("internships", _text("Internships and recruitment", "实习与招聘", "Stages et recrutement")),
)

QUESTIONS = (
    Question(
        key="diet",
        type=FieldType.CHOICES,
        label=_text("What you do not eat", "饮食要求", "Régime alimentaire"),
        options=DIET,
    ),
    Question(
        key="needs",
        type=FieldType.LONG_TEXT,
        label=_text("What would help you to take part", "参会所需的协助", "Ce qui vous aiderait à participer"),
        hint=_text(
            "Step-free access, a seat near the front, a quiet room, an allergy. Only the organisers see it.",
            "例如无障碍通道、前排座位、安静的房间、过敏情况。仅主办方可见。",
            "Accès de plain-pied, place à l’avant, salle calme, allergie. Seuls les organisateurs le voient.",
        ),
        max_length=1000,
    ),
    Question(
        key="interpretation",
        type=FieldType.LANGUAGE,
        label=_text("Interpretation into", "所需口译语种", "Interprétation vers"),
        hint=_text(
            "Only if you cannot follow the event's language.",
            "如您无法使用活动语言，请选择。",
            "Seulement si vous ne suivez pas la langue de l’événement.",
        ),
    ),
    Question(
        key="interests",
        type=FieldType.CHOICES,
        label=_text("What you would like to talk about", "希望洽谈的合作方向", "Ce dont vous aimeriez parler"),
        options=INTERESTS,
    ),
    Question(
        key="message",
        type=FieldType.LONG_TEXT,
        label=_text("A word to the organisers", "给主办方的留言", "Un mot aux organisateurs"),
        max_length=2000,
    ),
)

DEFAULT = Definition(
    (Section(key="wishes", title=_text("What you need", "您的需求", "Vos besoins"), questions=QUESTIONS),)
)

PRIVACY = _text(
    "We use what you write here to prepare and hold this event: to plan places, meals and interpretation, and to write "
    "to you about it. Only the organising office and its assistants see it. You may change or withdraw it at any time "
    "with your personal link.",
    "您填写的信息仅用于筹备和举办本次活动，包括安排名额、餐饮和口译，以及就活动与您联系。只有主办部门及其工作人员可以查看。"
    "您可随时通过个人链接修改或撤回。",
    "Ce que vous écrivez ici sert à préparer et à tenir cet événement : prévoir les places, les repas et "
    "l’interprétation, et vous écrire à ce sujet. Seuls le bureau organisateur et ses assistants le voient. Vous "
    "pouvez le modifier ou le retirer à tout moment avec votre lien personnel.",
)
"""What guests agree to while the event has no text of its own."""
