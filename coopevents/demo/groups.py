"""A group of the demo office: a delegation that named some of its members, invited one, and has places left."""

from datetime import datetime, timedelta

from coopevents.demo.office import DemoDesk
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.registration import group_members, groups
from coopevents.registration.details import GroupDetails, GroupTermsDetails, GuestDetails

LEADER = Actor("guest", None, "leader")
MEMBERS = (("Noor", "Haddad", "noor.haddad"), ("Tomás", "Ferreira", "tomas.ferreira"), ("Yuki", "Arai", "yuki.arai"))
HOST = "vale-verde.example"


def register_group(desk: DemoDesk, event: Event, *, now: datetime) -> None:
    """Six places, three of them named, one invited."""
    groups.change_group_terms(event, GroupTermsDetails(largest=20), now=now, actor=desk.actor)
    details = GroupDetails(
        name="Vale Verde doctoral school",
        institution_name="Instituto Técnico do Vale Verde",
        country="BR",
        leader_name="Carmen Silva",
        leader_email=f"carmen.silva@{HOST}",
        places=6,
        shared={"hotel": "Guest house on the campus"},
    )
    group = groups.open_group(event, details, now=now - timedelta(days=2), actor=LEADER, by_office=True)
    moment = now - timedelta(days=1)
    for member, (given, family, address) in zip(group.members, MEMBERS, strict=False):
        said = GuestDetails(
            email=f"{address}@{HOST}",
            given_name=given,
            family_name=family,
            country="BR",
            institution_name=details.institution_name,
            has_consented=True,
        )
        group_members.fill_place(member, said, now=moment, actor=LEADER)
    group_members.invite_member(group.members[3], f"iris.moura@{HOST}", "Íris Moura", now=moment, actor=LEADER)
