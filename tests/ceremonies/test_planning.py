"""Planning ceremonies, and following the activity they are."""

from datetime import timedelta

import pytest

from coopevents import unit_of_work
from coopevents.agreements import signing
from coopevents.agreements.signing_rules import SignatoryIsMissing
from coopevents.agreements.states import AgreementState, SigningWay
from coopevents.ceremonies import casting, planning, queries, rules
from coopevents.ceremonies.cueing import as_lines, lines_of
from coopevents.ceremonies.details import CeremonyDetails, PersonDetails
from coopevents.ceremonies.run_of_show import timed
from coopevents.ceremonies.states import CeremonyRole, CeremonyState, ProtocolLevel, ShowTemplate
from coopevents.db import db
from coopevents.people.models import Person
from coopevents.schedule import queries as schedules
from coopevents.schedule import service as schedule
from coopevents.schedule.details import ParticipantDetails
from coopevents.schedule.states import ActivityKind, ParticipantRole
from tests.ceremonies.offices import NOW, OFFICER, TEN, Three


def test_a_ceremony_takes_over_signatories_and_schedules_its_agreements(three: Three) -> None:
    ceremony = three.plan()
    unit_of_work.commit()
    assert [(each.role, each.name) for each in ceremony.people] == [
        (CeremonyRole.SIGNATORY, "Shen Guoping"),
        (CeremonyRole.SIGNATORY, "Head of TechProtect"),
        (CeremonyRole.SIGNATORY, "Head of University of Ruse"),
        (CeremonyRole.SIGNATORY, "Head of TU Dublin"),
    ]
    assert [each.agreement_id for each in ceremony.people] == [None, *(each.id for each in three.agreements)]
    assert {(each.state, each.signing_way) for each in three.agreements} == {
        (AgreementState.SCHEDULED, SigningWay.CEREMONY)
    }


def test_it_is_an_activity_that_names_whom_the_register_knows(three: Three) -> None:
    ceremony = three.plan()
    activity = ceremony.activity
    assert (activity.kind, activity.starts_at) == (ActivityKind.CEREMONY, TEN)
    assert [(each.person_id, each.role) for each in activity.participants] == [
        (three.president.id, ParticipantRole.SIGNATORY)
    ]


def test_ceremonies_outside_events_share_the_units_own_schedule_which_releases_itself(three: Three) -> None:
    first = three.plan(agreement_ids=(three.agreements[0].id,))
    second = three.plan(agreement_ids=(three.agreements[1].id,))
    unit_of_work.commit()
    own = schedules.get_schedule(first.activity.schedule_id)
    assert second.activity.schedule_id == own.id
    assert (own.is_open, own.releases_itself, own.release_number > 0) == (True, True, True)


def test_the_run_of_show_begins_from_the_template_with_a_block_for_each_agreement(three: Three) -> None:
    ceremony = three.plan()
    lines = lines_of(ceremony)
    assert (len(lines), lines[0].starts_after, lines[1].starts_after) == (19, -900, 0)
    assert timed(as_lines(lines))[1].starts == 0
    titles = [each.what["en"] for each in lines if each.what["en"].startswith("Title read")]
    assert titles == [f"Title read: {each.title['en']}" for each in three.agreements]
    assert not [each for each in lines for text in (*each.spoken.values(), *each.who.values()) if "{" in text]


@pytest.mark.parametrize("template", list(ShowTemplate))
def test_every_template_is_filled_in_every_language(three: Three, template: ShowTemplate) -> None:
    for cue in lines_of(three.plan(template=template)):
        assert set(cue.what) == {"en", "zh_Hans_CN", "fr"}
        assert not cue.spoken or set(cue.spoken) == {"en", "zh_Hans_CN", "fr"}


def test_only_what_is_approved_is_signed_and_only_in_one_ceremony(three: Three) -> None:
    with pytest.raises(rules.NothingToSign):
        three.plan(agreement_ids=())
    three.agreements[0].state = AgreementState.LEGAL_REVIEW
    with pytest.raises(rules.AgreementIsNotApproved) as refused:
        three.plan()
    assert str(refused.value).startswith("2026-001 ")
    three.agreements[0].state = AgreementState.APPROVED
    three.plan()
    with pytest.raises(rules.AgreementHasAnotherCeremony):
        three.plan()


