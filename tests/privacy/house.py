"""A house in which every address leads somewhere, with visits at every stage and trips: every word of them planted."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from coopevents import unit_of_work
from coopevents.accounts.models import Unit
from coopevents.accounts.roles import Role
from coopevents.ceremonies.models import Ceremony
from coopevents.db import db
from coopevents.delegations import (
    after_queries,
    arrivals,
    confirming,
    feedback,
    itinerary_queries,
    offering_parts,
    own_data,
    part_queries,
    photos,
    queries,
    reading_links,
    results,
    sending,
    sharing,
    thanking,
)  # fmt: skip
from coopevents.delegations.feedback import FeedbackDetails
from coopevents.delegations.feedback_models import Aspect
from coopevents.delegations.people_models import Delegate
from coopevents.delegations.reading_words import Reader
from coopevents.delegations.tokens import request_token
from coopevents.events import queries as events
from coopevents.facts import THE_HOUSE
from coopevents.partners import service as partners
from coopevents.partners.details import InstitutionDetails
from coopevents.people import service as people
from coopevents.people.details import PersonDetails
from coopevents.schedule import queries as schedules
from coopevents.schedule import releasing
from coopevents.schedule import service as scheduling
from coopevents.schedule.details import ActivityDetails
from coopevents.schedule.models import Activity
from coopevents.schedule.states import ActivityKind
from coopevents.schedule.states import ParticipantRole as Part
from coopevents.text import LocalizedText
from coopevents.tours.models import TourDeparture
from tests.blueprints.organiser.agreements import FORM
from tests.desks import NOW, Colleague, Desk
from tests.journeys.test_hostile_crawl import Crawl
from tests.privacy.marks import Mark
from tests.privacy.trips import TripMaker
from tests.privacy.visits import DEAN, DRIVER, HOST, INTERPRETER, SPARE, Made, VisitMaker
from tests.storage.test_images import picture

SESSION_AT = datetime(2026, 12, 1, 2, tzinfo=UTC)
OFFICERS = 2
"""A letter is verified by one and issued by another."""


class House:
    """The crawl's office and one beside it; ``visits``, ``guests`` and ``ours`` are ids, for use from outside."""

    def __init__(self, desk: Desk) -> None:
        self.desk, self.crawl = desk, Crawl(desk)
        self.app, self.today = desk.app, datetime.now(UTC).date()
        self.by: dict[str, Any] = {"now": datetime.now(UTC).replace(microsecond=0), "actor": THE_HOUSE}
        self.officers = [desk.colleague(Role.ADMIN) for _each in range(OFFICERS)]
        with desk.writing():
            self._make()
            unit_of_work.commit()
        for whose in ("held", "next"):
            self._invite(whose)
        self._hold()
        self._agree()
        self._report()
        with desk.writing():
            TripMaker("went", desk.unit_id).make()
            TripMaker("away", desk.other_unit_id).make()
            unit_of_work.commit()

    def link(self, whose: str) -> str:
        """The first page of a visit at the desk."""
        return f"/desk/delegations/{self.visits[whose]}"

    def _make(self) -> None:
        ours = {number: self._colleague(number) for number in (HOST, INTERPRETER, DRIVER, SPARE, DEAN)}
        units = {"held": self.desk.unit_id, "next": self.desk.unit_id, "else": self.desk.other_unit_id}
        days = {"held": -9, "next": 0, "else": 2}
        made = {
            whose: VisitMaker(whose, unit, self.today + timedelta(days=days[whose]), ours, place_id=1).make()
            for whose, unit in units.items()
        }
        self.visits = {whose: each.delegation.id for whose, each in made.items()}
        self.guests = {whose: {n: guest.id for n, guest in each.guests.items()} for whose, each in made.items()}
        self.lines = {whose: {n: line.activity_id for n, line in each.lines.items()} for whose, each in made.items()}
        self.ours = ours
        partner = self._partner()
        for whose in ("held", "next"):
            made[whose].delegation.institution_id = partner
        self._take_part(made["next"], made["else"])
        self._ask_ours(made["next"])
        for each in made.values():
            self._send(each)

    def _colleague(self, number: int) -> int:
        said = {"given_name": str(Mark("name", "ours", number)), "family_name": "Zhou", "speaks": "en"}
        details = PersonDetails(
            **said, email=Mark("mail", "ours", number).mail, phone=str(Mark("phone", "ours", number))
        )
        return people.add_person(details, unit_id=self.desk.unit_id, **self.by).id

    def _partner(self) -> int:
        said = InstitutionDetails(name=LocalizedText(en=str(Mark("partner", "held"))), country="IE")
        self.partner = partners.add_institution(said, unit_id=self.desk.unit_id, **self.by).id
        return self.partner

    def _take_part(self, coming: Made, elsewhere: Made) -> None:
        """A session of the symposium: for all of one visit, and for the second guest of the other; then a signing and a
        tour, for all of the first."""
        by = {"now": NOW, "actor": THE_HOUSE}
        week = events.find_event_by_slug("week")
        assert week is not None
        said = ActivityDetails(
            kind=ActivityKind.LECTURE, title=LocalizedText(en=str(Mark("session", "open"))), starts_at=SESSION_AT,
            ends_at=SESSION_AT + timedelta(hours=1), capacity=50, takes_sign_ups=True,
        )  # fmt: skip
        session = scheduling.plan_activity(week.schedule, said, **by)
        self.session = session.id
        only = frozenset({elsewhere.guests[2].id})
        sharing.share_activity(elsewhere.delegation, session, is_for_all=False, delegate_ids=only, **by)
        releasing.release_schedule(week.schedule, tells=False, **by)
        signing = db.session.scalars(db.select(Ceremony)).one().activity
        first = db.select(Activity).join(TourDeparture).order_by(Activity.starts_at).limit(1)
        for each in (session, signing, db.session.scalars(first).one()):
            sharing.share_activity(coming.delegation, each, **by)

    def _ask_ours(self, coming: Made) -> None:
        """Ours are asked; the driver answers with a word to the desk, and another interpreter is offered a line."""
        confirming.ask_parts(coming.delegation, **self.by)
        for part in part_queries.list_parts(coming.delegation.id):
            if part.person_id == self.ours[DRIVER]:
                confirming.answer_part(part, comes=True, note=str(Mark("partnote", "next")), **self.by)
        offered = {"role": Part.INTERPRETER, "language": "en", "hours": 20, "unit_ids": [self.desk.unit_id]}
        offering_parts.offer_part(coming.lines[4], [self.ours[SPARE]], **offered, **self.by)

    def _send(self, made: Made) -> None:
        delegation = made.delegation
        schedule = schedules.get_schedule(delegation.schedule_id or 0)
        fingerprint = releasing.preview(schedule, self.by["now"]).fingerprint
        sending.send_programme(delegation, expected=fingerprint, **self.by)
        for guest in made.guests.values():
            own_data.invite_delegate(guest, **self.by)

    def _invite(self, whose: str) -> None:
        """A letter for the head: one colleague compares the passport, another issues it."""
        here = f"{self.link(whose)}/people/{self.guests[whose][1]}/letter"
        days = {"stay_from": self.today.isoformat(), "stay_until": self.today.isoformat()}
        said = {**days, "was_compared": "y", "addressee": str(Mark("embassy", whose))}
        assert self.officers[0].post(here, said).status_code == 302
        self.officers[1].post(f"{here}/issue")

    def _hold(self) -> None:
        """One visit takes place: who came, what was said, agreed and is to be done, a photo; then letters of thanks."""
        with self.desk.writing():
            delegation = queries.get_delegation(self.visits["held"])
            for number in self.guests["held"].values():
                arrivals.check_in(db.session.get_one(Delegate, number), **self.by)
            items = {each.activity_id: each for each in itinerary_queries.list_items(delegation.id)}
            for number in (1, 2):
                text = str(Mark("minutes", "held", number))
                results.write_minutes(items[self.lines["held"][number]], text, [], [], **self.by)
            results.add_outcome(delegation, str(Mark("outcome", "held")), **self.by)
            due_on = self.today + timedelta(days=3)
            results.add_follow_up(delegation, str(Mark("todo", "held")), owner_id=None, due_on=due_on, **self.by)
            caption, credit = LocalizedText(en=str(Mark("caption", "held"))), str(Mark("credit", "held"))
            photo = photos.add_photo(delegation, photos.read_photo(picture()), **self.by)
            said_of = {"caption": caption, "credit": credit, "may_be_published": True, "is_in_report": True}
            photos.describe_photo(photo, photos.PhotoDetails(**said_of), **self.by)
            arrivals.complete_visit(delegation, **self.by)
            best, better = (str(Mark(each, "held")) for each in ("best", "better"))
            thought = FeedbackDetails(marks={Aspect.OVERALL: 4}, best=best, better=better)
            feedback.give_feedback(feedback.Guest(delegation, None), thought, now=self.by["now"])
            thanking.draft_letters(delegation, **self.by)
            for number, letter in enumerate(after_queries.list_thanks(delegation.id), start=1):
                said = str(Mark("thanks", "held", number))
                thanking.write_letter(letter, LocalizedText(dict.fromkeys(letter.text, said)))
                thanking.send_letter(letter, by_post=False, **self.by)
            unit_of_work.commit()

    def _agree(self) -> None:
        """Two agreements grew out of it, the second of them confidential."""
        officer = self.officers[0]
        for number, more in ((1, {}), (2, {"is_confidential": "y"})):
            said = {"title-en": str(Mark("agreement", "held", number)), "partners-0-partner": str(self.partner)}
            made = officer.post("/desk/agreements/new", {**FORM, **said, **more})
            number_of_it = made.location.rsplit("/", 1)[1]
            assert officer.post(f"{self.link('held')}/after/agreements", agreement=number_of_it).status_code == 302

    def _report(self) -> None:
        """The report is approved by other eyes, and the visit is closed."""
        here, lead = f"{self.link('held')}/after", self.desk.colleague(Role.UNIT_LEAD)
        self.officers[0].post(f"{here}/report/submit")
        assert lead.post(f"{here}/report/unit", verb="approve").status_code == 302
        assert self.officers[0].post(f"{self.link('held')}/close").status_code == 302

    def links(self) -> dict[str, list[str]]:
        """Every secret that opens something of a visit, by whoever holds it."""
        with self.app.app_context():
            found = {f"guest {n} of {whose}": self._of_guest(number) for whose, some in self.guests.items()
                     for n, number in some.items()}  # fmt: skip
            found |= {f"colleague {n}": self._read_by(Reader.worker(number)) for n, number in self.ours.items()}
            for whose, number in self.visits.items():
                asked = request_token(queries.get_delegation(number))
                whole = reading_links.addresses_of([Reader.delegation(number)])[Reader.delegation(number)]
                found[f"partner of {whose}"] = [asked, whole.page, whole.calendar]
                found[f"hall of {whose}"] = [whole.screen]
            found |= TripMaker.links()
        return found

    def _of_guest(self, number: int) -> list[str]:
        own = own_data.delegate_token(db.session.get_one(Delegate, number))
        return [own, *self._read_by(Reader.delegate(number))]

    @staticmethod
    def _read_by(reader: Reader) -> list[str]:
        secrets = reading_links.addresses_of([reader])[reader]
        return [secrets.page, secrets.calendar, secrets.screen]

    def colleagues(self) -> dict[str, Colleague]:
        """Whoever signs in, by their role; ``root`` sees both offices and finds every address that leads somewhere."""
        with self.app.app_context():
            top = db.session.scalars(db.select(Unit.id).where(Unit.slug == "university")).one()
            week = events.find_event_by_slug("week")
            event_id = week.id if week is not None else 0
        return {
            "root": self.desk.colleague(Role.ADMIN, scope_id=top),
            "officer": self.desk.colleague(Role.OFFICER),
            "viewer": self.desk.colleague(Role.UNIT_VIEWER),
            "unit lead": self.desk.colleague(Role.UNIT_LEAD),
            "screener": self.desk.colleague(Role.SCREENER),
            "guide": self.desk.colleague(Role.GUIDE),
            "officer elsewhere": self.desk.colleague(Role.OFFICER, scope_id=self.desk.other_unit_id),
            "event manager": self.desk.colleague(Role.MANAGER, scope_kind="event", scope_id=event_id),
        }
