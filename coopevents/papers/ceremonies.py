"""From a ceremony to what its plan and papers are made from: a fixed number of selects, whatever its size."""

from datetime import timedelta
from zoneinfo import ZoneInfo

from babel.core import get_global

from coopevents.accounts import queries as accounts
from coopevents.accounts.models import Unit
from coopevents.agreements.models import Agreement
from coopevents.ceremonies import adjusting, packing
from coopevents.ceremonies.cueing import as_lines, lines_of
from coopevents.ceremonies.models import Ceremony, CeremonyPerson
from coopevents.ceremonies.plates import Named
from coopevents.ceremonies.run_of_show import timed
from coopevents.ceremonies.states import CeremonyRole as Role
from coopevents.events import queries as events
from coopevents.i18n import _
from coopevents.papers.ceremony_placing import Delegate, placed, signing
from coopevents.papers.ceremony_values import (
    AgreementToSign,
    Attendant,
    CeremonyParty,
    CeremonyRole,
    CeremonyValues,
    KitLine,
    ScriptCue,
)
from coopevents.partners.models import Institution
from coopevents.places import queries as places
from coopevents.schedule import queries as schedules
from coopevents.text import LANGUAGES, LocalizedText

US = "us"
ROLES = {
    Role.SIGNATORY: CeremonyRole.SIGNATORY,
    Role.AIDE: CeremonyRole.AIDE,
    Role.LEADER: CeremonyRole.WITNESS,
    Role.HOST: CeremonyRole.WITNESS,
    Role.INTERPRETER: CeremonyRole.INTERPRETER,
    Role.MC: CeremonyRole.MASTER_OF_CEREMONIES,
    Role.PHOTOGRAPHER: CeremonyRole.PHOTOGRAPHER,
    Role.PRESS: CeremonyRole.PRESS,
}


def values_of(ceremony: Ceremony, *, agreement_id: int | None = None) -> CeremonyValues:
    """The ceremony as its papers say it; with an agreement's id, the plan is of that one's signing alone."""
    activity = ceremony.activity
    schedule = schedules.get_schedule(activity.schedule_id)
    event = events.find_event_by_schedule(activity.schedule_id)
    place = places.find_place(activity.place_id) if activity.place_id else None
    ours = accounts.get_university(ceremony.unit_id)
    agreements = [each.agreement for each in ceremony.agreements]
    shown = [each for each in agreements if each.id == agreement_id] or agreements
    delegates = _delegates(ceremony, ours)
    country = schedule.holidays_of or str(get_global("zone_territories").get(schedule.time_zone, ""))
    parties = _parties(ours, country, shown, delegates)
    unnamed = [_unnamed(each) for each in parties if each.signatory not in {one.key for one in delegates}]
    return CeremonyValues(
        title=activity.title,
        starts_at=activity.starts_at,
        ends_at=activity.ends_at,
        time_zone=schedule.time_zone,
        place=place.name if place else LocalizedText(),
        host=ours.name,
        parties=parties,
        people=[*(each.attendant for each in delegates), *unnamed],
        agreements=[_agreement(each, delegates) for each in agreements],
        cues=_cues(ceremony),
        kit=_kit(ceremony, schedule.time_zone),
        placements=placed(parties, delegates, adjusting.laid_over(ceremony, agreement_id)),
        changed_at=ceremony.changed_at,
        accent=event.accent if event else "indigo",
    )


def party_key(institution_id: int | None) -> str:
    """What names a party: ours when it is empty."""
    return f"i{institution_id}" if institution_id else US


def _parties(ours: Unit, country: str, agreements: list[Agreement], delegates: list[Delegate]) -> list[CeremonyParty]:
    """Ours first, then every institution that signs one of the agreements, once, in the order of their texts."""
    partners: dict[int, Institution] = {}
    for agreement in agreements:
        partners |= {each.institution_id: each.institution for each in agreement.parties}
    only = agreements[0].id if len(agreements) == 1 else None
    found = [CeremonyParty(US, ours.name, country, True, signing(US, delegates, only), "zh_Hans_CN")]
    for institution_id, each in partners.items():
        key = party_key(institution_id)
        language = "fr" if each.country == "FR" else "en"
        found.append(CeremonyParty(key, each.name, each.country, False, signing(key, delegates, only), language))
    return found


def _delegates(ceremony: Ceremony, ours: Unit) -> list[Delegate]:
    return [
        Delegate(_attendant(each, ours), each.rank, each.appointed_on, each.agreement_id) for each in ceremony.people
    ]


def _attendant(person: CeremonyPerson, ours: Unit) -> Attendant:
    institution = person.institution.name if person.institution else ours.name
    named = Named(
        f"p{person.id}",
        person.name,
        "",
        original_name=person.original_name,
        offices=dict(person.office),
        institutions=dict(institution),
    )
    return Attendant(named, ROLES.get(person.role, CeremonyRole.GUEST), party_key(person.institution_id))


def _unnamed(party: CeremonyParty) -> Attendant:
    """Whoever will sign for a party for which nobody is named yet."""
    named = Named(party.signatory, str(_("(not named yet)")), "", institutions=dict(party.institution))
    return Attendant(named, CeremonyRole.SIGNATORY, party.key)


def _agreement(agreement: Agreement, delegates: list[Delegate]) -> AgreementToSign:
    keys = (US, *(party_key(each.institution_id) for each in agreement.parties))
    languages = [each for each in agreement.languages.replace(",", " ").split() if each in LANGUAGES]
    return AgreementToSign(
        number=agreement.number,
        title=agreement.title,
        parties=keys,
        languages=languages,
        signatories={key: signing(key, delegates, agreement.id) for key in keys},
        summary=agreement.scope,
    )


def _cues(ceremony: Ceremony) -> list[ScriptCue]:
    cues = lines_of(ceremony)
    times = {each.key: each for each in timed(as_lines(cues))}
    starts_at = ceremony.activity.starts_at
    return [
        ScriptCue(
            starts_at=starts_at + timedelta(seconds=times[each.id].starts),
            minutes=each.seconds / 60,
            title=each.what,
            who=each.who,
            text=each.spoken,
            media=each.media,
            is_public=times[each.id].starts >= 0,
        )
        for each in cues
    ]


def _kit(ceremony: Ceremony, time_zone: str) -> list[KitLine]:
    day = ceremony.activity.starts_at.astimezone(ZoneInfo(time_zone)).date()
    return [
        KitLine(each.what, each.quantity, each.owner, packing.due_on(each, day), each.done_at is not None)
        for each in ceremony.kit
    ]
