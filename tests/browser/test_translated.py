"""On a guest's path every word is translated: page by page, labels and names of buttons included (U8)."""

from __future__ import annotations

import pytest
from babel import Locale
from playwright.sync_api import Browser

from coopevents.agreements.models import Agreement, Signatory
from coopevents.ceremonies.models import Cue
from coopevents.db import db
from coopevents.delegations.models import Delegation, VisitQuestion
from coopevents.events.models import Event, EventPage
from coopevents.i18n import LANGUAGE_NAMES
from coopevents.issuing.letter_models import Letter
from coopevents.issuing.models import IssuedPaper
from coopevents.mobility.models import Traveller, Trip
from coopevents.partners.models import Institution
from coopevents.people.models import Person
from coopevents.places.models import Place
from coopevents.registration.gate_models import Gate, GuestOnSite
from coopevents.registration.group_models import Group
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.models import Registration
from coopevents.schedule.models import Activity, Track
from coopevents.tours.models import TourBooking, TourRoute, TourStop
from tests.browser.demo_service import LOCALES, PHONE, DemoService, open_example
from tests.browser.promises import Promise
from tests.browser.words import share_translated, words_on
from tests.house.pages import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.slow, pytest.mark.xdist_group("phone")]

PATH = [
    example
    for example in PAGES
    if example.is_for_guests and not example.is_empty_house and example.values.get("event_slug", "").find("visit") < 0
]
"""What a guest can come by: everything for guests whose event is written in all three languages."""
SAME_IN_FRENCH = {
    "75 minutes", "Allergies", "Budget", "Contact", "Descriptions", "Guide", "Halal", "Innovation", "Institution",
    "Invitation", "Pause", "Place", "Programme", "Réunion", "Salon", "Signatures", "Train",
}  # fmt: skip
"""What a French native writes with the same letters."""
NAMES = {
    "Web",
    "iPhone",
    "iPad",
    "Mac",
    "Apple",
    "Google",
    "Outlook",
    "Thunderbird",
    "iCalendar",
    "Giggity",
    "EventFahrplan",
    "PDF",
    "schedule.xml",
    "schedule.json",
    "UTC",
    "ICS",
    "QR",
    "GMT",
    "Excel",
    "CSV",
    "ZIP",
    "JPEG",
    "PNG",
    "WebP",
    "xlsx",
    "Anna Keller",
    "ABCD-EFGH-2345-67IJ",
}


@pytest.fixture(scope="module")
def english(demo_service: DemoService, browser: Browser) -> set[str]:
    """Every text on the path as the English reader meets it."""
    return _words(demo_service, browser, "en")


@pytest.mark.parametrize("language", ["fr", "zh_Hans_CN"])
def test_u8_every_word_is_translated(
    demo_service: DemoService, browser: Browser, english: set[str], promise: Promise, language: str
) -> None:
    texts = _words(demo_service, browser, language)
    known = (
        _content(demo_service) | NAMES | set(LANGUAGE_NAMES.values()) | set(Locale.parse(language).territories.values())
    )
    is_latin = language == "fr"
    share, wrong = share_translated(texts, english, known | SAME_IN_FRENCH if is_latin else known, is_latin=is_latin)
    promise("U8", f"{language} {share:.1%} of {len(texts)} texts", "≥ 100 %", not wrong)
    assert not wrong, "\n".join(sorted(wrong))


def _words(office: DemoService, browser: Browser, language: str) -> set[str]:
    found: set[str] = set()
    for example in PATH:
        if (example.name, language) not in office.words:
            said = {"locale": LOCALES[language], "viewport": PHONE, "has_touch": True}
            with office.tab(browser, example.reader, **said) as page:
                open_example(page, office, example)
                office.words[example.name, language] = words_on(page)
        found |= office.words[example.name, language]
    return found


def _content(office: DemoService) -> set[str]:
    """What the office and its guests wrote: nobody's to translate."""
    with office.app.app_context():
        texts = {
            text
            for model, names in (
                (Event, ("title", "summary", "venue")),
                (EventPage, ("title",)),
                (Place, ("name", "building")),
                (Activity, ("title",)),
                (Track, ("name",)),
                (Institution, ("name",)),
                (Agreement, ("title", "scope")),
                (Gate, ("name", "badge_place")),
                (Cue, ("what", "who", "spoken")),
                (TourRoute, ("name", "text", "meeting_point", "safety_note")),
                (TourStop, ("name", "text")),
            )
            for row in db.session.query(model)
            for name in names
            for text in (getattr(row, name) or {}).values()
        }
        texts |= {each.city for each in db.session.query(Institution)}
        texts |= {each.field for each in db.session.query(Agreement)}
        texts |= {each.media for each in db.session.query(Cue)}
        texts |= {each.name for each in db.session.query(Signatory)}
        texts |= {each.organisation for each in db.session.query(Delegation)}
        texts |= {text for each in db.session.query(Delegation) for text in (each.purpose, each.reason)}
        texts |= {each.question for each in db.session.query(VisitQuestion)}
        texts |= {text for each in db.session.query(Trip) for text in (each.title, each.host, each.funding)}
        texts |= _said_by_people()
        db.session.remove()
    return {text for text in texts if text and len(text) > 1}


def _said_by_people() -> set[str]:
    """What stands in their names and notes."""
    texts: set[str] = set()
    for person in db.session.query(Person):
        texts |= {person.given_name, person.family_name, person.original_name, person.institution_name}
        texts |= {person.position, person.title}
    for guest in db.session.query(Registration):
        texts |= {guest.given_name, guest.family_name, guest.institution_name, guest.position, guest.title}
        texts |= {guest.state_reason, guest.original_name, guest.reference}
    for party in db.session.query(TourBooking):
        texts |= {party.contact_name, party.access_needs, party.departure.activity.cancellation_reason}
    for paper in db.session.query(IssuedPaper):
        texts |= {paper.number, paper.initials, *paper.content.get("office", {}).get("name", {}).values()}
    for traveller in db.session.query(Traveller):
        texts |= {f"{traveller.given_name} {traveller.family_name}", traveller.original_name, traveller.report}
        texts |= {*traveller.companions.splitlines()}
    for letter in db.session.query(Letter):
        texts |= {letter.addressee, letter.reason, letter.note}
    for known in db.session.query(GuestOnSite):
        texts |= {known.welcome_note, known.host_name, known.host_phone}
    for group in db.session.query(Group):
        texts |= {group.name, group.leader_name, group.institution_name, *map(str, group.shared.values())}
        texts |= {member.name for member in group.members}
    for each in db.session.query(Invitation):
        texts |= {
            each.called,
            each.family_name,
            each.given_name,
            each.title,
            each.institution_name,
            each.position,
            *each.words.values(),
        }
    return texts
