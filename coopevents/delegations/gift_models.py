"""Gifts: what an office keeps in stock, what is given and received at a visit, and the office's rule of value."""

from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.delegations.models import Delegation
from coopevents.delegations.money import Amount
from coopevents.delegations.people_models import Delegate
from coopevents.text import LocalizedText


class GiftWay(StrEnum):
    """Which way a gift goes."""

    GIVEN = "given"
    RECEIVED = "received"


class GiftItem(Model):
    """A kind of gift a unit keeps: what one is worth, and how many are there."""

    __tablename__ = "gift_item"
    __table_args__ = (CheckConstraint("in_stock >= 0", name="stock_is_not_negative"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    name: Mapped[LocalizedText] = mapped_column(Localized)
    value: Mapped[Decimal | None] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3))
    in_stock: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(500), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)


class VisitGift(Model):
    """A gift of a visit, given by us or received from them; planned until it is ``settled_at``.

    It is an ``item`` of the stock or only a ``text``. ``value`` is that of one of them, as it was when it was written.
    ``guest`` is whom of theirs it goes to or comes from, a delegate or else a name; ``ours`` who of us gives or
    receives it, ``line_id`` the line of the itinerary at which. ``handed_to`` says who keeps a received gift that the
    rule does not let anybody keep.
    """

    __tablename__ = "visit_gift"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_is_positive"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    way: Mapped[GiftWay] = mapped_column(one_of(GiftWay))
    item_id: Mapped[int | None] = mapped_column(ForeignKey("gift_item.id"), index=True)
    text: Mapped[str] = mapped_column(String(300), default="")
    quantity: Mapped[int] = mapped_column(default=1)
    value: Mapped[Decimal | None] = mapped_column(Amount)
    currency: Mapped[str] = mapped_column(String(3))
    delegate_id: Mapped[int | None] = mapped_column(ForeignKey("delegate.id", ondelete="SET NULL"), index=True)
    guest_name: Mapped[str] = mapped_column(String(200), default="")
    line_id: Mapped[int | None] = mapped_column(ForeignKey("itinerary_item.id", ondelete="SET NULL"), index=True)
    ours: Mapped[str] = mapped_column(String(200), default="")
    handed_to: Mapped[str] = mapped_column(String(200), default="")
    note: Mapped[str] = mapped_column(String(500), default="")
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[str] = mapped_column(String(200), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship()
    item: Mapped[GiftItem | None] = relationship()
    delegate: Mapped[Delegate | None] = relationship()

    @property
    def worth(self) -> Decimal | None:
        """What all of them are worth together."""
        return None if self.value is None else self.value * self.quantity


class GiftRule(Model):
    """What a unit may give to one receiver, and what one of ours may keep, in the currency of the rule."""

    __tablename__ = "gift_rule"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id", ondelete="CASCADE"), primary_key=True)
    currency: Mapped[str] = mapped_column(String(3))
    given_limit: Mapped[Decimal] = mapped_column(Amount)
    received_limit: Mapped[Decimal] = mapped_column(Amount)