def test_what_was_to_be_signed_by_post_is_signed_at_the_ceremony_and_nothing_without_signatories(three: Three) -> None:
    by_post, unsigned, _third = three.agreements
    signing.arrange_signing(by_post, SigningWay.POST, now=NOW, actor=OFFICER)
    ceremony = three.plan(agreement_ids=(by_post.id,))
    assert (by_post.state, by_post.signing_way) == (AgreementState.SCHEDULED, SigningWay.CEREMONY)
    unsigned.signatories.clear()
    with pytest.raises(SignatoryIsMissing):
        planning.add_agreement(ceremony, unsigned, now=NOW, actor=OFFICER)


def test_an_activity_carries_one_ceremony_and_has_to_be_of_that_kind(three: Three) -> None:
    first = three.plan(agreement_ids=(three.agreements[0].id,))
    wanted = {"agreement_ids": (three.agreements[1].id,), "new_activity": None, "activity_id": first.activity_id}
    with pytest.raises(rules.ActivityIsNoCeremony):
        three.plan(**wanted)


def test_people_of_the_ceremony_and_of_its_activity_are_kept_in_step(three: Three) -> None:
    ceremony = three.plan()
    mc = Person(unit_id=three.unit.id, given_name="Amélie", family_name="Laurent", created_at=NOW)
    db.session.add(mc)
    db.session.flush()
    details = PersonDetails(role=CeremonyRole.MC, name="", person_id=mc.id)
    person = casting.add_person(ceremony, details, now=NOW, actor=OFFICER)
    assert person.name == "Amélie Laurent"
    assert (mc.id, ParticipantRole.MC) in {(each.person_id, each.role) for each in ceremony.activity.participants}
    casting.remove_person(ceremony, person, now=NOW, actor=OFFICER)
    assert mc.id not in {each.person_id for each in ceremony.activity.participants}
    said = schedule.details_of(ceremony.activity, people=(ParticipantDetails(mc.id, ParticipantRole.INTERPRETER),))
    schedule.change_activity(ceremony.activity, said, expected_version=None, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert casting.names_of(ceremony.people, CeremonyRole.INTERPRETER) == ["Amélie Laurent"]
    assert "Shen Guoping" not in casting.names_of(ceremony.people, CeremonyRole.SIGNATORY)


def test_a_cancelled_activity_cancels_the_ceremony_and_lets_its_agreements_wait_again(three: Three) -> None:
    ceremony = three.plan()
    unit_of_work.commit()
    schedule.cancel_activity(ceremony.activity, "The minister is ill", now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert ceremony.state is CeremonyState.CANCELLED
    assert {each.state for each in three.agreements} == {AgreementState.APPROVED}
    with pytest.raises(rules.CeremonyIsOver):
        planning.change_ceremony(ceremony, CeremonyDetails(level=ProtocolLevel.STATE), now=NOW, actor=OFFICER)


def test_a_reopened_activity_takes_the_ceremony_up_with_what_is_still_free_for_it(three: Three) -> None:
    ceremony = three.plan()
    schedule.cancel_activity(ceremony.activity, "Storm", now=NOW, actor=OFFICER)
    unit_of_work.commit()
    three.agreements[2].state = AgreementState.ABANDONED
    schedule.reopen_activity(ceremony.activity, now=NOW, actor=OFFICER)
    unit_of_work.commit()
    assert ceremony.state is CeremonyState.PLANNED
    assert [each.agreement.state for each in ceremony.agreements] == [AgreementState.SCHEDULED] * 2


def test_a_moved_activity_moves_the_ceremony_since_it_is_the_same(three: Three) -> None:
    ceremony = three.plan()
    later = TEN + timedelta(hours=3)
    schedule.move_activity(
        ceremony.activity, starts_at=later, ends_at=later + timedelta(hours=1), place_id=None, now=NOW, actor=OFFICER
    )
    unit_of_work.commit()
    assert queries.get_ceremony(ceremony.id).activity.starts_at == later


def test_an_agreement_may_join_and_leave_but_never_the_last_one(three: Three) -> None:
    ceremony = three.plan(agreement_ids=(three.agreements[0].id,))
    planning.add_agreement(ceremony, three.agreements[1], now=NOW, actor=OFFICER)
    assert three.agreements[1].state is AgreementState.SCHEDULED
    planning.drop_agreement(ceremony, three.agreements[0].id, now=NOW, actor=OFFICER)
    assert three.agreements[0].state is AgreementState.APPROVED
    with pytest.raises(rules.NothingToSign):
        planning.drop_agreement(ceremony, three.agreements[1].id, now=NOW, actor=OFFICER)
