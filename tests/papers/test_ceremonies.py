"""From a planned ceremony to its plan and papers: everybody placed by the rules, changes by hand on top."""

from __future__ import annotations

import pytest
from sqlalchemy import event as sqlalchemy_event

from coopevents import unit_of_work
from coopevents.ceremonies import adjusting, casting, queries
from coopevents.ceremonies import protocol_rules as protocol
from coopevents.ceremonies.details import PersonDetails
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.plan_boxes import BoxKind
from coopevents.ceremonies.states import CeremonyRole
from coopevents.db import db
from coopevents.documents.typesetting import set_anew
from coopevents.papers.ceremonies import US, values_of
from coopevents.papers.ceremony_plans import plan_of, plan_paper_of
from coopevents.papers.ceremony_programmes import script_of
from coopevents.papers.ceremony_sheets import sheets_of
from coopevents.papers.ceremony_values import PaperChoice
from tests.ceremonies.offices import NOW, OFFICER, Three, three_agreements
from tests.documents.pdfs import bare, pages_of

BOTH = PaperChoice(("en", "zh_Hans_CN"))


@pytest.fixture
def three(context: object) -> Three:
    """An office with three agreements to sign."""
    return three_agreements()


@pytest.fixture
def ceremony(three: Three) -> Ceremony:
    """Their ceremony, with a leader and a host's dean behind the table, read anew."""
    found = three.plan()
    partner = three.agreements[0].parties[0].institution_id
    for name, rank, institution in (("A dean", 16, None), ("A minister", 3, partner), ("A vice-president", 14, None)):
        person = PersonDetails(role=CeremonyRole.LEADER, name=name, rank=rank, institution_id=institution)
        casting.add_person(found, person, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    return queries.get_ceremony(found.id)


def names(ceremony: Ceremony, kind: BoxKind, agreement_id: int | None = None) -> list[str]:
    values = values_of(ceremony, agreement_id=agreement_id)
    boxes = sorted(plan_of(values, ("en",)).of_kind(kind), key=lambda box: box.x)
    return [values.person(box.key).named.given_name for box in boxes]


def test_all_parties_sit_at_one_table_around_the_host(ceremony: Ceremony) -> None:
    assert names(ceremony, BoxKind.SEAT) == [
        *("Head of TU Dublin", "Shen Guoping", "Head of TechProtect", "Head of University of Ruse"),
    ]
    values = values_of(ceremony)
    assert [each.country for each in values.parties] == ["CN", "GB", "BG", "IE"]
    assert values.placements.rules[:3] == [
        *(protocol.ALPHABET_ENGLISH, protocol.RANK_AND_GUESTS, protocol.CENTRE_RIGHT_LEFT),
    ]


def test_one_agreement_alone_has_its_two_parties_and_the_others_stand(three: Three, ceremony: Ceremony) -> None:
    first = three.agreements[0].id
    assert names(ceremony, BoxKind.SEAT, first) == ["Head of TechProtect", "Shen Guoping"]
    row = names(ceremony, BoxKind.STANDING, first)
    assert row.index("A minister") < row.index("A vice-president") < row.index("A dean")
    assert {"Head of TU Dublin", "Head of University of Ruse"} <= set(row)
    assert values_of(ceremony, agreement_id=first).placements.rules[1] is protocol.GUEST_AT_RIGHT


def test_a_swap_lies_over_the_rule_and_is_taken_back_by_swapping_again(three: Three, ceremony: Ceremony) -> None:
    first, partner = three.agreements[0], f"i{three.agreements[0].parties[0].institution_id}"
    adjusting.swap(ceremony, "seating", US, partner, agreement_id=first.id, now=NOW, actor=OFFICER)
    assert names(ceremony, BoxKind.SEAT, first.id) == ["Shen Guoping", "Head of TechProtect"]
    assert values_of(ceremony, agreement_id=first.id).placements.moved == {US, partner}
    adjusting.swap(ceremony, "seating", partner, US, agreement_id=first.id, now=NOW, actor=OFFICER)
    assert (adjusting.count(ceremony), names(ceremony, BoxKind.SEAT, first.id)[0]) == (0, "Head of TechProtect")
    adjusting.swap(ceremony, "flags", "CN", "GB", now=NOW, actor=OFFICER)
    adjusting.follow_the_rules(ceremony, now=NOW, actor=OFFICER)
    assert ceremony.adjustments == {}
    with pytest.raises(adjusting.NothingToSwap):
        adjusting.swap(ceremony, "seating", US, US, now=NOW, actor=OFFICER)
    with pytest.raises(adjusting.NothingToSwap):
        adjusting.swap(ceremony, "elsewhere", US, partner, now=NOW, actor=OFFICER)


def test_its_papers_are_made_from_it(ceremony: Ceremony) -> None:
    values = values_of(ceremony)
    plan, script = ("".join(pages_of(set_anew(make(values, BOTH)))) for make in (plan_paper_of, script_of))
    assert all(bare(said) in plan for said in ("Shen Guoping", "工业大学", "A minister", "签约仪式"))
    assert bare("签约仪式") in script
    assert len(pages_of(set_anew(sheets_of(values, BOTH)))) == 6
    assert [each.starts_at for each in values.cues] == sorted(each.starts_at for each in values.cues)


def test_whoever_is_not_named_yet_has_a_seat(three: Three, ceremony: Ceremony) -> None:
    president = next(each for each in ceremony.people if each.name == "Shen Guoping")
    ceremony.people.remove(president)
    assert names(ceremony, BoxKind.SEAT, three.agreements[0].id) == ["Head of TechProtect", "(not named yet)"]


def test_gathering_asks_equally_often_for_many_people(ceremony: Ceremony) -> None:
    few = _statements(ceremony.id)
    ceremony = queries.get_ceremony(ceremony.id)
    for number in range(40):
        person = PersonDetails(role=CeremonyRole.LEADER, name=f"Guest {number}")
        casting.add_person(ceremony, person, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert _statements(ceremony.id) == few


def _statements(ceremony_id: int) -> int:
    db.session.expunge_all()
    found: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        found.append(statement)

    sqlalchemy_event.listen(db.engine, "before_cursor_execute", note)
    try:
        values_of(queries.get_ceremony(ceremony_id))
    finally:
        sqlalchemy_event.remove(db.engine, "before_cursor_execute", note)
    return len(found)
