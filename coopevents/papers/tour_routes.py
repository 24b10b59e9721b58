"""The sheet of a route: its map with numbered stops, what one sees at each, in one language or two."""

import base64
from collections.abc import Sequence
from datetime import datetime
from html import escape

from coopevents.documents.typesetting import PDF, Paper
from coopevents.i18n import _, ngettext
from coopevents.papers.booklet import Imprint
from coopevents.papers.pieces import Piece, colours, columns, pieces, tag_of, words
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText
from coopevents.tours.models import TourRoute, TourStop
from coopevents.tours.routes import minutes_of
from coopevents.tours.stops_map import WIDTH, Drawing
from coopevents.tours.stops_walk import Leg, legs_of

TEMPLATE = "tour_route/route.typ"
ACCENT = "indigo"


def sheet_of(
    route: TourRoute,
    drawing: Drawing,
    picture: Upload | None,
    meeting_place: LocalizedText,
    languages: Sequence[str],
    imprint: Imprint,
    *,
    now: datetime,
) -> Paper:
    """The sheet; needs a request or forced locale for its words."""
    values = {
        **colours(ACCENT),
        "size": "a4",
        "title": pieces(route.name, languages),
        "facts": _facts(route, languages),
        "meeting": pieces(route.meeting_point or meeting_place, languages),
        "safety": columns(route.safety_note, languages) if route.safety_note else [],
        "map": map_as_svg(drawing, picture),
        "map_label": route.name.in_language(languages[0]),
        "map_ratio": drawing.height / WIDTH,
        "stops": [_stop(each, leg, languages) for each, leg in zip(route.stops, legs_of(route.stops), strict=True)],
        "words": {"meeting": words(lambda: _("Meeting point"), languages)},
        "office": pieces(imprint.office, languages),
        "address": imprint.address,
        "code": imprint.code,
    }
    return Paper(
        template=TEMPLATE,
        format=PDF,
        values=values,
        title=route.name.in_language(languages[0]),
        author=imprint.office.in_language(languages[0]),
        language=tag_of(languages[0]),
        written_at=now,
    )


def map_as_svg(drawing: Drawing, picture: Upload | None) -> str:
    """The map as a drawing that carries its picture."""
    plain, strong, soft, rule = (colours(ACCENT)[each] for each in ("accent", "strong", "soft", "rule"))
    size = f"width='{WIDTH}' height='{drawing.height}'"
    if picture is None:
        ground = f"<rect {size} rx='20' fill='{soft}'/>"
    else:
        data = base64.b64encode(picture.data).decode()
        ground = f"<image {size} preserveAspectRatio='none' href='data:{picture.media_type};base64,{data}'/>"
    line = f"<polyline points='{escape(drawing.points)}' fill='none' stroke='{plain}' stroke-width='7'"
    way = f"{line} stroke-dasharray='2 18' stroke-linecap='round' stroke-linejoin='round'/>"
    minutes = "".join(_pill(each.x, each.y, each.minutes, rule) for each in drawing.ways)
    dots = "".join(_dot(each.x, each.y, each.number, strong) for each in drawing.dots)
    box = f"xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH} {drawing.height}'"
    return f"<svg {box}>{ground}{way}{minutes}{dots}</svg>"


def _dot(x: int, y: int, number: int, colour: str) -> str:
    circle = f"<circle cx='{x}' cy='{y}' r='24' fill='{colour}' stroke='#fff' stroke-width='5'/>"
    return circle + _text(x, y + 9, 26, "#fff", str(number))


def _pill(x: int, y: int, minutes: int, colour: str) -> str:
    ground = f"<rect x='{x - 28}' y='{y - 18}' width='56' height='36' rx='18' fill='#fff' stroke='{colour}'/>"
    return ground + _text(x, y + 7, 20, "#48443d", f"{minutes}′")


def _text(x: int, y: int, size: int, colour: str, words_: str) -> str:
    font = f"font-family='Noto Sans' font-weight='600' font-size='{size}' text-anchor='middle'"
    return f"<text x='{x}' y='{y}' fill='{colour}' {font}>{words_}</text>"


def _facts(route: TourRoute, languages: Sequence[str]) -> list[list[Piece]]:
    minutes = minutes_of(route)
    found = [
        words(lambda: ngettext("%(num)s minute", "%(num)s minutes", minutes), languages),
        words(lambda: ngettext("%(num)s stop", "%(num)s stops", len(route.stops)), languages),
    ]
    if route.stops:
        found.append(words(lambda: _("Step-free") if route.is_step_free else _("With steps"), languages))
    return found


def _stop(stop: TourStop, leg: Leg, languages: Sequence[str]) -> dict[str, object]:
    return {
        "number": leg.number,
        "name": pieces(stop.name, languages),
        "minutes": words(lambda: _("%(minutes)s min there", minutes=stop.minutes), languages),
        "steps": [] if stop.is_step_free else words(lambda: _("Stairs"), languages),
        "text": columns(stop.text, languages) if stop.text else [],
    }
