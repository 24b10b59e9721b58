"""Two visits at once, to two units, in which every name is unique, so that any answer can be searched for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from coopevents.approvals.models import Verdict
from coopevents.db import db
from coopevents.delegations import budget, deciding, delegates, gifts, requesting, sharing, triage
from coopevents.delegations.budget import BudgetDetails
from coopevents.delegations.budget_models import BudgetKind
from coopevents.delegations.gifts import GiftDetails
from coopevents.delegations.itinerary_details import ItemDetails
from coopevents.delegations.models import Delegation
from coopevents.delegations.people_details import DelegateDetails
from coopevents.delegations.people_models import Delegate, LegTraveller, Stay, TravelLeg
from coopevents.delegations.people_states import DelegateRole, Direction, Means
from coopevents.delegations.states import VisitState
from coopevents.facts import THE_HOUSE
from coopevents.people.details import PersonDetails
from coopevents.places.models import Place, PlaceKind, Resource, ResourceKind
from coopevents.schedule import releasing
from coopevents.schedule import service as scheduling
from coopevents.schedule.details import ResourceDetails
from coopevents.schedule.states import ActivityKind, ParticipantRole
from coopevents.text import LocalizedText
from tests.delegations.conftest import JUNE, Reception, request_of
from tests.delegations.visiting import a_line, at, colleague, planned, released

ROLE = ParticipantRole


@dataclass
class PlantedVisit:
    """One delegation with its guests by a short name."""

    delegation: Delegation
    guests: dict[str, Delegate] = field(default_factory=dict)

    @property
    def head(self) -> Delegate:
        return next(each for each in self.guests.values() if each.role is DelegateRole.HEAD)


class Planted:
    """A delegation from Dublin and one from Amman on the same two days; hosts, an interpreter and a driver shared."""

    def __init__(self, reception: Reception) -> None:
        self.reception = reception
        self.ours = {
            each: colleague(reception, f"{given} {family}", position=position, original_name=original)
            for each, given, family, original, position in (
                ("dean", "Hostmei", "Lin", "林美", "Dean of Environmental Engineering"),
                ("vice", "Hostbo", "Zhao", "赵博", "Vice President"),
                ("interpreter", "Interping", "Sun", "孙萍", "Interpreter"),
                ("driver", "Drivegang", "Gao", "高刚", "Driver"),
                ("spare", "Sparefei", "Ma", "马菲", "Interpreter"),
            )
        }
        for each in self.ours.values():
            each.phone = f"PHONE-{each.given_name}"
        self.hall = self._place("Lecture hall 3", "第三报告厅")
        self.car = self._car()
        self.dublin = self._visit(reception.unit_id, "Technological University Dublin", "IE", DUBLIN)
        self.amman = self._visit(reception.desk.other_unit_id, "Jordan University of Applied Sciences", "JO", AMMAN)
        self._fly()
        self._plan_dublin()
        self._plan_amman()
        self._share()
        for each in (self.dublin, self.amman):
            released(reception, each.delegation)

    def _place(self, english: str, chinese: str) -> Place:
        place = Place(
            unit_id=self.reception.unit_id,
            kind=PlaceKind.HALL,
            name=LocalizedText(en=english, zh_Hans_CN=chinese),
            building=LocalizedText(en="Building 7", zh_Hans_CN="7号楼"),
        )
        db.session.add(place)
        db.session.flush()
        return place

    def _car(self) -> Resource:
        car = Resource(
            unit_id=self.reception.unit_id,
            kind=ResourceKind.VEHICLE,
            name=LocalizedText(en="Minibus 沪A·D1234", zh_Hans_CN="中巴 沪A·D1234"),
        )
        db.session.add(car)
        db.session.flush()
        return car

    def _visit(
        self, unit_id: int, organisation: str, country: str, people: tuple[tuple[str, ...], ...]
    ) -> PlantedVisit:
        reception = self.reception
        said = {"organisation": organisation, "country": country, "access_needs": f"ACCESSOF{country}"}
        visit = PlantedVisit(_accepted(reception, unit_id, **said))
        visit.delegation.note = f"DESKNOTE{country}"
        visit.delegation.officer_id = reception.users["officer"]
        for short, given, family, original, office, chinese in people:
            details = DelegateDetails(
                person=PersonDetails(
                    title="Prof.",
                    given_name=given,
                    family_name=family,
                    original_name=original,
                    email=f"{given}@guest.example".lower(),
                    biography=LocalizedText(en=f"BIOGRAPHYOF{given}"),
                ),
                role=DelegateRole.HEAD if short == "head" else DelegateRole.MEMBER,
                office=LocalizedText(en=office, zh_Hans_CN=chinese),
                phone=f"+353-PHONE-{given}",
                diet=f"DIETOF{given}",
                access_needs=f"ACCESSOF{given}",
                note=f"NOTEON{given}",
            )
            visit.guests[short] = delegates.name_delegate(visit.delegation, details, **reception.by())
            self._sleep(visit, visit.guests[short], given)
        self._prepare(visit, country)
        return visit

    def _prepare(self, visit: PlantedVisit, country: str) -> None:
        gift = GiftDetails(text=f"GIFTTO{country}", delegate_id=visit.head.id)
        gifts.plan_gift(visit.delegation, gift, **self.reception.by())
        cost = BudgetDetails(kind=BudgetKind.MEALS, text=f"COSTOF{country}", planned=Decimal(1))
        budget.write_line(budget.line_for(visit.delegation), cost, **self.reception.by())

    def _sleep(self, visit: PlantedVisit, guest: Delegate, given: str) -> None:
        first, last = JUNE.first, JUNE.last + timedelta(days=1)
        db.session.add(
            Stay(
                delegation_id=visit.delegation.id,
                delegate_id=guest.id,
                hotel=f"HOTELOF{given}",
                first_night=first,
                last_morning=last,
            )
        )

    def _fly(self) -> None:
        """All from Dublin come by one flight; one of them goes on by another."""
        for direction, number, hours in (
            (Direction.ARRIVAL, "FLIGHTALL", -20),
            (Direction.DEPARTURE, "FLIGHTSECOND", 40),
        ):
            leg = TravelLeg(
                delegation_id=self.dublin.delegation.id,
                direction=direction,
                means=Means.FLIGHT,
                number=number,
                origin="Dublin" if direction is Direction.ARRIVAL else "Shanghai",
                destination="Shanghai" if direction is Direction.ARRIVAL else "Tokyo",
                at=at(hours),
            )
            if direction is Direction.DEPARTURE:
                leg.travellers.append(LegTraveller(delegate_id=self.dublin.guests["second"].id))
            db.session.add(leg)
        db.session.flush()

    def _plan_dublin(self) -> None:
        ours = {name: each.id for name, each in self.ours.items()}
        second = frozenset({self.dublin.guests["second"].id})
        car = (ResourceDetails(self.car.id),)
        lines: tuple[ItemDetails, ...] = (
            a_line(
                "MEETDUB talks",
                1,
                2,
                people={ours["dean"]: ROLE.HOST, ours["interpreter"]: ROLE.INTERPRETER},
                place_id=self.hall.id,
                internal_note="INTERNALDUB",
            ),
            a_line(
                "LABDUB visit",
                3,
                1,
                kind=ActivityKind.VISIT,
                guests=second,
                people={ours["vice"]: ROLE.HOST},
                internal_note="INTERNALDUB",
            ),
            a_line(
                "DRIVEDUB to dinner",
                9,
                0.5,
                kind=ActivityKind.TRANSFER,
                people={ours["driver"]: ROLE.DRIVER},
                resources=car,
            ),
            a_line(
                "DINEDUB banquet",
                10,
                2,
                kind=ActivityKind.MEAL,
                people={ours["vice"]: ROLE.HOST, ours["interpreter"]: ROLE.INTERPRETER},
            ),
            a_line("FREEDUB morning", 1, 3, day=1, kind=ActivityKind.OTHER),
        )
        planned(self.reception, self.dublin.delegation, *lines)

    def _share(self) -> None:
        """A session of a symposium, on its public programme: all from Dublin take part, of Amman's one."""
        by = self.reception.by()
        symposium = scheduling.open_schedule(unit_id=self.reception.unit_id, time_zone="Asia/Shanghai", **by)
        line = a_line("SHAREDSYM session", 6, 1, people={self.ours["spare"].id: ROLE.SPEAKER}).activity
        session = scheduling.plan_activity(symposium, line, **by)
        releasing.open_to_public(symposium, **by)
        sharing.share_activity(self.dublin.delegation, session, **by)
        only = frozenset({self.amman.guests["second"].id})
        sharing.share_activity(self.amman.delegation, session, is_for_all=False, delegate_ids=only, **by)

    def _plan_amman(self) -> None:
        ours = {name: each.id for name, each in self.ours.items()}
        second = frozenset({self.amman.guests["second"].id})
        lines = (
            a_line(
                "MEETJOR talks",
                4,
                2,
                people={ours["vice"]: ROLE.HOST, ours["interpreter"]: ROLE.INTERPRETER},
                internal_note="INTERNALJOR",
            ),
            a_line("LABJOR visit", 7, 1, kind=ActivityKind.VISIT, guests=second, people={ours["dean"]: ROLE.HOST}),
            a_line("DRIVEJOR home", 1, 0.5, day=1, kind=ActivityKind.TRANSFER, people={ours["driver"]: ROLE.DRIVER}),
        )
        planned(self.reception, self.amman.delegation, *lines)


def _accepted(reception: Reception, unit_id: int, **said: object) -> Delegation:
    """A visit to a unit, accepted by the house."""
    by = {"now": reception.now, "actor": THE_HOUSE}
    delegation = requesting.request_visit(request_of(**said), unit_id=unit_id, **by)
    triage.take_up(delegation, **by)
    deciding.submit_visit(delegation, **by)
    while delegation.state is VisitState.SCREENING:
        deciding.decide_visit(delegation, Verdict.APPROVE, **by)
    return delegation


DUBLIN = (
    ("head", "Headaoife", "Ní Bhraonáin-O’Shaughnessy", "", "President", "校长"),
    ("second", "Seconddara", "Fitzgerald", "", "Head of the School of Computing", "计算机学院院长"),
    ("third", "Thirdniamh", "Walsh", "", "Head of International Relations", "国际合作处处长"),
)
AMMAN = (
    ("head", "Headlayla", "Al-Haddad", "ليلى الحداد", "President", "校长"),
    (
        "second",
        "Secondomar",
        "Abdulrahman Al-Khasawneh",
        "عمر عبد الرحمن الخصاونة",
        "Dean of Engineering",
        "工学院院长",
    ),
)
