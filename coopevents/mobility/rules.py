"""What must hold of a trip, and what may be done when; pure."""

from datetime import date

from coopevents.i18n import _l
from coopevents.mobility.details import ProgrammeDetails, TravellerDetails, TripDetails
from coopevents.mobility.states import OPEN, WITH_A_PROGRAMME, TripState, may_become
from coopevents.refusals import Refusal

LONGEST_DAYS = 4 * 366
MOST_TRAVELLERS = 200
DECIDED_ABOUT = frozenset(
    {"purpose", "country", "institution_id", "host", "starts_on", "ends_on", "funding", "cost", "programme_id"}
)
"""What unit and office say yes to."""


class TitleIsMissing(Refusal):
    """A trip is called something."""

    status = 422
    sentence = _l("Say in a few words where they go and why.")


class CountryIsMissing(Refusal):
    """Abroad is a country."""

    status = 422
    sentence = _l("Choose the country or region they travel to.")


class HostIsMissing(Refusal):
    """Somebody receives them."""

    status = 422
    sentence = _l("Write who receives them: a partner from the list, or the organiser of the conference.")


class EndsBeforeStarting(Refusal):
    """The last day is not before the first."""

    status = 422
    sentence = _l("The last day is before the first one.")


class TripIsTooLong(Refusal):
    """Who is away for longer has moved."""

    status = 422
    sentence = _l("A trip lasts four years at most.")


class ProgrammeIsMissing(Refusal):
    """Exchange and joint training run on a programme."""

    status = 422
    sentence = _l("Choose the programme on which they go.")


class NameIsMissing(Refusal):
    """Whoever travels has a name."""

    status = 422
    sentence = _l("Write the family name, or the one name they have.")


class AddressIsMissing(Refusal):
    """The report is asked for by e-mail."""

    status = 422
    sentence = _l("Write an e-mail address: the link for the report goes there.")


class NobodyTravels(Refusal):
    """A trip without anybody is none."""

    sentence = _l("Add whoever travels first.")


class TravellerIsKnown(Refusal):
    """Once is enough."""

    sentence = _l("This person is on the trip already.")


class TripIsFull(Refusal):
    """More than a plane holds."""

    sentence = _l("A trip holds 200 travellers at most.")


class TripForbids(Refusal):
    """The trip is not where this could happen."""

    sentence = _l("This cannot be done at the present state of the trip. Look at it once more.")

    def __init__(self, state: TripState) -> None:
        self.state = state
        super().__init__()


class TripChangedMeanwhile(Refusal):
    """Somebody else saved in between."""

    sentence = _l("A colleague changed this trip while you were writing. Look at it once more.")


class ReasonIsMissing(Refusal):
    """Who says no says why."""

    status = 422
    sentence = _l("Give the reason; it stays in the history.")


class ReportIsEmpty(Refusal):
    """A report says something."""

    status = 422
    sentence = _l("Write what you did there and what came of it.")


class ReportIsTooEarly(Refusal):
    """It is written after the trip."""

    sentence = _l("The report can be handed in from the last day of the trip on.")


class ProgrammeHasNoName(Refusal):
    """A programme is called something."""

    status = 422
    sentence = _l("Write the name of the programme.")


class ExpiresBeforeApproval(Refusal):
    """It ends after it was approved."""

    status = 422
    sentence = _l("It would end before it was approved.")


def ensure_may_become(old: TripState, new: TripState) -> None:
    """Raise TripForbids unless the one table lets the new state follow the old."""
    if not may_become(old, new):
        raise TripForbids(old)


def ensure_open(state: TripState) -> None:
    """Raise TripForbids once they have left, or it was refused or called off."""
    if state not in OPEN:
        raise TripForbids(state)


def ensure_details_hold(details: TripDetails) -> None:
    """Raise a Refusal that names the field when this cannot be a trip."""
    if not details.title.strip():
        raise TitleIsMissing(field="title")
    if not details.country:
        raise CountryIsMissing(field="country")
    if details.institution_id is None and not details.host.strip():
        raise HostIsMissing(field="host")
    if details.ends_on < details.starts_on:
        raise EndsBeforeStarting(field="ends_on")
    if (details.ends_on - details.starts_on).days > LONGEST_DAYS:
        raise TripIsTooLong(field="ends_on")
    if details.purpose in WITH_A_PROGRAMME and details.programme_id is None:
        raise ProgrammeIsMissing(field="programme")


def ensure_traveller_holds(details: TravellerDetails) -> None:
    """Raise a Refusal that names the field when this cannot be a traveller."""
    if not details.family_name.strip():
        raise NameIsMissing(field="family_name")
    if "@" not in details.email:
        raise AddressIsMissing(field="email")


def ensure_programme_holds(details: ProgrammeDetails) -> None:
    """Raise a Refusal that names the field when this cannot be a programme."""
    if not any(details.name.values()):
        raise ProgrammeHasNoName(field="name")
    if details.approved_on and details.expires_on and details.expires_on < details.approved_on:
        raise ExpiresBeforeApproval(field="expires_on")


def ensure_reason(reason: str) -> None:
    """Raise ReasonIsMissing for an empty one."""
    if not reason.strip():
        raise ReasonIsMissing(field="reason")


def ensure_report_holds(text: str, ends_on: date, today: date) -> None:
    """Raise ReportIsEmpty or ReportIsTooEarly."""
    if not text.strip():
        raise ReportIsEmpty(field="report")
    if today < ends_on:
        raise ReportIsTooEarly(field="report")
