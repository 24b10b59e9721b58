"""The people of a delegation, how they travel, and where they stay."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from coopevents.db import Localized, Model, UtcDateTime, one_of
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_states import DelegateRole, DelegateState, Direction, Means
from coopevents.people.models import Person
from coopevents.text import LocalizedText


class Delegate(Model):
    """A person in a delegation: the name stands in the register of people, here is what belongs to this visit.

    ``uid`` and ``token_version`` make their own link. ``office`` is their title or function as it is printed; ``rank``
    the place in the order of precedence (1 is highest), and ``position`` the order given by hand among equals. Passport
    data are sealed answers of the subject ``("delegate", id)``, never columns. ``photo`` names a file of the store.
    ``arrived_at`` is when somebody of ours saw them arrive, ``left_at`` when they were seen off.
    """

    __tablename__ = "delegate"
    __table_args__ = (
        UniqueConstraint("delegation_id", "person_id"),
        CheckConstraint("rank IS NULL OR rank > 0", name="rank_is_positive"),
        Index("ix_delegate_order", "delegation_id", "position"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    uid: Mapped[str] = mapped_column(String(26), unique=True)
    token_version: Mapped[int] = mapped_column(default=1)
    role: Mapped[DelegateRole] = mapped_column(one_of(DelegateRole), default=DelegateRole.MEMBER)
    state: Mapped[DelegateState] = mapped_column(one_of(DelegateState), default=DelegateState.NAMED)
    rank: Mapped[int | None]
    position: Mapped[int] = mapped_column(default=0)
    office: Mapped[LocalizedText] = mapped_column(Localized, default=LocalizedText)
    phone: Mapped[str] = mapped_column(String(60), default="")
    diet: Mapped[str] = mapped_column(String(300), default="")
    access_needs: Mapped[str] = mapped_column(Text, default="")
    photo: Mapped[str] = mapped_column(String(64), default="")
    needs_letter: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    arrived_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    arrived_by: Mapped[str] = mapped_column(String(200), default="")
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    changed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    delegation: Mapped[Delegation] = relationship()
    person: Mapped[Person] = relationship()

    __mapper_args__ = {"version_id_col": version}


class TravelLeg(Model):
    """A flight, train or drive by which some or all of them come or go.

    ``at`` is when it arrives here, or leaves from here. Without ``travellers`` it is everybody's.
    """

    __tablename__ = "travel_leg"

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    direction: Mapped[Direction] = mapped_column(one_of(Direction))
    means: Mapped[Means] = mapped_column(one_of(Means), default=Means.FLIGHT)
    number: Mapped[str] = mapped_column(String(40), default="")
    origin: Mapped[str] = mapped_column(String(200), default="")
    destination: Mapped[str] = mapped_column(String(200), default="")
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    plate: Mapped[str] = mapped_column(String(40), default="")
    gate_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(String(500), default="")
    travellers: Mapped[list["LegTraveller"]] = relationship(cascade="all, delete-orphan", back_populates="leg")


class LegTraveller(Model):
    """Somebody who travels on a leg that is not everybody's."""

    __tablename__ = "leg_traveller"

    leg_id: Mapped[int] = mapped_column(ForeignKey("travel_leg.id", ondelete="CASCADE"), primary_key=True)
    delegate_id: Mapped[int] = mapped_column(
        ForeignKey("delegate.id", ondelete="CASCADE"), primary_key=True, index=True
    )
    leg: Mapped[TravelLeg] = relationship(back_populates="travellers")


class Stay(Model):
    """The nights a delegate spends in a hotel or guest house."""

    __tablename__ = "delegate_stay"
    __table_args__ = (CheckConstraint("last_morning > first_night", name="at_least_one_night"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    delegation_id: Mapped[int] = mapped_column(ForeignKey("delegation.id", ondelete="CASCADE"), index=True)
    delegate_id: Mapped[int] = mapped_column(ForeignKey("delegate.id", ondelete="CASCADE"), index=True)
    hotel: Mapped[str] = mapped_column(String(200))
    address: Mapped[str] = mapped_column(String(300), default="")
    room: Mapped[str] = mapped_column(String(40), default="")
    first_night: Mapped[date]
    last_morning: Mapped[date]
    is_insured: Mapped[bool] = mapped_column(default=False)
    note: Mapped[str] = mapped_column(String(500), default="")
