"""A quota, and invitations of the demo office: drafted, waiting for an answer, accepted, declined, passed on to a delegate."""

from datetime import datetime, timedelta

from coopevents.demo.office import DemoDesk
from coopevents.events.models import Event
from coopevents.facts import Actor
from coopevents.registration import invitations, quotas, replies
from coopevents.registration.details import GuestDetails
from coopevents.registration.invitation_details import InvitationTerms, Invited
from coopevents.registration.quota_states import IfFull, QuotaKind
from coopevents.registration.quotas import QuotaDetails
from coopevents.registration.replies import Delegate
from coopevents.text import LocalizedText

GUEST = Actor("guest", None, "guest")
WORDS = LocalizedText(
    en="The talks of last spring are still spoken of here. It would be an honour to hear you this term.",
    zh_Hans_CN="去年春天的讲座至今仍为师生称道。诚挚期盼您本学期再度莅临。",
    fr="On parle encore ici des conférences du printemps dernier. Ce serait un honneur de vous entendre ce semestre.",
)
PEOPLE = (
    Invited(
        email="helena.brandt@nordlicht.example", title="Prof.", given_name="Helena", family_name="Brandt",
        institution_name="Technische Universität Nordlicht", position="Vice President", country="DE", is_vip=True,
        host_name="Wang Min", host_phone="+86 21 5021 0000", protocol_note="Received by the vice president at gate 2.",
    ),
    Invited(
        email="adjoa.owusu@volta.example", title="Dr.", given_name="Adjoa", family_name="Owusu",
        institution_name="Volta Institute of Technology", position="Dean", country="GH",
    ),
    Invited(
        email="luc.moreau@port-marin.example", given_name="Luc", family_name="Moreau", language="fr",
        institution_name="École maritime de Port-Marin", position="Directeur", country="FR",
    ),
    Invited(
        email="park.jiwoo@hanbit.example", given_name="Jiwoo", family_name="Park", original_name="박지우",
        institution_name="Hanbit University", country="KR",
    ),
    Invited(
        email="chen.yu@binhai.example", given_name="Yu", family_name="Chen", original_name="陈宇", language="zh_Hans_CN",
        institution_name="滨海理工学院", position="国际处处长", country="CN",
    ),
)  # fmt: skip


def set_quota(desk: DemoDesk, event: Event, *, now: datetime) -> None:
    """No institution sends more than ten."""
    quota = QuotaDetails(kind=QuotaKind.INSTITUTION, most=10, if_full=IfFull.WAIT)
    quotas.set_quota(event, quota, now=now, actor=desk.actor)


def invite_people(desk: DemoDesk, event: Event, *, now: datetime) -> None:
    """Five who are invited, one of them still a draft, and a delegate."""
    answer_by = (now + timedelta(days=5)).date()
    terms = InvitationTerms(answer_by=answer_by, keeps_place=True, skips_approval=True, words=WORDS)
    sent_at, answered_at = now - timedelta(days=2), now - timedelta(hours=20)
    made = [invitations.draft_invitation(event, each, terms, now=sent_at, actor=desk.actor) for each in PEOPLE]
    for each in made[:4]:
        invitations.send_invitation(each, now=sent_at, actor=desk.actor)
    _brandt, owusu, moreau, park, _draft = made
    guest = GuestDetails(
        email=owusu.email,
        given_name=owusu.given_name,
        family_name=owusu.family_name,
        title=owusu.title,
        institution_name=owusu.institution_name,
        position=owusu.position,
        country=owusu.country,
        has_consented=True,
    )
    replies.accept(owusu, guest, now=answered_at, actor=GUEST)
    replies.decline(moreau, "En mission à l'étranger cette semaine-là.", now=answered_at, actor=GUEST)
    delegate = Delegate(email="seo.yuna@hanbit.example", given_name="Yuna", family_name="Seo")
    replies.name_delegate(park, delegate, now=answered_at, actor=GUEST)
