"""What everybody may know of the partners: who they are, and where."""

from collections.abc import Collection
from dataclasses import dataclass

from sqlalchemy import RowMapping, func, select

from coopevents.db import db
from coopevents.partners.models import Institution
from coopevents.refusals import NotFound
from coopevents.reports.public_agreements import public_fields
from coopevents.text import LocalizedText


@dataclass(frozen=True, slots=True)
class PublicPartner:
    """A partner as everybody may see it: no contact, no note, nobody's name.

    ``fields`` are those of the public agreements with it.
    """

    id: int
    name: LocalizedText
    kind: str
    country: str
    city: str
    website: str
    since: int | None
    latitude: float | None
    longitude: float | None
    search_key: str
    fields: tuple[str, ...] = ()
    agreement_count: int = 0


_COLUMNS = (
    Institution.id,
    Institution.name,
    Institution.kind,
    Institution.country,
    Institution.city,
    Institution.website,
    Institution.partner_since.label("since"),
    Institution.latitude,
    Institution.longitude,
    Institution.search_key,
)


def list_public_partners() -> list[PublicPartner]:
    """Every partner of the house, by name."""
    query = select(*_COLUMNS).where(Institution.is_partner).order_by(Institution.search_key, Institution.id)
    fields = public_fields()
    return [_partner(row, fields.get(row["id"], [])) for row in db.session.execute(query).mappings()]


def count_public_partners() -> tuple[int, int]:
    """How many partners the house has, and in how many countries and regions."""
    query = select(func.count(), func.count(Institution.country.distinct())).where(Institution.is_partner)
    number, countries = db.session.execute(query).one()
    return number, countries


def get_public_partner(institution_id: int) -> PublicPartner:
    """The partner with that id.

    Raises NotFound for everybody else the office knows.
    """
    query = select(*_COLUMNS).where(Institution.id == institution_id, Institution.is_partner)
    row = db.session.execute(query).mappings().one_or_none()
    if row is None:
        raise NotFound
    return _partner(row, [])


def _partner(row: RowMapping, fields: Collection[str]) -> PublicPartner:
    return PublicPartner(**row, fields=tuple(sorted({*fields} - {""})), agreement_count=len(fields))
