"""A list as an office keeps it: 171 institutions in 38 countries and regions, 12 of them a second time, 7 rows broken.

The ones a university really named stand at the top, the others are invented. Countries are written by code and by name
in three languages, kinds in any of them, as lists that grew over twenty years are.
"""

from __future__ import annotations

from typing import Any

from coopevents.i18n import country_name, force_locale
from coopevents.partners.positions import country_positions
from coopevents.partners.words import KINDS
from coopevents.text import LANGUAGES

HEAD = (
    "Institution", "中文名称", "Nom (fr)", "Sigle", "Previous names", "类型", "Pays", "City", "URL", "Lat", "Long",
    "建立合作年份",
)  # fmt: skip
REAL = (
    ("TechProtect GmbH", "德国 TechProtect 公司", "", "", "", "company", "DE", "Hamburg", "https://www.techprotect.example"),
    ("University of Rousse", "鲁塞大学", "Université de Roussé", "", "", "university", "BG", "Ruse", ""),
    ("Technological University Dublin", "都柏林理工大学", "", "", "Dublin Institute of Technology", "university", "IE",
     "Dublin", ""),
    ("Stanford University", "斯坦福大学", "", "", "", "university", "US", "Stanford", ""),
    ("University of Waterloo", "滑铁卢大学", "", "", "", "university", "CA", "Waterloo", ""),
    ("University of Leeds", "利兹大学", "", "", "", "university", "GB", "Leeds", ""),
    ("University of New South Wales", "新南威尔士大学", "", "UNSW", "", "university", "AU", "Sydney", ""),
    ("National University of Singapore", "新加坡国立大学", "", "NUS", "", "university", "SG", "", ""),
    ("Nanyang Technological University", "南洋理工大学", "", "NTU", "", "university", "SG", "", ""),
    ("National Institute for Environmental Studies", "国立环境研究所", "", "NIES", "", "institute", "JP",
     "Tsukuba", ""),
    ("United Nations Industrial Development Organization", "联合国工业发展组织", "", "UNIDO", "", "organisation", "AT",
     "Vienna", ""),
    ("Pennsylvania State University", "宾夕法尼亚州立大学", "", "Penn State", "", "university", "US", "", ""),
    ("Georgia Institute of Technology", "佐治亚理工学院", "", "Georgia Tech", "", "university", "US", "Atlanta", ""),
    ("Pohang University of Science and Technology", "浦项科技大学", "", "POSTECH", "", "university", "KR",
     "Pohang", ""),
    ("The Hong Kong Polytechnic University", "香港理工大学", "", "PolyU", "", "university", "HK", "Hong Kong", ""),
    ("ParisTech", "巴黎高科", "ParisTech", "", "", "organisation", "FR", "Paris", ""),
)  # fmt: skip
ALIKE_BUT_TWO = (
    ("Technical University of Ostermark", "", "", "TUO", "", "university", "DE", "Ostermark", ""),
    ("Technical University of Oberkamp", "", "", "TUO", "", "university", "DE", "Oberkamp", ""),
    ("University of Rousse", "", "", "", "", "university", "FR", "Rousse", ""),
)
"""Not duplicates, though two share an acronym and one a name."""
PLACES = {
    "AR": "Valdehermoso Quilmera Trenqueza Alboreda", "AT": "Steinwald Murkirch Donauried Hallbach",
    "AU": "Kurrajal Wattlebrook Merrindah Coorabie", "BE": "Lievemond Haspenhout Walcourbe Torhove",
    "BG": "Belograd Strumino Kazanluka Orehovo", "BR": "Itapuranga Serravelha Jacutiba Monteclaro",
    "CA": "Rivermont Timminsgate Beauharnel Saltcreek", "CL": "Quellenco Antumapu Puyelhue Rancahue",
    "CZ": "Lipovec Horkava Skalnice Brezina", "DE": "Nordhafen Weidental Fichtenau Rabenstedt",
    "EG": "Qanatir Fayoumia Rashidiya Bahariya", "ES": "Valderroca Montesur Arganzola Ribadulce",
    "FR": "Valorne Montcler Saintval Brivade", "GB": "Kestrelford Ashdownham Millbeck Thornwick",
    "HK": "Tsing Lantau Fanling Kwai", "HU": "Tiszakert Balatonvar Somogyfalu Kisvarda",
    "ID": "Sukamaju Tirtoasri Banjaran Cilegara", "IE": "Ballyvane Kilmorra Drumlish Carrowbeg",
    "IN": "Devagiri Rajnagara Suryapalli Kaveripur", "IT": "Montelago Roccasole Valbruna Castelfiore",
    "JP": "Kitahama Minamori Asahikawa Toyosaki", "KE": "Nyahuroro Machakosa Eldamara Kisimani",
    "KR": "Hanbit Saebyeok Narae Cheongso", "KZ": "Almatau Karashyk Zharkol Temirlan",
    "MX": "Xochicalli Tepatlan Zacualpa Mirafuentes", "MY": "Serindit Kualapadi Bukitjaya Rembaya",
    "NL": "Veldhaven Oosterrijn Zuiderdam Lindewaard", "PL": "Złotno Brzezica Wiślanka Kamionna",
    "PT": "Valeverde Serpanova Ribamar Penedoso", "RO": "Codrescu Izvoarele Bistranda Muncelu",
    "RU": "Kamsk Sosnovoborsk Verkholensk Zarechye", "SG": "Bedoria Punggala Jurongate Changora",
    "TH": "Nakhonthip Suwanburi Phumisen Ratchakarn", "TR": "Karaova Yenipinar Gokdere Akcahisar",
    "UA": "Zelenohrad Stepanivka Dubrovytsia Lozovets", "US": "Prairieton Lakemore Redstonia Cedarfield",
    "VN": "Lamson Hoabinhai Thanhmoc Quangtri", "ZA": "Witrand Karoopoort Umlazini Bergrivier",
}  # fmt: skip
KINDS_OF = (
    ("university", "University of {}", "{}大学", "Université de {}"),
    ("university", "{} University of Technology", "", ""),
    ("institute", "{} Institute of Applied Sciences", "", ""),
    ("company", "{} Engineering", "", ""),
)
AGAIN: dict[str, tuple[str, tuple[str, ...]]] = {
    "in Chinese only": ("University of Rousse", ("", "鲁塞大学", "", "", "", "", "BG")),
    "in French only": ("University of Leeds", ("", "", "Université de Leeds", "", "", "", "Royaume-Uni")),
    "by its acronym": ("National University of Singapore", ("NUS", "", "", "", "", "", "新加坡")),
    "under an acronym": (
        "Pohang University of Science and Technology",
        ("Pohang Tech", "", "", "POSTECH", "", "", "South Korea"),
    ),
    "by its former name": (
        "Technological University Dublin",
        ("Dublin Institute of Technology", "", "", "", "", "", "IE"),
    ),
    "renamed since": (
        "University of Veldhaven",
        ("Veldhaven Metropolitan", "", "", "", "University of Veldhaven", "", "Pays-Bas"),
    ),
    "without accents": ("University of Złotno", ("UNIVERSITY OF ZLOTNO", "", "", "", "", "", "Poland")),
    "with accents": ("University of Valorne", ("", "", "Universite de Valorné", "", "", "", "法国")),
    "a letter swapped": ("University of Waterloo", ("Univeristy of Waterloo", "", "", "", "", "", "Canada")),
    "a letter too many": (
        "University of New South Wales",
        ("University of New South Whales", "", "", "", "", "", "Australie"),
    ),
    "in another order": ("Stanford University", ("University of Stanford", "", "", "", "", "", "USA")),
    "by its website": (
        "TechProtect GmbH",
        ("Hamburg Umweltschutz", "", "", "", "", "", "德国", "", "http://techprotect.example/"),
    ),
}
"""What was written a second time: how, the row it repeats, and the cells."""
BROKEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "no name": ("Institution", ("", "", "", "", "", "university", "DE")),
    "no such country": ("Pays", ("University of Poseidon", "", "", "", "", "", "Atlantis")),
    "no country": ("Pays", ("University of Nowhere", "", "", "", "", "", "")),
    "no such kind": ("类型", ("Marsbase", "", "", "", "", "Spaceship", "US")),
    "no year": ("建立合作年份", ("Oldest University", "", "", "", "", "", "IT", "", "", "", "", "long ago")),
    "off the earth": ("Lat", ("Polar College", "", "", "", "", "", "CA", "", "", "123", "0", "")),
    "no address": ("URL", ("Webless University", "", "", "", "", "", "ES", "", "ftp://somewhere")),
}
"""What cannot be read: how, the column, and the cells."""


