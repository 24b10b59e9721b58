"""The demo office's partner institutions and the people it knows.

TechProtect, Rousse and Dublin signed with the real polytechnic in 2024 (facts from its own news); the other institutions
and every person are invented.
"""

from dataclasses import dataclass

from coopevents.partners.models import InstitutionKind
from coopevents.text import LocalizedText


@dataclass(frozen=True)
class DemoInstitution:
    """An institution, found again by its key."""

    key: str
    kind: InstitutionKind
    country: str
    city: str
    name: LocalizedText
    since: int


@dataclass(frozen=True)
class DemoPerson:
    """An invented person."""

    key: str
    title: str
    given_name: str
    family_name: str
    original_name: str
    institution: str
    position: str

    @property
    def email(self) -> str:
        """An address that reaches nobody (RFC 2606)."""
        return f"{self.key}@{self.institution or 'guest'}.example"


U, C, I = InstitutionKind.UNIVERSITY, InstitutionKind.COMPANY, InstitutionKind.INSTITUTE  # noqa: E741

INSTITUTIONS = (
    DemoInstitution("techprotect", C, "DE", "Hamburg", LocalizedText(en="TechProtect GmbH", zh_Hans_CN="德国 TechProtect 公司"), 2014),
    DemoInstitution("rousse", U, "BG", "Ruse", LocalizedText(en="University of Rousse", zh_Hans_CN="鲁塞大学", fr="Université de Roussé"), 2021),
    DemoInstitution("tudublin", U, "IE", "Dublin", LocalizedText(en="Technological University Dublin", zh_Hans_CN="都柏林理工大学", fr="Université technologique de Dublin"), 2018),
    DemoInstitution("nordhafen", U, "DE", "Nordhafen", LocalizedText(en="Nordhafen University of Applied Sciences", zh_Hans_CN="北港应用科学大学", fr="Université de sciences appliquées de Nordhafen"), 2009),
    DemoInstitution("valorne", U, "FR", "Alençon", LocalizedText(en="Val d’Orne University of Technology", zh_Hans_CN="奥恩河谷工程技术大学", fr="Université de technologie du Val d’Orne"), 2012),
    DemoInstitution("almaty", U, "KZ", "Almaty", LocalizedText(en="Almaty Institute of Applied Engineering", zh_Hans_CN="阿拉木图应用工程学院", fr="Institut d’ingénierie appliquée d’Almaty"), 2016),
    DemoInstitution("kamsk", U, "RU", "Kamsk", LocalizedText(en="Kamsk State Polytechnic", zh_Hans_CN="卡姆斯克国立理工大学", fr="Polytechnique d’État de Kamsk"), 2011),
    DemoInstitution("hanbit", U, "KR", "Daejeon", LocalizedText(en="Hanbit University of Technology", zh_Hans_CN="韩光工业大学", fr="Université de technologie Hanbit"), 2015),
    DemoInstitution("kitahama", I, "JP", "Osaka", LocalizedText(en="Kitahama Institute for Resource Circulation", zh_Hans_CN="北滨资源循环研究所", fr="Institut Kitahama du recyclage"), 2019),
    DemoInstitution("santelia", U, "IT", "Como", LocalizedText(en="Sant’Elia Polytechnic", zh_Hans_CN="圣埃利亚理工学院", fr="École polytechnique Sant’Elia"), 2013),
    DemoInstitution("selatan", U, "MY", "Johor Bahru", LocalizedText(en="Selatan Technical University", zh_Hans_CN="南方技术大学", fr="Université technique de Selatan"), 2020),
    DemoInstitution("qamar", U, "JO", "Amman", LocalizedText(en="Al-Qamar University of Engineering", zh_Hans_CN="卡玛尔工程大学", fr="Université d’ingénierie Al-Qamar"), 2022),
)

