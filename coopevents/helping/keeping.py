"""Keeping what somebody said, and the office's record of the person in step with it."""

from dataclasses import replace
from datetime import datetime, time
from typing import Any

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.helping import rules
from coopevents.helping.details import HelperDetails
from coopevents.helping.free_times import ONE_DAY, DaysApart
from coopevents.helping.models import Helper, HelperLanguage, HelperPair, HelperTime
from coopevents.helping.recording import zone_of_office
from coopevents.helping.states import HelperState, Service
from coopevents.people import absences
from coopevents.people import queries as people
from coopevents.people import service as records
from coopevents.people.details import PersonDetails
from coopevents.people.models import Person
from coopevents.text import search_key

PLAIN = (
    "given_name", "family_name", "original_name", "phone", "student_number", "study_unit", "language", "free", "note",
)  # fmt: skip
OF_PERSON = ("given_name", "family_name", "original_name", "phone", "language")


def as_details(helper: Helper) -> HelperDetails:
    """What they said, as a caller would bring it."""
    return HelperDetails(
        email=helper.email,
        services=tuple(Service(each) for each in helper.does),
        languages=tuple((each.language, each.level) for each in helper.languages),
        pairs=tuple((each.source, each.target) for each in helper.pairs),
        apart=days_apart(helper),
        **{name: getattr(helper, name) for name in PLAIN},
    )


def days_apart(helper: Helper) -> tuple[DaysApart, ...]:
    """The days that differ from their usual week."""
    return tuple(DaysApart(each.first_day, each.last_day, each.halves) for each in helper.times)


def fill(helper: Helper, details: HelperDetails) -> None:
    """Let the registration say what the details say; the address stays."""
    for name in PLAIN:
        setattr(helper, name, getattr(details, name))
    helper.services = " ".join(details.services)
    if as_details(helper).languages != details.languages:
        _replace(helper.languages, [HelperLanguage(language=code, level=level) for code, level in details.languages])
    if as_details(helper).pairs != details.pairs:
        _replace(helper.pairs, [HelperPair(source=source, target=target) for source, target in details.pairs])
    if days_apart(helper) != details.apart:
        _replace(helper.times, [HelperTime(**vars(each)) for each in details.apart])
    index(helper)


def index(helper: Helper) -> None:
    """Let a search find them as they are called now."""
    names = f"{helper.given_name} {helper.family_name} {helper.given_name}", helper.original_name
    helper.search_key = search_key(*names, helper.email, helper.student_number, helper.study_unit)[:1000]


def keep_in_step(helper: Helper, *, now: datetime, actor: Actor) -> None:
    """Let the office's record of somebody approved say which languages they work in, and when they are away.

    A record that came to be by the registration follows it wholly; of another one only gaps are filled.
    """
    db.session.flush()
    if helper.state is not HelperState.APPROVED or helper.person_id is None:
        return
    person = people.get_person(helper.person_id)
    _change(person, _person_details(helper, person), now, actor)
    _keep_absences(helper)


def let_go(helper: Helper, *, now: datetime, actor: Actor) -> None:
    """Nobody finds them for a visit any more: their languages leave the office's record, and their absences."""
    db.session.flush()
    if helper.person_id is None:
        return
    person = people.get_person(helper.person_id)
    _change(person, replace(records.details_of(person), speaks=""), now, actor)
    for position in range(rules.MOST_TIMES):
        absences.clear_absence(_key(helper, position))


def _person_details(helper: Helper, person: Person) -> PersonDetails:
    known, own = records.details_of(person), rules.works_in(as_details(helper))
    if helper.has_made_person:
        said: dict[str, Any] = {name: getattr(helper, name) for name in OF_PERSON}
        return replace(known, **said, email=helper.email, speaks=" ".join(own))
    gaps = {name: said for name in OF_PERSON if (said := getattr(helper, name)) and not getattr(known, name)}
    speaks = " ".join(dict.fromkeys((*known.speaks.split(), *own)))
    return replace(known, **gaps, email=known.email or helper.email, speaks=speaks)


def _change(person: Person, details: PersonDetails, now: datetime, actor: Actor) -> None:
    records.change_person(person, details, now=now, actor=actor)
    db.session.flush()


def _keep_absences(helper: Helper) -> None:
    zone, away = zone_of_office(), [each for each in days_apart(helper) if each.is_away]
    for position in range(rules.MOST_TIMES):
        if position < len(away):
            begins = datetime.combine(away[position].first_day, time(), zone)
            ends = datetime.combine(away[position].last_day + ONE_DAY, time(), zone)
            absences.set_absence(_key(helper, position), helper.person_id or 0, begins, ends)
        else:
            absences.clear_absence(_key(helper, position))


def _key(helper: Helper, position: int) -> str:
    return f"helper-{helper.id}-{position}"


def _replace(kept: list[Any], said: list[Any]) -> None:
    """The old rows go first: the database lets no language be there twice, not even for a moment."""
    if kept:
        kept.clear()
        db.session.flush()
    kept.extend(said)
