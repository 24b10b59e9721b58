"""The columns of a list of institutions: how they are headed, and what stands in them. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from flask_babel.speaklater import LazyString

from coopevents.exports import Cell
from coopevents.i18n import LANGUAGE_NAMES, _l, force_locale
from coopevents.partners import words
from coopevents.partners.models import Institution
from coopevents.text import LANGUAGES, folded


@dataclass(frozen=True)
class Column:
    """One column; ``also`` are headings that mean it in lists that were not exported here, folded."""

    key: str
    label: LazyString
    also: tuple[str, ...] = ()
    language: str = ""


_NAME = _l("Name")
COLUMNS = (
    Column(
        "name_en",
        _NAME,
        ("name", "institution", "university", "partner", "partner institution", "english name", "name in english",
         "institution name", "name of institution", "name (en)", "英文名", "英文名称", "nom anglais", "nom (en)"),
        "en",
    ),
    Column(
        "name_zh_Hans_CN",
        _NAME,
        ("chinese name", "name in chinese", "name (zh)", "name (cn)", "中文名", "中文名称", "名称", "名称(中文)",
         "院校名称", "机构名称", "学校名称", "学校", "机构", "nom chinois", "nom (zh)"),
        "zh_Hans_CN",
    ),
    Column(
        "name_fr",
        _NAME,
        ("french name", "name in french", "name (fr)", "法文名", "法文名称", "nom", "nom francais", "nom (fr)",
         "etablissement", "nom de l'etablissement", "nom de l’etablissement"),
        "fr",
    ),
    Column(
        "original_name",
        _l("Name in its own script"),
        ("original name", "local name", "native name", "原文名", "原文名称", "nom d'origine", "nom original"),
    ),
    Column(
        "acronym",
        _l("Acronym or short name"),
        ("acronym", "abbreviation", "short name", "简称", "缩写", "sigle", "acronyme", "abreviation"),
    ),
    Column(
        "former_names",
        _l("Former names"),
        ("former name", "previous name", "previous names", "曾用名", "原名", "ancien nom", "anciens noms"),
    ),
    Column("kind", _l("Kind"), ("type", "category", "institution type", "类型", "类别", "性质", "categorie", "nature")),
    Column(
        "country",
        _l("Country or region"),
        ("country", "region", "country/region", "country / region", "country code", "国家", "国别", "国家/地区",
         "国家或地区", "国家和地区", "国家(地区)", "地区", "pays", "pays ou region", "pays/region", "code pays"),
    ),
    Column("city", _l("City"), ("town", "place", "location", "城市", "所在城市", "所在地", "ville", "lieu")),
    Column(
        "website",
        _l("Website"),
        ("web", "url", "homepage", "web site", "link", "网址", "网站", "主页", "site", "site web", "site internet"),
    ),
    Column("latitude", _l("Latitude"), ("lat", "lat.", "纬度")),
    Column("longitude", _l("Longitude"), ("lon", "lng", "long", "long.", "经度")),
    Column(
        "status",
        _l("Status"),
        ("status", "partner status", "state", "状态", "合作状态", "statut", "etat"),
    ),
    Column(
        "partner_since",
        _l("Partner since"),
        ("since", "year", "start year", "建立合作年份", "合作年份", "年份", "起始年份", "depuis", "annee"),
    ),
    Column("parent", _l("Belongs to"), ("parent", "parent institution", "part of", "隶属", "上级机构", "rattache a")),
    Column("tags", _l("Tags"), ("tag", "keywords", "labels", "标签", "关键词", "etiquettes", "mots-cles")),
)  # fmt: skip
BY_KEY = {each.key: each for each in COLUMNS}
NAMES = tuple(f"name_{language}" for language in LANGUAGES)
_MORE_KINDS = {
    "university": ("college", "school", "higher education", "hei", "hochschule", "universitat", "学院", "高校", "院校",
                   "高等学校", "ecole", "universite", "grande ecole", "etablissement d'enseignement superieur"),
    "company": ("enterprise", "firm", "business", "industry", "corporation", "公司", "企业", "societe", "entreprise"),
    "institute": ("institute", "research centre", "research center", "laboratory", "研究所", "研究院", "科研院所",
                  "科研机构", "institut", "centre de recherche", "laboratoire", "institut de recherche"),
    "government": ("government", "authority", "ministry", "embassy", "consulate", "政府", "政府机构", "政府部门",
                   "使领馆", "gouvernement", "ministere", "ambassade", "administration", "autorite publique"),
    "organisation": ("organization", "international organisation", "international organization", "ngo", "association",
                     "foundation", "network", "组织", "国际组织", "协会", "基金会", "organisation internationale",
                     "fondation", "reseau", "ong"),
}  # fmt: skip
_MORE_STATUSES = {
    "partner": ("active", "yes", "current", "signed", "合作中", "合作伙伴", "有效", "是", "oui", "actif", "partenaire"),
    "prospect": ("planned", "potential", "contact", "no", "洽谈中", "意向", "潜在", "否", "non", "envisage"),
    "former": ("ended", "expired", "inactive", "previous", "已终止", "已到期", "曾合作", "ancien", "termine", "expire"),
}  # fmt: skip


def heading(column: Column) -> str:
    """A column's name in the language now in force, with the language of its texts."""
    return f"{column.label} ({LANGUAGE_NAMES[column.language]})" if column.language else str(column.label)


def headings(language: str) -> list[str]:
    """The first line of a table in that language."""
    with force_locale(language):
        return [heading(each) for each in COLUMNS]


@cache
def keys_by_heading() -> Mapping[str, str]:
    """Every heading that is understood, folded, to the column's key; what is exported here comes first."""
    found = {folded(word): each.key for each in COLUMNS for word in each.also}
    found |= {folded(each.key): each.key for each in COLUMNS}
    for language in LANGUAGES:
        found |= {folded(name): each.key for each, name in zip(COLUMNS, headings(language), strict=True)}
    return found


@cache
def kinds() -> Mapping[str, str]:
    """Every word for a kind in every language, folded."""
    return _meanings(words.KINDS, _MORE_KINDS)


@cache
def statuses() -> Mapping[str, str]:
    """Every word for what an institution is to us, folded."""
    return _meanings(words.STATUSES, _MORE_STATUSES)


def line_of(institution: Institution, tags: Iterable[str], parent: Institution | None, language: str) -> list[Cell]:
    """An institution as a line of the table, in the order of the columns."""
    with force_locale(language):
        kind, status = str(words.KINDS[institution.kind]), str(words.STATUSES[institution.status])
    return [
        *(institution.name.get(each, "") for each in LANGUAGES),
        institution.original_name,
        institution.acronym,
        "; ".join(institution.former_names),
        kind,
        institution.country,
        institution.city,
        institution.website,
        institution.latitude,
        institution.longitude,
        status,
        institution.partner_since,
        parent.name.in_language("en") if parent is not None else "",
        ", ".join(tags),
    ]


def _meanings(known: Mapping[str, LazyString], more: Mapping[str, tuple[str, ...]]) -> dict[str, str]:
    found = {folded(word): code for code, others in more.items() for word in others}
    found |= {folded(str(code)): str(code) for code in known}
    for language in LANGUAGES:
        with force_locale(language):
            found |= {folded(str(word)): str(code) for code, word in known.items()}
    return found
