"""An event that asks for everything there is, on two forms: a short one for guests, and one in pages for speakers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from coopevents.accounts.models import Unit
from coopevents.db import db
from coopevents.events import service as events
from coopevents.events.details import EventDetails
from coopevents.events.states import EventKind
from coopevents.facts import THE_HOUSE
from coopevents.forms import service as asking
from coopevents.forms.conditions import Condition, Operator, Test
from coopevents.forms.fields import Computation, Definition, FieldType, Option, Question, Section
from coopevents.registration import drafts
from coopevents.registration import service as registrations
from coopevents.registration.details import TermsDetails
from coopevents.registration.event_forms import subject_of
from coopevents.registration.form_queries import get_form
from coopevents.registration.models import EventForm
from coopevents.registration.questions import PURPOSE
from coopevents.registration.tokens import draft_token
from coopevents.text import LocalizedText


def said(en: str, zh: str, fr: str) -> LocalizedText:
    """A text in every language of the house."""
    return LocalizedText({"en": en, "zh_Hans_CN": zh, "fr": fr})


def _ask(key: str, kind: FieldType, label: LocalizedText, **more: Any) -> Question:
    return Question(key=key, type=kind, label=label, **more)


WANTS_VISA = Condition((Test("visa", Operator.IS, ("yes",)),))
NIGHTS = {"computation": Computation.NIGHTS, "computes_from": ("stay",)}
DINNER = (
    Option("dinner", said("Dinner on Monday", "周一晚宴", "Dîner du lundi"), 40),
    Option("boat", said("Boat on the Huangpu", "黄浦江游船", "Bateau sur le Huangpu"), 0),
    Option("none", said("None of them", "均不参加", "Aucun des deux")),
)
TRAVEL = (
    _ask("mobile", FieldType.PHONE, said("Mobile telephone", "手机号码", "Téléphone portable")),
    _ask("stay", FieldType.DATE_RANGE, said("Your stay", "停留日期", "Votre séjour")),
    _ask("nights", FieldType.COMPUTED, said("Nights", "住宿晚数", "Nuits"), **NIGHTS),
    _ask("arrival", FieldType.TRAVEL, said("How you arrive", "抵达方式", "Votre arrivée")),
    _ask("evening", FieldType.CHOICE, said("The evening", "晚间活动", "La soirée"), options=DINNER, is_required=True),
    _ask("companion", FieldType.PERSON_NAME, said("Who comes with you", "同行人员", "Qui vous accompagne")),
)
PASSPORT = (
    _ask(
        "visa",
        FieldType.CONSENT,
        said("I need a visa letter", "需要签证邀请函", "Il me faut une lettre de visa"),
    ),
    _ask(
        "passport_name",
        FieldType.SHORT_TEXT,
        said("Name in the passport", "护照姓名", "Nom dans le passeport"),
        condition=WANTS_VISA,
        is_required=True,
        is_sensitive=True,
    ),
    _ask(
        "passport_number",
        FieldType.SHORT_TEXT,
        said("Passport number", "护照号码", "Numéro de passeport"),
        condition=WANTS_VISA,
        is_required=True,
        is_sensitive=True,
    ),
    _ask(
        "passport_scan",
        FieldType.FILE,
        said("Scan of the passport", "护照扫描件", "Copie du passeport"),
        condition=WANTS_VISA,
        is_required=True,
        is_sensitive=True,
    ),
)
SHORT = Definition((Section(key="travel", title=said("Your journey", "您的行程", "Votre voyage"), questions=TRAVEL),))
LONG = Definition((
    *SHORT.sections,
    Section(key="visa", title=said("Visa letter", "签证邀请函", "Lettre pour le visa"), questions=PASSPORT),
))  # fmt: skip


def add_asking_event(office: Unit, now: datetime) -> dict[str, str]:
    """A visit with a form for guests and one for speakers, and a guest who went on later."""
    first = now.date() + timedelta(days=60)
    details = EventDetails(
        kind=EventKind.DELEGATION_VISIT,
        title=said("Symposium on ports", "港口研讨会", "Colloque sur les ports"),
        slug="ports",
        starts_on=first,
        ends_on=first + timedelta(days=2),
        time_zone="Asia/Shanghai",
    )
    event = events.create_event(details, unit_id=office.id, now=now, actor=THE_HOUSE)
    registrations.open_registration(event, TermsDetails(), now=now, actor=THE_HOUSE)
    guests = get_form(event.id)
    speakers = said("Speakers", "演讲嘉宾", "Intervenants")
    role = said("Speaker", "演讲嘉宾", "Intervenant")
    speaking = EventForm(event_id=event.id, slug="speakers", position=1, title=speakers, role=role)
    guests.title = said("Guests", "嘉宾", "Invités")
    db.session.add(speaking)
    db.session.flush()
    for form, definition in ((guests, SHORT), (speaking, LONG)):
        asking.define_form(subject_of(form.id), PURPOSE, definition, title=form.title, now=now)
    events.publish_event(event, now=now, actor=THE_HOUSE)
    typed = {"given_name": ["Elitsa"], "email": ["elitsa@rousse.example"], "answer_mobile": ["+359 82 888 111"]}
    about = {"language": "en", "now": now, "actor": THE_HOUSE}
    draft = drafts.save_draft(event, guests, "elitsa@rousse.example", typed, **about)
    return {"half_written": draft_token(draft.reference)}
