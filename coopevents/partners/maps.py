"""The verbs of the office's own map, what must hold of it, and where a place lies on it."""

from dataclasses import asdict, dataclass
from datetime import datetime
from typing import ClassVar

from flask_babel.speaklater import LazyString
from sqlalchemy import select

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Changes, Fact, Subject, changed_fields
from coopevents.i18n import _l
from coopevents.partners.map_models import PartnerMap
from coopevents.partners.positions import Position
from coopevents.partners.projection import WIDTH
from coopevents.refusals import Refusal
from coopevents.storage.models import StoredFile
from coopevents.text import one_line


@dataclass(frozen=True)
class MapDetails:
    """The degrees at the edges of the picture, and what is printed beneath it."""

    west: float
    east: float
    north: float
    south: float
    attribution: str = ""
    approval_number: str = ""


class PictureIsMissing(Refusal):
    """A map is a picture."""

    sentence = _l("Choose the picture of the map.")


class EdgesAreNotOnEarth(Refusal):
    """The edges of a map are degrees of longitude and latitude, in their order."""

    sentence = _l(
        "The edges do not fit: west lies between −180 and 180, east beyond it by at most 360, north above south."
    )


@dataclass(frozen=True, kw_only=True)
class PartnerMapChanged(Fact):
    """The office shows its partners on another map."""

    sentence: ClassVar["LazyString | str"] = _l("Map of partners changed")


def find_map() -> PartnerMap | None:
    """The map the house shows instead of its own coastline; that of the highest unit, if there are several."""
    return db.session.scalar(select(PartnerMap).order_by(PartnerMap.unit_id).limit(1))


def find_map_of(unit_id: int) -> PartnerMap | None:
    """The map of a unit."""
    return db.session.scalar(select(PartnerMap).where(PartnerMap.unit_id == unit_id))


def set_map(unit_id: int, file: StoredFile | None, details: MapDetails, *, now: datetime, actor: Actor) -> PartnerMap:
    """Show the partners on this picture; without a new file the present one stays.

    Raises PictureIsMissing or EdgesAreNotOnEarth.
    """
    ensure_edges(details)
    known = find_map_of(unit_id)
    if known is None and file is None:
        raise PictureIsMissing(field="picture")
    shown = known or PartnerMap(unit_id=unit_id)
    said = asdict(details)
    changes = changed_fields({name: getattr(shown, name) for name in said}, said)
    for name, value in said.items():
        setattr(shown, name, one_line(value) if isinstance(value, str) else value)
    if file is not None:
        shown.file = file
    db.session.add(shown)
    db.session.flush()
    _record(shown, changes, now, actor)
    return shown


def remove_map(shown: PartnerMap, *, now: datetime, actor: Actor) -> None:
    """Show the coastline again."""
    _record(shown, {}, now, actor)
    db.session.delete(shown)


def ensure_edges(details: MapDetails) -> None:
    """Refuse edges between which there is no map."""
    fits = -180 <= details.west < 180 and details.west < details.east <= details.west + 360
    if not fits or not -90 <= details.south < details.north <= 90:
        raise EdgesAreNotOnEarth(field="west")


def height_of(shown: PartnerMap) -> float:
    """How high the map is, in the units of which the world's width has a thousand."""
    return WIDTH * (shown.file.height or 1) / (shown.file.width or 2)


def point_on(shown: PartnerMap, place: Position) -> tuple[float, float] | None:
    """Where a place lies on the picture; None when it is not on it."""
    east = (place.longitude - shown.west) % 360
    down = shown.north - place.latitude
    if east > shown.east - shown.west or not 0 <= down <= shown.north - shown.south:
        return None
    return WIDTH * east / (shown.east - shown.west), height_of(shown) * down / (shown.north - shown.south)


def _record(shown: PartnerMap, changes: Changes, now: datetime, actor: Actor) -> None:
    subject = Subject("partner_map", shown.id)
    ledger.record(PartnerMapChanged(at=now, actor=actor, subject=subject, unit_id=shown.unit_id, changes=changes))
