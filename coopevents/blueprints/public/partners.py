"""The university's partners, as everybody sees them: a list beside a map, and a page for each."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask import Blueprint, current_app, request
from flask.typing import ResponseReturnValue
from flask_babel.speaklater import LazyString

from coopevents import clock, generations
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.pages import Page, kept_page, own_page, render_page
from coopevents.blueprints.public.agreement_cards import agreement_card
from coopevents.blueprints.public.partner_choice import PartnerChoice, Selection, joined, possible, select
from coopevents.blueprints.public.partner_map import map_of, map_of_one, own_picture
from coopevents.blueprints.public.visible_events import other_title
from coopevents.feeds.partner_events import list_public_events_with
from coopevents.i18n import HTML_LANGUAGES, _, country_name, current_language
from coopevents.partners import words
from coopevents.partners.maps import find_map
from coopevents.partners.projection import usual_middle
from coopevents.reports import public_partners as report
from coopevents.reports.public_agreements import list_public_agreements_with
from coopevents.reports.public_partners import PublicPartner
from coopevents.text import folded

partners = Blueprint("public_partners", __name__)


@partners.get("/partners")
@open_to_all
def index() -> ResponseReturnValue:
    """All partners, or those the reader asked for."""
    choice = PartnerChoice.of(request.args)
    if choice.q:
        return own_page(lambda: _list_page(choice))
    return kept_page(("partners", choice), lambda: _list_page(choice))


@partners.get("/partners/<int:institution_id>")
@open_to_all
def show(institution_id: int) -> ResponseReturnValue:
    """One partner."""
    return kept_page(("partner", institution_id), lambda: _partner_page(institution_id))


def _list_page(choice: PartnerChoice) -> Page:
    everybody = report.list_public_partners()
    choice = possible(choice, everybody)
    selection = select(everybody, choice, lambda each: folded(country_name(each.country)))
    own = find_map()
    html = render_page(
        "public/partners/index.html",
        door="public_partners.index",
        known=choice.known(),
        choice=choice,
        map=map_of(selection.partners, choice, middle=_middle(), own=own),
        own=own,
        own_picture=own_picture(own),
        groups=_by_country(selection.partners),
        count=len(selection.partners),
        total=len(everybody),
        country_total=len({each.country for each in everybody}),
        kind_chips=_chips(choice, selection, "kind", _("Every kind"), words.KINDS),
        field_chips=_chips(choice, selection, "field", _("Every field"), _fields_of(everybody)),
        country_chips=_country_chips(choice, selection),
        kinds=words.KINDS,
    )
    return Page(html, (generations.PARTNERS,))


def _partner_page(institution_id: int) -> Page:
    partner = report.get_public_partner(institution_id)
    events = list_public_events_with(institution_id)
    html = render_page(
        "public/partners/show.html",
        door="public_partners.show",
        partner=partner,
        other_names=[(text, HTML_LANGUAGES[each]) for each, text in partner.name.others(current_language())],
        kind=words.KINDS[partner.kind],
        place=None if find_map() else map_of_one(partner),
        agreements=[agreement_card(each, partner.id) for each in list_public_agreements_with(partner.id)],
        events=[(each, other_title(each.title, current_language())) for each in events],
    )
    return Page(html, (generations.PARTNERS, generations.LISTS, *(each.id for each in events)))


def _middle() -> int:
    """The meridian in the middle of the map: so that the office does not stand at its edge."""
    return usual_middle(_offset_hours(clock.now()))


def _offset_hours(now: datetime) -> float:
    offset = now.astimezone(ZoneInfo(current_app.config["SETTINGS"].default_time_zone)).utcoffset()
    return offset.total_seconds() / 3600 if offset else 0.0


def _by_country(partners: tuple[PublicPartner, ...]) -> list[tuple[str, str, list[PublicPartner]]]:
    """(code, name, its partners) of each country, the one with most partners first."""
    found: dict[str, list[PublicPartner]] = {}
    for each in partners:
        found.setdefault(each.country, []).append(each)
    groups = [(code, country_name(code), those) for code, those in found.items()]
    return sorted(groups, key=lambda group: (-len(group[2]), group[1]))


def _fields_of(partners: list[PublicPartner]) -> dict[str, str]:
    return {field: field for field in sorted({field for each in partners for field in each.fields})}


def _chips(
    choice: PartnerChoice, selection: Selection, facet: str, everything: str, labels: Mapping[str, str | LazyString]
) -> list[dict[str, Any]]:
    """A chip for all, and for each value that would leave anybody."""
    counts, chosen = selection.counts[facet], getattr(choice, facet)
    chips: list[dict[str, Any]] = [{"label": everything, "url": choice.url(**{facet: ""}), "is_current": not chosen}]
    for value, label in labels.items():
        if counts[value] or value == chosen:
            url = choice.url(**{facet: "" if value == chosen else str(value)})
            chips.append({"label": label, "url": url, "is_current": value == chosen, "count": counts[value]})
    return chips


def _country_chips(choice: PartnerChoice, selection: Selection) -> list[dict[str, Any]]:
    """A chip takes a country to those chosen, or away from them."""
    counts, chosen = selection.counts["country"], set(choice.countries)
    named = sorted({*counts, *chosen}, key=lambda code: (-counts[code], country_name(code)))
    everywhere = {"label": _("Everywhere"), "url": choice.url(country=""), "is_current": not chosen}
    return [
        everywhere,
        *(
            {
                "label": country_name(code),
                "url": choice.url(country=joined(chosen ^ {code})),
                "is_current": code in chosen,
                "count": counts[code],
            }
            for code in named
        ),
    ]
