"""Invented ceremonies of two, three and five parties, with long names in several scripts."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from coopevents.ceremonies import protocol_rules as rules
from coopevents.ceremonies.flags import Flag, FlagCustom, flags_behind
from coopevents.ceremonies.plates import Named
from coopevents.ceremonies.seating import Party, aides_of, seated
from coopevents.ceremonies.standing import stood_in_sides, stood_together
from coopevents.papers.ceremony_values import (
    AgreementToSign,
    Attendant,
    CeremonyParty,
    CeremonyRole,
    CeremonyValues,
    KitLine,
    Placements,
    ScriptCue,
)
from coopevents.text import LocalizedText

STARTS = datetime(2026, 11, 30, 6, 0, tzinfo=UTC)
LONG_HAN = "阿卜杜热西提·买买提吐尔逊"
LONG_LATIN = "Maximiliane Friederike Freifrau von Hohenberg-Waldstein"
ARABIC = "عبد الرحمن بن عبد العزيز الحارثي"
LONG_INSTITUTION = (
    "Technische Hochschule Ostwald am Rhein, Institut für Angewandte Donaudampfschifffahrtswissenschaften"
)

PARTIES = (
    (
        "host",
        "CN",
        "zh_Hans_CN",
        {
            "en": "Donghai Polytechnic University",
            "zh_Hans_CN": "东海理工大学",
            "fr": "Université polytechnique de Donghai",
        },
    ),
    ("de", "DE", "en", {"en": LONG_INSTITUTION, "zh_Hans_CN": "莱茵河畔奥斯特瓦尔德工业大学应用多瑙河航运科学研究所"}),
    (
        "om",
        "OM",
        "en",
        {
            "en": "Al Harith University of Applied Sciences",
            "zh_Hans_CN": "哈里斯应用科学大学",
            "fr": "Université Al Harith",
        },
    ),
    (
        "fr",
        "FR",
        "fr",
        {"en": "University of Montclair", "fr": "Université de Montclair", "zh_Hans_CN": "蒙克莱尔大学"},
    ),
    ("bg", "BG", "en", {"en": "Technical University of Rosengrad", "zh_Hans_CN": "罗森格勒技术大学"}),
)
SIGNING = {
    "host": ("Minghua", "Li", "李明华", True, {"en": "President", "zh_Hans_CN": "校长", "fr": "Président"}),
    "de": (
        *LONG_LATIN.rsplit(" ", 1),
        "",
        False,
        {"en": "Vice-President for International Research Cooperation", "zh_Hans_CN": "主管国际科研合作副校长"},
    ),
    "om": ("Abd ar-Rahman", "al-Harithi", ARABIC, False, {"en": "Rector", "zh_Hans_CN": "校长", "fr": "Recteur"}),
    "fr": ("Amélie", "Laurent", "", False, {"en": "President", "fr": "Présidente", "zh_Hans_CN": "校长"}),
    "bg": ("Иван", "Петров", "Иван Петров", False, {"en": "Dean of Engineering", "zh_Hans_CN": "工程学院院长"}),
}


def ceremony(count: int = 2, witnesses: int = 4) -> CeremonyValues:
    """A ceremony of so many parties with so many people behind each; two stand in sides, more as one group."""
    keys = [key for key, *_rest in PARTIES[:count]]
    parties = [
        CeremonyParty(key, LocalizedText(names), country, key == "host", f"{key}-1", language)
        for key, country, language, names in PARTIES[:count]
    ]
    people = [each for party in parties for each in _delegation(party, witnesses)]
    people += _staff()
    return CeremonyValues(
        title=LocalizedText(
            en="Signing ceremony of the Global Partnership Week",
            zh_Hans_CN="全球合作伙伴周签约仪式",
            fr="Cérémonie de signature de la Semaine mondiale des partenariats",
        ),
        starts_at=STARTS,
        ends_at=STARTS + timedelta(minutes=45),
        time_zone="Asia/Shanghai",
        place=LocalizedText(en="Main Hall, Building A", zh_Hans_CN="A 座主礼堂", fr="Grande salle, bâtiment A"),
        host=LocalizedText(en="Donghai Polytechnic University", zh_Hans_CN="东海理工大学"),
        parties=parties,
        people=people,
        agreements=_agreements(keys),
        cues=CUES,
        kit=KIT,
        placements=_placed(parties, people),
        changed_at=STARTS - timedelta(days=3),
        press_contact="press@donghai.example",
    )


def _delegation(party: CeremonyParty, witnesses: int) -> list[Attendant]:
    given, family, original, family_first, offices = SIGNING[party.key]
    institutions = dict(party.institution)
    title = "Prof." if party.key in {"host", "de"} else ""
    first = Named(party.signatory, given, family, original, title, family_first, offices, institutions)
    found = [Attendant(first, CeremonyRole.SIGNATORY, party.key)]
    aide = Named(
        f"{party.key}-aide", "Robin", f"Aide-{party.key}", offices={"en": "Officer"}, institutions=institutions
    )
    found.append(Attendant(aide, CeremonyRole.AIDE, party.key))
    for place in range(witnesses):
        key = f"{party.key}-{place + 2}"
        named = Named(key, *WITNESSES[(place + 2 * len(party.key)) % len(WITNESSES)], {}, institutions)
        found.append(Attendant(named, CeremonyRole.WITNESS, party.key))
    return found


WITNESSES = (
    ("Anna-Katharina", "Müller-Lüdenscheidt", "", "Prof. Dr", False),
    ("", "", LONG_HAN, "", False),
    ("Wei", "Zhang", "张伟", "", True),
    ("Salim", "bin Said", "سالم بن سعيد", "", False),
    ("Jean-Baptiste", "de La Rochefoucauld-Montbazon", "", "", False),
)


def _staff() -> list[Attendant]:
    return [
        Attendant(Named("mc", "Jing", "Chen", "陈静", "", True), CeremonyRole.MASTER_OF_CEREMONIES),
        Attendant(Named("interpreter", "Claire", "Dubois"), CeremonyRole.INTERPRETER),
        Attendant(Named("photo", "Tomás", "Nowak"), CeremonyRole.PHOTOGRAPHER),
    ]


def _agreements(keys: list[str]) -> list[AgreementToSign]:
    title = LocalizedText(
        en="Agreement on cooperation in research and the exchange of students",
        zh_Hans_CN="科研合作与学生交流协议",
        fr="Accord de coopération scientifique et d’échange d’étudiants",
    )
    summary = LocalizedText(
        en="The parties will train students together and open their laboratories to each other.",
        zh_Hans_CN="各方将联合培养学生，并相互开放实验室。",
        fr="Les parties formeront ensemble des étudiants et s’ouvriront leurs laboratoires.",
    )
    return [AgreementToSign("AG-2026-0007", title, keys, ("zh_Hans_CN", "en"), summary=summary)]


def _placed(parties: list[CeremonyParty], people: list[Attendant]) -> Placements:
    seats = seated([Party(each.key, each.is_host) for each in parties])
    standing = [each for each in people if each.role is CeremonyRole.WITNESS]
    aides = aides_of(seats)
    if len(parties) == 2:
        hosts = [each.key for each in standing if each.party == "host"]
        stood = stood_in_sides([each.key for each in standing if each.party != "host"], hosts, 8)
    else:
        stood = stood_together([each.key for each in standing], 11)
    flags = flags_behind([Flag(each.country, each.is_host) for each in parties], FlagCustom.CHINESE)
    applied = (rules.RANK_AND_GUESTS, seats.rule, aides.rule, stood.rule, flags.rule, rules.FLAGS_BEFORE_SEATS)
    return Placements(seats, aides.spots, stood, flags, applied, frozenset({standing[0].key}))


def _cue(minute: int, minutes: float, who: str, en: str, zh: str, fr: str, *text: str, media: str = "") -> ScriptCue:
    said = LocalizedText(dict(zip(("en", "zh_Hans_CN", "fr"), text, strict=False)))
    title = LocalizedText(en=en, zh_Hans_CN=zh, fr=fr)
    return ScriptCue(
        STARTS + timedelta(minutes=minute), minutes, title, LocalizedText(en=who), said, media, minute != 0
    )


CUES = (
    _cue(0, 5, "Chen Jing", "Guests take their places", "来宾就位", "Les invités prennent place", media="Music"),
    _cue(
        *(5, 4, "Chen Jing", "Welcome", "主持人致辞", "Accueil"),
        "Distinguished guests, dear friends, welcome to the signing ceremony of our Global Partnership Week.",
        "尊敬的各位来宾、各位朋友，欢迎出席全球合作伙伴周签约仪式。",
        "Mesdames et Messieurs, chers amis, soyez les bienvenus à la cérémonie de signature.",
    ),
    _cue(9, 6, "Li Minghua", "Address of the President", "校长致辞", "Allocution du Président"),
    _cue(
        *(15, 10, "All signatories", "Signing and exchange of the copies", "签署并交换文本", "Signature et échange"),
        "I now invite the signatories to the table. Please sign the copy before you; the aides will then swap them.",
        "现在请各位签字代表入座。请先在本方保存的文本上签字，随后由助签人员交换文本。",
        "J’invite les signataires à prendre place. Veuillez signer votre exemplaire.",
        media="Camera on the table",
    ),
    _cue(25, 5, "Everybody", "Toast", "举杯祝贺", "Toast"),
    _cue(30, 15, "Photographer", "Photograph", "合影留念", "Photographie", media="Stage light"),
)

KIT = (
    KitLine(
        LocalizedText(en="Originals, bound", zh_Hans_CN="协议正本（已装订）", fr="Originaux reliés"),
        2,
        "Zhang Wei",
        date(2026, 11, 27),
        True,
    ),
    KitLine(
        LocalizedText(en="Signing pens", zh_Hans_CN="签字笔", fr="Stylos de signature"),
        4,
        "Chen Jing",
        date(2026, 11, 29),
    ),
    KitLine(
        LocalizedText(en="Table flags", zh_Hans_CN="桌旗", fr="Drapeaux de table"),
        2,
        "Claire Dubois",
        date(2026, 11, 29),
        note="Store room B 12",
    ),
    KitLine(LocalizedText(en="Name plates", zh_Hans_CN="席卡", fr="Chevalets"), 12, "", None),
)
