"""Quotas: how many seats people of one institution, country or group may take at an event."""

from sqlalchemy import CheckConstraint, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from coopevents.db import Model, one_of
from coopevents.registration.quota_states import IfFull, QuotaKind


class Quota(Model):
    """At most so many seats for one: for a particular one, or, where ``value`` is empty, for each.

    ``value`` is a country's code, or an institution's name as the office wrote it; ``key`` is what it is compared by.
    """

    __tablename__ = "registration_quota"
    __table_args__ = (
        UniqueConstraint("event_id", "kind", "key"),
        CheckConstraint("most >= 0", name="most_is_not_negative"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    event_id: Mapped[int] = mapped_column(ForeignKey("event.id", ondelete="CASCADE"))
    kind: Mapped[QuotaKind] = mapped_column(one_of(QuotaKind))
    key: Mapped[str] = mapped_column(String(300), default="")
    value: Mapped[str] = mapped_column(String(300), default="")
    most: Mapped[int]
    if_full: Mapped[IfFull] = mapped_column(one_of(IfFull), default=IfFull.REFUSE)
