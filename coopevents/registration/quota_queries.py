"""Every select of quotas and of what counts against them."""

from collections.abc import Collection

from sqlalchemy import func, literal, null, select

from coopevents.db import db
from coopevents.refusals import NotFound
from coopevents.registration.group_models import Group, GroupMember
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.models import Registration
from coopevents.registration.quota_models import Quota
from coopevents.registration.states import RegistrationState
from coopevents.registration.waiting_queries import Party


def list_quotas(event_id: int) -> list[Quota]:
    """The quotas of an event, those for each first."""
    query = select(Quota).where(Quota.event_id == event_id)
    return list(db.session.scalars(query.order_by(Quota.kind, Quota.key)))


def get_quota(event_id: int, quota_id: int) -> Quota:
    """The quota with that id of that event.

    Raises NotFound.
    """
    quota = db.session.get(Quota, quota_id)
    if quota is None or quota.event_id != event_id:
        raise NotFound
    return quota


def find_quota(event_id: int, kind: str, key: str) -> Quota | None:
    """The quota for that one."""
    wanted = Quota.event_id == event_id, Quota.kind == kind, Quota.key == key
    return db.session.scalar(select(Quota).where(*wanted))


def seats_by_origin(
    event_id: int, states: Collection[RegistrationState], *, names: bool, without: int | None = None
) -> list[tuple[int | None, str, str, int | None, int]]:
    """The seats of registrations in these states, as (institution, its name, country, group, seats).

    Without ``names`` institutions are not told apart, which is cheaper. ``without`` is not counted.
    """
    institution = (Registration.institution_id, Registration.institution_name) if names else (null(), literal(""))
    columns = *institution, Registration.country, Registration.group_id
    seats = func.sum(1 + Registration.companion_count)
    query = select(*columns, seats).where(Registration.event_id == event_id, Registration.state.in_(states))
    if without is not None:
        query = query.where(Registration.id != without)
    grouped = query.group_by(*(columns if names else columns[2:]))
    return [(row[0], row[1], row[2], row[3], int(row[4])) for row in db.session.execute(grouped)]


def places_by_origin(event_id: int) -> list[tuple[str, str, int | None, int]]:
    """The places held for groups and for who is invited, as (institution's name, country, group, places)."""
    places = select(Group.institution_name, Group.country, Group.id, func.count()).join(GroupMember)
    places = places.where(GroupMember.event_id == event_id, GroupMember.holds_seat)
    invited = select(Invitation.institution_name, Invitation.country, func.count())
    invited = invited.where(Invitation.event_id == event_id, Invitation.holds_seat)
    found = [
        (row[0], row[1], row[2], row[3])
        for row in db.session.execute(places.group_by(Group.id, Group.institution_name, Group.country))
    ]
    of_invited = db.session.execute(invited.group_by(Invitation.institution_name, Invitation.country))
    return [*found, *((row[0], row[1], None, row[2]) for row in of_invited)]


def origins_of(parties: Collection[Party]) -> list[tuple[Party, int | None, str, str]]:
    """Where those who wait come from, as (party, institution, its name, country); two statements."""
    guests = {each.registration_id: each for each in parties if each.registration_id is not None}
    groups = {each.group_id: each for each in parties if each.group_id is not None}
    columns = Registration.id, Registration.institution_id, Registration.institution_name, Registration.country
    singles = select(*columns).where(Registration.id.in_(guests))
    found = [(guests[row[0]], row[1], row[2], row[3]) for row in db.session.execute(singles)]
    companies = select(Group.id, Group.institution_name, Group.country).where(Group.id.in_(groups))
    return [*found, *((groups[row[0]], None, row[1], row[2]) for row in db.session.execute(companies))]
