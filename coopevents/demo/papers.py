"""Who came to the demo symposium that is over: noted at the entrance and at the talk, most with a certificate."""

from datetime import datetime, timedelta

from coopevents.demo.office import SCHOOL, DemoDesk
from coopevents.events.models import Event
from coopevents.issuing import certificates, offices
from coopevents.issuing.details import OfficeDetails
from coopevents.registration import arriving
from coopevents.registration import service as registrations
from coopevents.registration.details import GuestDetails
from coopevents.schedule import signing_up
from coopevents.schedule.models import Activity
from coopevents.text import LocalizedText

GUESTS = (
    ("Dr", "Leyla", "Özdemir", "", "oezdemir.leyla@techprotect.example", "Kreislauf Maschinenbau", "DE"),
    ("Dr", "Elitsa", "Petkova", "Елица Петкова", "petkova.elitsa@rousse.example", "University of Rousse", "BG"),
    ("Dr", "Omar", "Khoury", "عمر خوري", "khoury.omar@cedarfield.example", "Cedarfield University", "LB"),
    ("", "Jing", "Ouyang", "欧阳静", "ouyang.jing@linhai.example", "Linhai Normal University", "CN"),
)
SIGNED = OfficeDetails(
    name=SCHOOL,
    address=LocalizedText(en="2360 Jinhai Road, Shanghai", zh_Hans_CN="上海市金海路2360号"),
    signatory=LocalizedText(en="Professor Lei Fang", zh_Hans_CN="方蕾教授", fr="Professeure Lei Fang"),
    position=LocalizedText(en="Dean of the School", zh_Hans_CN="院长", fr="Doyenne de l’école"),
)


def issue_papers(desk: DemoDesk, event: Event, talk: Activity, *, now: datetime) -> None:
    """Four guests: two have a certificate, one may have one, and one never came."""
    asked_at, came_at = now - timedelta(days=60), talk.starts_at
    guests = [
        registrations.register_guest(event, each, now=asked_at, actor=desk.actor, by_office=True) for each in _details()
    ]
    for guest in guests[:-1]:
        arriving.check_in_by_hand(guest, now=came_at, actor=desk.actor)
        signing_up.take_attendance(talk, guest.person_id, True, now=came_at, actor=desk.actor)
    offices.change_office(event, SIGNED, now=came_at, actor=desk.actor)
    after = came_at + timedelta(days=1)
    certificates.issue_many(event, [each.id for each in guests[:2]], now=after, actor=desk.actor, tells=False)


def _details() -> list[GuestDetails]:
    return [
        GuestDetails(
            title=title,
            given_name=given,
            family_name=family,
            original_name=original,
            email=email,
            institution_name=institution,
            country=country,
            language="zh_Hans_CN" if country == "CN" else "en",
            has_consented=True,
        )
        for title, given, family, original, email, institution, country in GUESTS
    ]
