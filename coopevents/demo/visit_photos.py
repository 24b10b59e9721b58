"""Photos of a visit to the demo office: painted, since nobody was there."""

import io
from typing import Any

from PIL import Image, ImageDraw

from coopevents.delegations import itinerary_queries, photos
from coopevents.delegations.models import Delegation
from coopevents.delegations.photos import PhotoDetails
from coopevents.text import LocalizedText

SIZE = (1600, 1200)
TAKEN: tuple[tuple[str, str, int, tuple[str, str, str], bool, bool], ...] = (
    ("#8fb8d8", "#f3d9b1", 0, ("Talks about the exchange of students", "商谈学生交流", "Entretiens sur l’échange d’étudiants"),
     True, True),
    ("#f2b48c", "#6d7ba3", 1, ("Lunch with students", "与学生共进午餐", "Déjeuner avec des étudiants"), False, False),
    ("#b9d7c2", "#f4efe2", 0, ("In front of the main building", "在主楼前", "Devant le bâtiment principal"), True, True),
    ("#43506e", "#e5a86b", 1, ("", "", ""), False, False),
)  # fmt: skip
"""The sky above and below, the line of the day, what it shows, whether it may be published and is in the report."""


def add_photos(visit: Delegation, by: dict[str, Any]) -> None:
    """Four photos, two of them in the report."""
    lines = itinerary_queries.list_items(visit.id)
    for above, below, line, (en, zh, fr), may_be_published, is_in_report in TAKEN:
        made = photos.add_photo(visit, photos.read_photo(painted(above, below)), **by)
        details = PhotoDetails(
            caption=LocalizedText(en=en, zh_Hans_CN=zh, fr=fr),
            credit="Gu Wenbo",
            item_id=lines[line].id,
            may_be_published=may_be_published,
            is_in_report=is_in_report,
        )
        photos.describe_photo(made, details, **by)


def painted(above: str, below: str) -> bytes:
    """A campus between a sky and a lawn, as JPEG."""
    width, height = SIZE
    shade = Image.linear_gradient("L").resize(SIZE)
    picture = Image.composite(Image.new("RGB", SIZE, below), Image.new("RGB", SIZE, above), shade)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((1120, 160, 1300, 340), fill="#fff6dd")
    draw.polygon(
        [(0, 760), (420, 480), (800, 700), (1180, 520), (width, 740), (width, height), (0, height)], fill="#5f7f76"
    )
    draw.rectangle((360, 560, 1240, 980), fill="#e9e0cf")
    draw.polygon([(330, 560), (800, 380), (1270, 560)], fill="#9c4f3b")
    for left in range(420, 1200, 130):
        for top in (620, 780):
            draw.rectangle((left, top, left + 70, top + 100), fill="#53627a")
    draw.rectangle((0, 980, width, height), fill="#7d9a5b")
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
