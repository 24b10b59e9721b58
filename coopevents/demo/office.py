"""The units of the demo polytechnic and the colleagues who work at its desk."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from coopevents.accounts import service as accounts
from coopevents.accounts.details import Scope
from coopevents.accounts.models import Unit, User
from coopevents.accounts.roles import Role, UnitKind
from coopevents.demo.signing_in import DemoSignIn
from coopevents.facts import THE_HOUSE, Actor
from coopevents.text import LocalizedText

UNIVERSITY = LocalizedText(
    en="Shanghai Polytechnic University",
    zh_Hans_CN="上海第二工业大学",
    fr="Université polytechnique de Shanghai",
)
OFFICE = LocalizedText(
    en="Office of International Cooperation",
    zh_Hans_CN="国际交流与合作处",
    fr="Bureau de la coopération internationale",
)
SCHOOL = LocalizedText(
    en="School of Resources and Environmental Engineering",
    zh_Hans_CN="资源与环境工程学院",
    fr="École d’ingénierie des ressources et de l’environnement",
)


@dataclass(frozen=True)
class DemoDesk:
    """Who works where."""

    university: Unit
    office: Unit
    school: Unit
    organiser: User
    scheduler: User
    registrar: User

    @property
    def actor(self) -> Actor:
        """The demo organiser, as the one who did it."""
        return Actor("user", self.organiser.id, self.organiser.name)


def open_office(sign_in: DemoSignIn, *, now: datetime) -> DemoDesk:
    """The units, and three colleagues; nobody knows the passwords of the others."""
    university = accounts.create_unit(kind=UnitKind.UNIVERSITY, slug="sspu", name=UNIVERSITY, now=now, actor=THE_HOUSE)
    office = accounts.create_unit(
        kind=UnitKind.OFFICE, slug="cooperation", name=OFFICE, parent=university, now=now, actor=THE_HOUSE
    )
    school = accounts.create_unit(
        kind=UnitKind.SCHOOL, slug="environment", name=SCHOOL, parent=university, now=now, actor=THE_HOUSE
    )
    organiser = _colleague(sign_in.email, "Xiaoyu Lin", "林晓雨", university, Role.ADMIN, now, sign_in.password)
    scheduler = _colleague(
        "he.zhiyuan@office.example", "Zhiyuan He", "何致远", office, Role.UNIT_VIEWER, now, _nobodys()
    )
    registrar = _colleague("jin.yutong@office.example", "Yutong Jin", "金雨桐", office, Role.OFFICER, now, _nobodys())
    return DemoDesk(university, office, school, organiser, scheduler, registrar)


def _nobodys() -> str:
    return secrets.token_urlsafe(24)


def _colleague(email: str, name: str, original_name: str, unit: Unit, role: Role, now: datetime, password: str) -> User:
    user = accounts.create_user(
        email=email, name=name, original_name=original_name, password=password, now=now, actor=THE_HOUSE
    )
    accounts.grant_role(user, role, Scope.unit(unit.id), now=now, actor=THE_HOUSE)
    return user
