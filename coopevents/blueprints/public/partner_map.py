"""The map of partners as a page draws it: what is shown of the world, and the dots on it with their words and ways."""

from collections.abc import Sequence
from dataclasses import dataclass

from flask import url_for

from coopevents.blueprints.public.partner_choice import PartnerChoice, joined
from coopevents.i18n import _, country_name, list_text, localized, ngettext
from coopevents.partners.map_dots import Dot, Marker, dots_of, view_around
from coopevents.partners.map_models import PartnerMap
from coopevents.partners.maps import height_of, point_on
from coopevents.partners.positions import Position, position_of
from coopevents.partners.projection import WIDTH, View, middle_near, point_of, whole_world
from coopevents.reports.public_partners import PublicPartner

WIDE, NARROW = 580, 350
"""How many pixels the map is at least wide beside the list, and on a phone."""
MOST_NAMED = 4


@dataclass(frozen=True, slots=True)
class DrawnDot:
    """A dot with the way it leads and the words it is known by; ``said`` stands in it, where there is room."""

    x: str
    y: str
    radius: str
    target: str
    url: str
    label: str
    said: str
    size: str


@dataclass(frozen=True, slots=True)
class DrawnMap:
    """The map: the file and the part of it, and the dots for a wide and for a narrow page."""

    land: str
    box: str
    wide: list[DrawnDot]
    narrow: list[DrawnDot]
    placed: int


@dataclass(frozen=True, slots=True)
class OwnPicture:
    """The office's own map as a page shows it, in the units of the map."""

    url: str
    width: str
    height: str


def map_of(
    partners: Sequence[PublicPartner], choice: PartnerChoice, *, middle: int, own: PartnerMap | None = None
) -> DrawnMap:
    """The map of these partners; as large as they allow when the reader narrowed them by country.

    The office's own map is always shown whole, as it was approved.
    """
    whole = View(0, 0, WIDTH, height_of(own)) if own else whole_world()
    markers, view = markers_of(partners, middle, own), whole
    if choice.country and own is None and view_around(markers, whole) != whole:
        middle = middle_near(each.longitude for each in map(place_of, partners) if each)
        markers = markers_of(partners, middle)
        view = view_around(markers, whole)
    by_id = {each.id: each for each in partners}
    wide, narrow = (
        [_drawn(dot, by_id, choice, view.width / pixels) for dot in dots_of(markers, view, pixels=pixels)]
        for pixels in (WIDE, NARROW)
    )
    return DrawnMap(coastline_of(middle), view.box, wide, narrow, len(markers))


def own_picture(own: PartnerMap | None) -> OwnPicture | None:
    """The picture of the office's own map."""
    if own is None:
        return None
    return OwnPicture(url_for("public_files.show", key=own.file.key), _said(WIDTH), _said(height_of(own)))


def map_of_one(partner: PublicPartner) -> tuple[str, View, Marker] | None:
    """The file, the part of the map around one partner, and where it is; None when nobody knows."""
    place = place_of(partner)
    if place is None:
        return None
    middle = middle_near([place.longitude])
    markers = markers_of([partner], middle)
    return coastline_of(middle), view_around(markers, whole_world()), markers[0]


def place_of(partner: PublicPartner) -> Position | None:
    """Where on Earth a partner is."""
    return position_of(partner.latitude, partner.longitude, partner.country)


def markers_of(partners: Sequence[PublicPartner], middle: int, own: PartnerMap | None = None) -> list[Marker]:
    """Where they stand on the map with that middle, or on the office's own; who is not on it is left out."""
    placed = [(each, place_of(each)) for each in partners]
    points = [(each, _point_of(place, middle, own)) for each, place in placed if place]
    return [Marker(each.id, each.country, *point) for each, point in points if point]


def _point_of(place: Position, middle: int, own: PartnerMap | None) -> tuple[float, float] | None:
    return point_on(own, place) if own else point_of(place.longitude, place.latitude, middle=middle)


def coastline_of(middle: int) -> str:
    """The built file of the coastline on the map with that middle."""
    return f"coastline-{middle}.svg"


def _drawn(dot: Dot, by_id: dict[int, PublicPartner], choice: PartnerChoice, unit: float) -> DrawnDot:
    has_room = dot.count > 1 and dot.radius / unit >= 7
    return DrawnDot(
        x=_said(dot.x),
        y=_said(dot.y),
        radius=_said(dot.radius),
        target=_said(dot.target),
        url=_way_of(dot, choice),
        label=_label_of(dot, by_id),
        said=str(dot.count) if has_room else "",
        size=_said(dot.radius * (0.95 if dot.count > 99 else 1.1)),
    )


def _way_of(dot: Dot, choice: PartnerChoice) -> str:
    """One partner's page; else these countries alone; else, when they are alone already, their place in the list."""
    if dot.count == 1:
        return url_for("public_partners.show", institution_id=dot.markers[0].id)
    if set(dot.countries) == set(choice.countries):
        return f"#country-{dot.countries[0]}"
    return choice.url(country=joined(dot.countries))


def _label_of(dot: Dot, by_id: dict[int, PublicPartner]) -> str:
    names = [country_name(code) for code in dot.countries]
    if dot.count == 1:
        partner = by_id[dot.markers[0].id]
        return ", ".join(filter(None, (localized(partner.name), partner.city, names[0])))
    if len(names) > MOST_NAMED:
        rest = len(names) - MOST_NAMED + 1
        names = [*names[: MOST_NAMED - 1], ngettext("%(num)s more country", "%(num)s more countries", rest)]
    number = ngettext("%(num)s partner", "%(num)s partners", dot.count)
    return str(_("%(countries)s: %(partners)s", countries=list_text(names), partners=number))


def _said(number: float) -> str:
    """A hundredth of a thousandth of the world is exact enough."""
    return f"{number:.5g}"
