"""Visits with everything in them, up to the day the programme is sent: every word of them is planted."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any

from coopevents.approvals.models import Verdict
from coopevents.db import db
from coopevents.delegations import (
    budget,
    deciding,
    delegates,
    gift_stock,
    gifts,
    itinerary,
    kitting,
    own_data,
    requesting,
    triage,
)
from coopevents.delegations.budget import BudgetDetails
from coopevents.delegations.budget_models import BudgetKind
from coopevents.delegations.details import ContactDetails, Days
from coopevents.delegations.gift_stock import ItemDetails as StockDetails
from coopevents.delegations.gifts import GiftDetails
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.itinerary_models import ItineraryItem
from coopevents.delegations.kit_details import VisitThingDetails
from coopevents.delegations.models import Delegation
from coopevents.delegations.own_data import OwnDetails
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_models import Delegate, LegTraveller, Stay, TravelLeg
from coopevents.delegations.people_states import DelegateRole, Direction, Means
from coopevents.delegations.recording import subject_of
from coopevents.delegations.states import VisitLevel, VisitState
from coopevents.facts import THE_HOUSE
from coopevents.people.details import PersonDetails
from coopevents.schedule.details import ActivityDetails, ParticipantDetails
from coopevents.schedule.states import ActivityKind
from coopevents.schedule.states import ParticipantRole as Role
from coopevents.storage import handing_in
from coopevents.storage.store import present_store
from coopevents.storage.uploads import Upload
from coopevents.tasks import service as tasks
from coopevents.tasks.details import TaskDetails
from coopevents.text import LocalizedText
from tests.delegations.conftest import request_of
from tests.privacy.marks import Mark
from tests.storage.test_images import picture

HOST, INTERPRETER, DRIVER, SPARE, DEAN = 1, 2, 3, 4, 5
"""Our people, by their number."""
ALL, SECOND = (1, 2), (2,)
LINES: dict[int, tuple[ActivityKind, tuple[int, ...], Mapping[int, Role]]] = {
    1: (ActivityKind.MEETING, ALL, {HOST: Role.HOST, INTERPRETER: Role.INTERPRETER}),
    2: (ActivityKind.VISIT, SECOND, {DEAN: Role.HOST}),
    3: (ActivityKind.TRANSFER, ALL, {DRIVER: Role.DRIVER}),
    4: (ActivityKind.MEAL, ALL, {HOST: Role.HOST, INTERPRETER: Role.INTERPRETER}),
    5: (ActivityKind.OTHER, ALL, {}),
}
"""Each line of a visit: what it is, which guests take part, and who of ours as what; one after the other."""


@dataclass
class Made:
    """A visit with its guests and lines by their numbers."""

    delegation: Delegation
    guests: dict[int, Delegate]
    lines: dict[int, ItineraryItem]


class VisitMaker:
    """Makes one visit to a unit on two days from the first one on, with our people by their numbers."""

    def __init__(self, whose: str, unit_id: int, first: date, ours: Mapping[int, int], place_id: int) -> None:
        self.whose, self.unit_id, self.first, self.ours, self.place_id = whose, unit_id, first, ours, place_id
        asked = datetime(first.year, first.month, first.day, 9, tzinfo=UTC) - timedelta(days=40)
        self.by: dict[str, Any] = {"now": asked, "actor": THE_HOUSE}

    def mark(self, kind: str, number: int = 1) -> Mark:
        """A word of this visit."""
        return Mark(kind, self.whose, number)

    def text(self, kind: str, number: int = 1) -> str:
        """The same as it is written."""
        return str(self.mark(kind, number))

    def make(self) -> Made:
        """The visit, accepted and planned."""
        delegation = self._accepted()
        guests = {number: self._guest(delegation, number) for number in ALL}
        self._journeys(delegation, guests)
        lines = {number: self._line(delegation, guests, number) for number in LINES}
        self._prepare(delegation, guests[1])
        return Made(delegation, guests, lines)

    def _accepted(self) -> Delegation:
        contact = ContactDetails(
            name=self.text("contact"),
            email=self.mark("contactmail").mail,
            phone=self.text("contactphone"),
            position=self.text("contactoffice"),
        )
        said = {each: self.text(each) for each in ("purpose", "result", "wishes", "history", "paying", "organiser")}
        said |= {"organisation": self.text("organisation"), "access_needs": self.text("access")}
        days = Days(self.first, self.first + timedelta(days=1))
        asked = request_of(
            **said, contact=contact, days=days, alternatives=(), head_count=len(ALL), level=VisitLevel.UNIT
        )
        delegation = requesting.request_visit(asked, unit_id=self.unit_id, **self.by)
        triage.take_up(delegation, **self.by)
        question = triage.ask_back(delegation, self.text("question"), **self.by)
        db.session.flush()
        triage.answer(delegation, {question.id: self.text("answer")}, **self.by)
        deciding.submit_visit(delegation, **self.by)
        while delegation.state is VisitState.SCREENING:
            deciding.decide_visit(delegation, Verdict.APPROVE, self.text("reason"), **self.by)
        delegation.note = self.text("desknote")
        return delegation

    def _guest(self, delegation: Delegation, number: int) -> Delegate:
        """A delegate as the office names them, who then says everything about themselves."""
        said = {"phone": self.text("phone", number), "diet": self.text("diet", number)}
        said |= {"access_needs": self.text("need", number)}
        names = {"given_name": self.text("name", number), "family_name": "Byrne"}
        details = DelegateDetails(
            person=PersonDetails(**names, email=self.mark("mail", number).mail),
            role=DelegateRole.HEAD if number == 1 else DelegateRole.MEMBER,
            note=self.text("guestnote", number),
            **said,
        )
        delegate = delegates.name_delegate(delegation, details, **self.by)
        own = OwnDetails(**names, office=self.text("office", number), language="en", **said)
        own_data.fill_in(delegate, own, self._answers(number), now=self.by["now"], actor=own_data.actor_of(delegate))
        return delegate

    def _answers(self, number: int) -> dict[str, Any]:
        portrait = handing_in.new_key()
        photo = Upload(picture(size=self.mark("photo", number).size), "image/jpeg")
        handing_in.hand_in(photo, portrait, store=present_store(), now=self.by["now"])
        size = len(photo.data)
        return {
            **dict.fromkeys(("needs_letter", "passport_consent", "health_consent", "emergency_consent"), True),
            "portrait": {"key": portrait, "name": "me.jpg", "media_type": "image/jpeg", "size": size},
            "biography": self.text("life", number),
            "passport_name": self.text("passportname", number),
            "passport_number": self.text("passport", number),
            "nationality": "IE",
            "born_on": "1970-02-03",
            "passport_expires_on": (self.first + timedelta(days=2000)).isoformat(),
            "allergies": self.text("allergy", number),
            "health": self.text("health", number),
            "emergency_name": self.text("emergency", number),
            "emergency_phone": "+353 1 555 0100",
            "insurance": self.text("insurance", number),
        }

    def _journeys(self, delegation: Delegation, guests: Mapping[int, Delegate]) -> None:
        """All come by one flight; the second goes on by another one."""
        for number, direction in ((1, Direction.ARRIVAL), (2, Direction.DEPARTURE)):
            leg = TravelLeg(
                delegation_id=delegation.id, direction=direction, means=Means.FLIGHT,
                number=self.text("flight", number), note=self.text("legnote", number), at=self._at(number),
            )  # fmt: skip
            if direction is Direction.DEPARTURE:
                leg.travellers.append(LegTraveller(delegate_id=guests[2].id))
            db.session.add(leg)
        for number, guest in guests.items():
            stay = Stay(delegation_id=delegation.id, delegate_id=guest.id, hotel=self.text("hotel", number),
                        first_night=self.first, last_morning=self.first + timedelta(days=1))  # fmt: skip
            db.session.add(stay)
        db.session.flush()

    def _line(self, delegation: Delegation, guests: Mapping[int, Delegate], number: int) -> ItineraryItem:
        kind, taking_part, ours = LINES[number]
        starts_at = self._at(number)
        activity = ActivityDetails(
            kind=kind,
            title=LocalizedText(en=self.text("line", number)),
            starts_at=starts_at,
            ends_at=starts_at + timedelta(minutes=45),
            place_id=self.place_id if number == 1 else None,
            people=tuple(ParticipantDetails(self.ours[each], role) for each, role in ours.items()),
            internal_note=self.text("internal", number),
        )
        details = ItemDetails(
            activity=activity,
            is_for_all=taking_part == ALL,
            delegate_ids=frozenset(guests[each].id for each in taking_part) if taking_part != ALL else frozenset(),
            dress=self.text("dress", number),
            note=LocalizedText(en=self.text("linenote", number)),
        )
        return itinerary.plan_item(delegation, details, **self.by)

    def _at(self, number: int) -> datetime:
        """When a line begins: hour by hour on the second day."""
        second = datetime(self.first.year, self.first.month, self.first.day, 1, tzinfo=UTC) + timedelta(days=1)
        return second + timedelta(hours=number)

    def _prepare(self, delegation: Delegation, head: Delegate) -> None:
        """A task, a thing of the kit, a gift of the stock that is handed over, and what it costs."""
        task = TaskDetails(self.text("task"), self.first, note=self.text("tasknote"))
        tasks.add_task(subject_of(delegation), task, unit_id=self.unit_id, **self.by)
        thing = VisitThingDetails(what=LocalizedText(en=self.text("thing")), place=self.text("thingplace"))
        kitting.add_thing(delegation, thing, **self.by)
        worth = self.mark("giftworth").amount
        kept = StockDetails(
            name=LocalizedText(en=self.text("giftitem")), value=worth, in_stock=9, note=self.text("stock")
        )
        item = gift_stock.keep_item(self.unit_id, kept, **self.by)
        said = GiftDetails(item_id=item.id, text=self.text("gift"), delegate_id=head.id, ours=self.text("giver"),
                           note=self.text("giftnote"))  # fmt: skip
        gifts.hand_over(gifts.plan_gift(delegation, said, **self.by), **self.by)
        planned, spent = (self.mark(each).amount for each in ("planned", "spent"))
        cost = BudgetDetails(kind=BudgetKind.MEALS, text=self.text("cost"), planned=planned, spent=spent)
        budget.write_line(budget.line_for(delegation), cost, **self.by)