_ROWS = """
zhou.minghua|Professor|Minghua|Zhou|周明华||President
shen.yulan|Professor|Yulan|Shen|沈玉兰||Vice-President for International Cooperation
gu.wenbo|Dr|Wenbo|Gu|顾文博||Director, Office of International Cooperation
lin.xiaoyu|Ms|Xiaoyu|Lin|林晓雨||Protocol officer
tang.jiayi|Ms|Jiayi|Tang|唐佳怡||Interpreter (English)
he.zhiyuan|Mr|Zhiyuan|He|何致远||Interpreter (French)
fang.lei|Professor|Lei|Fang|方蕾||Dean, School of Resources and Environmental Engineering
qian.haoran|Professor|Haoran|Qian|钱浩然||Dean, School of Computer and Information Engineering
lu.siqi|Dr|Siqi|Lu|陆思琪||Dean, School of Business
wei.guanghui|Mr|Guanghui|Wei|魏光辉||Campus guide
jin.yutong|Ms|Yutong|Jin|金雨桐||Campus guide
bao.chenxi|Ms|Chenxi|Bao|鲍晨曦||Master of ceremonies
dai.ruolin|Dr|Ruolin|Dai|戴若琳||Head, Joint Laboratory for E-Waste
xu.pengfei|Mr|Pengfei|Xu|徐鹏飞||Head, Student Exchange
brandt.karsten|Dr|Karsten|Brandt||techprotect|Founder and Managing Director
vogel.annika|Ms|Annika|Vogel||techprotect|Head of Recycling Technology
reimers.jonas|Mr|Jonas|Reimers||techprotect|Project engineer
oezdemir.leyla|Dr|Leyla|Özdemir||techprotect|Head of Research Partnerships
dimitrov.stoyan|Professor|Stoyan|Dimitrov|Стоян Димитров|rousse|Rector
petkova.elitsa|Dr|Elitsa|Petkova|Елица Петкова|rousse|Vice-Rector for Internationalisation
angelov.kaloyan|Mr|Kaloyan|Angelov|Калоян Ангелов|rousse|Innovation and entrepreneurship centre
todorova.milena|Ms|Milena|Todorova|Милена Тодорова|rousse|Erasmus coordinator
gallagher.niamh|Professor|Niamh|Gallagher||tudublin|Dean of Computer Science
oreilly.cathal|Dr|Cathal|O’Reilly||tudublin|Head of Global Engagement
byrne.aoife|Ms|Aoife|Byrne||tudublin|Admissions manager
kavanagh.sean|Dr|Seán|Kavanagh||tudublin|Lecturer in software engineering
lindner.ulrike|Professor|Ulrike|Lindner||nordhafen|President
hartwig.maximilian|Dr|Maximilian|Hartwig-Schwarzenbergen||nordhafen|Director, International Centre for Applied Circular Economy
kruse.tjark|Mr|Tjark|Kruse||nordhafen|Exchange coordinator
weiss.carolin|Ms|Carolin|Weiß||nordhafen|Summer school manager
delacroix.helene|Professor|Hélène|Delacroix-Beaumont||valorne|Vice-President for International Relations
morvan.yannick|Dr|Yannick|Morvan||valorne|Director of the Graduate School
lefevre.anais|Ms|Anaïs|Lefèvre||valorne|Double degree coordinator
ndiaye.cheikh|Dr|Cheikh|Ndiaye||valorne|Lecturer in materials
akhmetova.dana|Professor|Dana|Akhmetova|Дана Ахметова|almaty|Vice-Rector
sarsenov.timur|Dr|Timur|Sarsenov|Тимур Сәрсенов|almaty|Head of Mining Engineering
nurlanova.aigerim|Ms|Aigerim|Nurlanova|Айгерім Нұрланова|almaty|Mobility officer
volkova.irina|Professor|Irina|Volkova|Ирина Волкова|kamsk|Vice-Rector for Research
sorokin.pavel|Dr|Pavel|Sorokin|Павел Сорокин|kamsk|Head of Robotics
melnikova.olga|Ms|Olga|Melnikova|Ольга Мельникова|kamsk|International office
seo.jiwon|Professor|Jiwon|Seo|서지원|hanbit|Dean of International Affairs
kwon.taeyang|Dr|Taeyang|Kwon|권태양|hanbit|Professor of Battery Recycling
noh.haneul|Ms|Haneul|Noh|노하늘|hanbit|Partnership manager
hayashida.makoto|Dr|Makoto|Hayashida|林田 誠|kitahama|Director
morinaga.chie|Dr|Chie|Morinaga|森永 千恵|kitahama|Senior researcher
okuda.ren|Mr|Ren|Okuda|奥田 蓮|kitahama|Liaison officer
bellandi.giulia|Professor|Giulia|Bellandi||santelia|Vice-Rector for Design
ferrucci.matteo|Dr|Matteo|Ferrucci||santelia|Head of Industrial Design
rinaldi.chiara|Ms|Chiara|Rinaldi||santelia|International relations officer
colombo.davide|Dr|Davide|Colombo||santelia|Lecturer in product design
rahman.farah|Professor|Farah binti|Abdul Rahman||selatan|Deputy Vice-Chancellor
tan.weiling|Dr|Wei Ling|Tan|陈慧玲|selatan|Director of Industry Training
kumar.arvind|Mr|Arvind|Kumar||selatan|Global mobility
ismail.hakim|Dr|Hakim|Ismail||selatan|Senior lecturer
haddad.layla|Professor|Layla|Haddad|ليلى حداد|qamar|Dean of Engineering
khoury.omar|Dr|Omar|Khoury|عمر خوري|qamar|Head of Water Technology
zayed.rania|Ms|Rania|Zayed|رانيا زايد|qamar|International office
nasser.yousef|Mr|Yousef|Nasser|يوسف ناصر|qamar|Doctoral student
muller.lukas|Dr|Lukas|Müller||nordhafen|Lecturer in logistics
zhang.wei|Dr|Wei|Zhang|张伟|hanbit|Visiting researcher
"""

PEOPLE = tuple(DemoPerson(*row.split("|")) for row in _ROWS.strip().splitlines())
