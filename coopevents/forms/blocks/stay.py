"""Coming, staying and dining: what an office books for its guests. Pure."""

from coopevents.forms.blocks.writing import option, question, section, text, when
from coopevents.forms.fields import Computation
from coopevents.forms.fields import FieldType as F

TRAVEL = section(
    "travel",
    text("Your journey", "行程信息", "Votre voyage"),
    question(
        "stay", F.DATE_RANGE, text("Arrival and departure", "抵达与离开日期", "Arrivée et départ"), is_listed=True
    ),
    question(
        "arrival",
        F.TRAVEL,
        text("How you arrive", "抵达方式", "Votre arrivée"),
        hint=text(
            "The number of the flight or train, or the number plate of your car.",
            "航班号、车次或车牌号。",
            "Le numéro du vol ou du train, ou la plaque de votre voiture.",
        ),
    ),
    question("departure", F.TRAVEL, text("How you leave", "离开方式", "Votre départ")),
    question(
        "pick_up",
        F.CONSENT,
        text("I would like to be met on arrival", "我希望有人接机或接站", "J’aimerais être accueilli à l’arrivée"),
    ),
    question(
        "mobile",
        F.PHONE,
        text("Mobile number while travelling", "旅途中的手机号码", "Numéro de mobile pendant le voyage"),
        condition=when("pick_up", "yes"),
        is_required=True,
    ),
)

ACCOMMODATION = section(
    "accommodation",
    text("Your hotel", "住宿", "Votre hébergement"),
    question(
        "hotel",
        F.CHOICE,
        text("Where you stay", "住宿安排", "Votre hébergement"),
        options=(
            option("own", "I arrange it myself", "自行安排", "Je m’en occupe"),
            option("guest_house", "University guest house", "学校招待所", "Maison d’hôtes de l’université"),
            option("partner_hotel", "Partner hotel", "协议酒店", "Hôtel partenaire"),
        ),
        is_required=True,
        is_listed=True,
    ),
    question(
        "hotel_nights",
        F.DATE_RANGE,
        text("From the night of … until", "入住与退房日期", "De la nuit du … au"),
        condition=when("hotel", "guest_house", "partner_hotel"),
    ),
    question(
        "nights",
        F.COMPUTED,
        text("Nights", "晚数", "Nuits"),
        computation=Computation.NIGHTS,
        computes_from=("hotel_nights",),
        is_listed=True,
        condition=when("hotel", "guest_house", "partner_hotel"),
    ),
    question(
        "room",
        F.CHOICE,
        text("Room", "房型", "Chambre"),
        options=(
            option("single", "Single room", "单人间", "Chambre simple"),
            option("double", "Double room", "双人间", "Chambre double"),
        ),
        condition=when("hotel", "guest_house", "partner_hotel"),
    ),
)

DINNER = section(
    "dinner",
    text("Dinner and excursions", "晚宴与参观", "Dîner et excursions"),
    question(
        "dinner_place",
        F.CHOICE,
        text("Welcome dinner", "欢迎晚宴", "Dîner de bienvenue"),
        options=(
            option("yes", "I will come", "参加", "J’y serai", 120),
            option("no", "I will not come", "不参加", "Je n’y serai pas"),
        ),
        is_listed=True,
    ),
    question(
        "excursions",
        F.CHOICES,
        text("Excursions", "参观活动", "Excursions"),
        options=(
            option("old_town", "Old town, by bus", "古城游（乘大巴）", "Vieille ville, en car", 45),
            option("museum", "City museum", "城市博物馆", "Musée de la ville", 30),
            option("campus", "Walk across the campus", "校园漫步", "Promenade sur le campus"),
        ),
        is_listed=True,
    ),
)
