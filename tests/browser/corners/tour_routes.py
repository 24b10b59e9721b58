"""Routes of the demo office by name, one without a stop, and one on a picture of its own."""

from __future__ import annotations

import io
from datetime import datetime

from PIL import Image, ImageDraw

from coopevents.accounts.models import Unit
from coopevents.facts import THE_HOUSE
from coopevents.storage.service import store_image
from coopevents.storage.store import present_store
from coopevents.text import LocalizedText
from coopevents.tours import routes, routes_queries
from coopevents.tours.routes_details import RouteDetails

BARE = LocalizedText(en="Botanical garden", zh_Hans_CN="植物园", fr="Jardin botanique")


def add_tour_routes(office: Unit, now: datetime) -> dict[str, str]:
    """The routes: the campus with its first stop, its copy on a picture, and one that only has a name."""
    campus = routes_queries.find_route_named(office.id, "campus-tour")
    assert campus is not None
    bare = routes.add_route(office.id, RouteDetails(name=BARE), now=now, actor=THE_HOUSE)
    pictured = routes.copy_route(campus, now=now, actor=THE_HOUSE)
    file = store_image(a_plan(), store=present_store(), now=now)
    routes.set_map(pictured, file.id, now=now, actor=THE_HOUSE)
    return {
        "tour-route": str(campus.id),
        "tour-stop": str(campus.stops[0].id),
        "tour-route-bare": str(bare.id),
        "tour-route-pictured": str(pictured.id),
    }


def a_plan() -> bytes:
    """A picture of a campus: lawns, a lake, a few houses."""
    plan = Image.new("RGB", (1200, 800), "#e9ecdd")
    draw = ImageDraw.Draw(plan)
    draw.ellipse((520, 60, 820, 240), fill="#b8d4e3")
    for box in ((120, 380, 460, 500), (620, 520, 860, 640), (940, 280, 1040, 420)):
        draw.rectangle(box, fill="#d9cbb5", outline="#857f74")
    draw.line((140, 700, 400, 450, 720, 580, 990, 370, 670, 180), fill="#ffffff", width=26)
    kept = io.BytesIO()
    plan.save(kept, "PNG")
    return kept.getvalue()
