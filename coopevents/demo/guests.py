"""Eighty registrations of the demo week, in every state, spread over the weeks before."""

import csv
import tomllib
from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import islice, product
from pathlib import Path
from typing import Any

from coopevents.demo.office import DemoDesk
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.registration import service as registrations
from coopevents.registration.details import GuestDetails
from coopevents.registration.models import Registration

EARLY, ALL = 60, 80
DECLINED = (
    "The places for accompanying persons are all given. The public lectures are open to you without registration."
)
CANCELLED = "Your institution told us that another colleague comes in your place."
WITHDRAWN = ("A visa could not be had in time.", "", "Classes at home were moved to that week.", "")
DIETS: tuple[list[str], ...] = ([], ["vegetarian"], [], ["halal"], [], [], ["no_seafood"])
INTERESTS: tuple[list[str], ...] = (
    ["joint_research"],
    ["student_exchange", "dual_degrees"],
    ["innovation"],
    ["staff_exchange"],
    [],
)
with (Path(__file__).parent / "institutions.toml").open("rb") as file:
    INSTITUTIONS: dict[str, Any] = tomllib.load(file)
GUEST = Actor("guest", None, "guest")

GIVEN = ["Amélie", "Bruno", "Carmen", "Daniel", "Ewa", "Filip", "Grace", "Hugo", "Inès", "Jakob", "Keiko", "Luca"]
FAMILY = ["Novák", "Silva", "Okonkwo", "Lindqvist", "Papadaki", "Moreau", "Haas", "Nguyen", "Castellani", "Ferreira"]
ELSEWHERE = (
    ("Charlestown College of Technology", "IE", "en"),
    ("Instituto Técnico do Vale Verde", "BR", "en"),
    ("École de commerce de Port-Marin", "FR", "fr"),
    ("Granit Werkstoffe AG", "CH", "fr"),
    ("Lakeview Polytechnic", "NG", "en"),
)
LANGUAGE_OF = {"FR": "fr", "CN": "zh_Hans_CN"}


def register_guests(desk: DemoDesk, event: Event, *, now: datetime) -> list[Registration]:
    """Register, decide, withdraw and wait: 46 approved or arrived, 16 undecided, 7 waiting, 11 gone.

    Returns those who came first, which are all that were decided about.
    """
    details = list(islice(_guests(), ALL))
    early = [_register(event, each, now, position) for position, each in enumerate(details[:EARLY])]
    _decide(desk, early, now)
    for position, each in enumerate(details[EARLY:], EARLY):
        _register(event, each, now, position)
    return early


def _register(event: Event, details: GuestDetails, now: datetime, position: int) -> Registration:
    moment = now - timedelta(hours=9 * (ALL - position))
    return registrations.register_guest(event, details, now=moment, actor=GUEST)


def _decide(desk: DemoDesk, early: list[Registration], now: datetime) -> None:
    moment = now - timedelta(days=4)
    for registration in early[:46]:
        registrations.approve_registration(registration, now=moment, actor=desk.actor)
    for registration in early[46:51]:
        registrations.decline_registration(registration, DECLINED, now=moment, actor=desk.actor)
    for registration in early[51:53]:
        registrations.cancel_registration(registration, CANCELLED, now=moment, actor=desk.actor)
    for registration, reason in zip(early[53:57], WITHDRAWN, strict=True):
        registrations.withdraw_registration(registration, reason, now=moment, actor=GUEST)
    for registration in early[:3]:
        registrations.check_in_guest(registration, now=now - timedelta(hours=2), actor=desk.actor)


def _guests() -> Iterator[GuestDetails]:
    """First the people the office knows from its partners, then others from elsewhere."""
    with (Path(__file__).parent / "people.csv").open(encoding="utf-8", newline="") as file:
        known = [row for row in csv.DictReader(file, delimiter="|") if row["institution"]]
    yield from (_known_guest(row, position) for position, row in enumerate(known))
    for position, (family, given) in enumerate(product(FAMILY, GIVEN)):
        institution, country, language = ELSEWHERE[position % len(ELSEWHERE)]
        yield GuestDetails(
            email=f"guest{position + 1}@elsewhere.example",
            given_name=given,
            family_name=family,
            institution_name=institution,
            country=country,
            language=language,
            answers=_answers(position),
            has_consented=True,
        )


def _known_guest(row: dict[str, str], position: int) -> GuestDetails:
    institution = INSTITUTIONS[row["institution"]]
    return GuestDetails(
        email=f"{row['key']}@{row['institution']}.example",
        title=row["title"],
        given_name=row["given_name"],
        family_name=row["family_name"],
        original_name=row["original_name"],
        institution_name=institution["name"]["en"],
        position=row["position"],
        country=institution["country"],
        language=LANGUAGE_OF.get(institution["country"], "en"),
        answers=_answers(position),
        has_consented=True,
    )


def _answers(position: int) -> dict[str, object]:
    return {"diet": DIETS[position % len(DIETS)], "interests": INTERESTS[position % len(INTERESTS)]}