def institutions() -> list[list[Any]]:
    """The rows of the 171."""
    rows = [[*each, "", "", 1995 + number] for number, each in enumerate((*REAL, *ALIKE_BUT_TWO))]
    for number, (country, places) in enumerate(PLACES.items()):
        middle = country_positions()[country]
        for step, (place, (kind, *names)) in enumerate(zip(places.split(), KINDS_OF, strict=True)):
            said = [name.format(place) for name in names]
            position = round(middle.latitude + step / 4, 2), round(middle.longitude - step / 2, 2)
            rows.append([*said, "", "", kind, country, place, "", *position, 2000 + number % 25])
    for number, row in enumerate(rows):
        row[5], row[6] = _kind(row[5], number), _country(row[6], number)
    return rows


def everything() -> list[list[Any]]:
    """The head, the 171, and among them what is there twice and what is broken: always in the same places."""
    rows = institutions()
    more = [_padded(cells) for _name, cells in (*AGAIN.values(), *BROKEN.values())]
    for number, row in enumerate(more):
        rows.insert(len(rows) - 2 * number, row)
    return [list(HEAD), *rows]


def _padded(cells: tuple[str, ...]) -> list[Any]:
    return [*cells, *[""] * (len(HEAD) - len(cells))]


def _country(code: str, number: int) -> str:
    if number % 4 == 3:
        return code
    with force_locale(LANGUAGES[number % 4]):
        return country_name(code)


def _kind(kind: str, number: int) -> str:
    with force_locale(LANGUAGES[number % 3]):
        return str(KINDS[kind])
