"""Students and interpreters who registered with the demo office, and a line that is offered to one of them."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from coopevents.delegations import itinerary_queries, offering_parts
from coopevents.delegations.models import Delegation
from coopevents.demo.office import DemoDesk
from coopevents.facts import Actor
from coopevents.helping import deciding, registering, terms
from coopevents.helping.details import HelperDetails
from coopevents.helping.free_times import DaysApart, Half, bit_of
from coopevents.helping.models import Helper
from coopevents.helping.recording import day_of
from coopevents.helping.states import Level, Service
from coopevents.schedule.states import ParticipantRole
from coopevents.text import LocalizedText

GUEST = Actor("guest", None, "guest")
AFTERNOONS = sum(bit_of(day, Half.AFTERNOON) for day in range(5))
WORKING_DAYS = sum(bit_of(day, half) for day in range(5) for half in (Half.MORNING, Half.AFTERNOON))
ZH_EN = (("zh", Level.NATIVE), ("en", Level.PROFESSIONAL))
SAID = (
    HelperDetails(
        given_name="Ruoxi", family_name="Tang", original_name="唐若曦", email="tang.ruoxi@student.example",
        phone="+86 138 0000 2201", student_number="2024310127", study_unit="School of Languages and Culture",
        language="zh_Hans_CN", services=(Service.INTERPRETING, Service.GUIDING), languages=ZH_EN,
        pairs=(("en", "zh"), ("zh", "en")), free=WORKING_DAYS, note="CATTI level 2; two partnership weeks.",
    ),
    HelperDetails(
        given_name="Mamadou", family_name="Diallo", email="m.diallo@student.example", study_unit="Mechanical Engineering",
        language="fr", services=(Service.GUIDING, Service.RECEPTION, Service.PHOTOGRAPHY), free=AFTERNOONS,
        languages=(("fr", Level.NATIVE), ("en", Level.FLUENT), ("zh", Level.CONVERSATION)),
    ),
    HelperDetails(
        given_name="Yichen", family_name="Guo", original_name="郭奕辰", email="guo.yichen@student.example",
        student_number="2025110342", study_unit="School of Resources and Environmental Engineering",
        language="zh_Hans_CN", services=(Service.RECEPTION, Service.DRIVING), languages=ZH_EN[:1],
        free=bit_of(5, Half.MORNING) | bit_of(5, Half.AFTERNOON), note="Driving licence C1 for six years.",
    ),
    HelperDetails(
        given_name="Elena", family_name="Sokolova", original_name="Елена Соколова", email="e.sokolova@words.example",
        phone="+86 139 0000 3307", language="en", services=(Service.INTERPRETING,),
        languages=(("ru", Level.NATIVE), ("zh", Level.PROFESSIONAL), ("en", Level.FLUENT)),
        pairs=(("ru", "zh"), ("zh", "ru")),
    ),
)  # fmt: skip
"""In their order: approved, approved, to be looked at, paused."""


def let_register(desk: DemoDesk, delegations: Mapping[str, Delegation], *, now: datetime) -> list[Helper]:
    """Registration is open; three are approved, one of whom is away for a week and one paused, and one waits."""
    earlier = now - timedelta(days=20)
    terms.set_terms(desk.office.id, is_open=True, privacy_text=LocalizedText(), now=earlier, actor=desk.actor)
    first = day_of(now) + timedelta(days=40)
    away = {"apart": (DaysApart(first, first + timedelta(days=6)),)}
    helpers: list[Helper] = []
    for said in SAID:
        details = HelperDetails(**{**vars(said), **(away if said is SAID[0] else {})})
        by: dict[str, Any] = {"now": earlier + timedelta(hours=len(helpers)), "actor": GUEST}
        helper = registering.register(details, unit_id=desk.office.id, has_consented=True, **by)
        registering.confirm(helper, **by)
        helpers.append(helper)
    for position in (0, 1, 3):
        at = earlier + timedelta(days=1, hours=position)
        deciding.approve(helpers[position], now=at, actor=desk.actor)
    deciding.note(helpers[0], "Calm with leaders; knows the vocabulary of engineering.", now=now, actor=desk.actor)
    registering.pause(helpers[3], now=now - timedelta(days=2), actor=GUEST)
    _offer(desk, delegations["coming"], helpers[0], now)
    return helpers


def _offer(desk: DemoDesk, delegation: Delegation, helper: Helper, now: datetime) -> None:
    """Offer the last line of the visit that comes next, for which nobody interprets yet."""
    items = [each for each in itinerary_queries.list_items(delegation.id) if each.activity.starts_at > now]
    if not items or helper.person_id is None:
        return
    said: dict[str, Any] = {"role": ParticipantRole.INTERPRETER, "language": "en", "hours": 48}
    offering_parts.offer_part(
        items[-1], [helper.person_id], **said, unit_ids=[desk.office.id], now=now, actor=desk.actor
    )
