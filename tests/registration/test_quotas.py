"""Quotas per institution, country and group: who is turned away, who waits, what counts, what approval skips."""

from __future__ import annotations

from dataclasses import replace

import pytest

from coopevents import unit_of_work
from coopevents.registration import (
    decisions,
    groups,
    invitations,
    quota_queries,
    quota_rules,
    quotas,
    service,
    waiting_service,
)
from coopevents.registration.details import GroupDetails, GroupTermsDetails
from coopevents.registration.quota_rules import QuotaForbids, QuotaIsUsedUp, belonging, left
from coopevents.registration.quota_states import IfFull, QuotaKind
from coopevents.registration.quotas import QuotaDetails
from coopevents.registration.states import RegistrationState as S
from tests.registration.conftest import ANNA, GUEST, OFFICER, Registrar, registrar
from tests.registration.test_invitations import HELD, LEE, accept, draft, invite

__all__ = ["registrar"]
GROUP = GroupDetails(
    name="Choir", leader_name="Li", leader_email="li@example.org", country="SG", institution_name="Sing"
)


def bound(registrar: Registrar, kind: QuotaKind, most: int, value: str = "", if_full: IfFull = IfFull.REFUSE) -> None:
    registrar.do(quotas.set_quota, registrar.event, QuotaDetails(kind=kind, most=most, value=value, if_full=if_full))


def test_each_institution_has_so_many_places_however_its_name_is_written(registrar: Registrar) -> None:
    bound(registrar, QuotaKind.INSTITUTION, 2)
    registrar.register("anna", institution_name="École de Port-Marin")
    registrar.register("ben", institution_name="ecole  DE port-marin")
    with pytest.raises(QuotaIsUsedUp) as refused:
        registrar.register("cem", institution_name="École de Port-Marin")
    unit_of_work.discard()
    assert refused.value.field == "institution_name"
    assert str(refused.value) == (
        "Places for each institution: at most 2. They are taken. Ask your colleagues whether one gives a place back, "
        "or write to the organisers."
    )
    assert registrar.register("dana", institution_name="Volta Institute").state is S.APPROVED


def test_one_country_may_have_a_quota_of_its_own_and_others_none(registrar: Registrar) -> None:
    bound(registrar, QuotaKind.COUNTRY, 1, "FR")
    registrar.register("anna", country="FR")
    with pytest.raises(QuotaIsUsedUp, match="Places for France: at most 1"):
        registrar.register("ben", country="FR")
    unit_of_work.discard()
    assert [registrar.register(name, country="DE").state for name in ("cem", "dana")] == [S.APPROVED] * 2


def test_who_may_wait_is_let_in_only_when_one_of_theirs_leaves(registrar: Registrar) -> None:
    bound(registrar, QuotaKind.COUNTRY, 1, if_full=IfFull.WAIT)
    anna = registrar.register("anna", country="FR")
    ben, cem = registrar.register("ben", country="FR"), registrar.register("cem", country="DE")
    assert (ben.state, cem.state) == (S.WAITLISTED, S.APPROVED)
    registrar.do(service.withdraw_registration, cem)
    assert ben.state is S.WAITLISTED
    with pytest.raises(QuotaForbids):
        registrar.do(waiting_service.offer_place_to, registrar.event, ben.number)
    unit_of_work.discard()
    registrar.do(service.withdraw_registration, anna)
    assert ben.state is S.APPROVED


def test_those_behind_go_first_past_who_waits_for_a_quota(registrar: Registrar) -> None:
    registrar.terms(capacity=2)
    bound(registrar, QuotaKind.COUNTRY, 1, if_full=IfFull.WAIT)
    registrar.register("anna", country="FR")
    cem = registrar.register("cem", country="DE")
    ben, dana = registrar.register("ben", country="FR"), registrar.register("dana", country="GH")
    registrar.do(service.withdraw_registration, cem)
    assert (ben.state, dana.state) == (S.WAITLISTED, S.APPROVED)


def test_approving_many_names_who_was_skipped_and_why_and_pending_ones_do_not_keep_each_other_out(
    registrar: Registrar,
) -> None:
    registrar.terms(needs_approval=True)
    waiting = [registrar.register(name, country="FR") for name in ("anna", "ben", "cem")]
    bound(registrar, QuotaKind.COUNTRY, 2)
    result = decisions.approve_many(waiting, now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    assert ([each.email for each in result.done], [each.email for each, _why in result.skipped]) == (
        ["anna@example.org", "ben@example.org"], ["cem@example.org"],
    )  # fmt: skip
    assert str(result.skipped[0][1]).startswith("Places for each country or region: at most 2.")


def test_places_of_groups_and_invitations_count_and_are_bound(registrar: Registrar) -> None:
    registrar.do(groups.change_group_terms, registrar.event, GroupTermsDetails())
    bound(registrar, QuotaKind.COUNTRY, 3)
    groups.open_group(registrar.event, replace(GROUP, places=2), now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    invitation = invite(registrar, country="SG")
    with pytest.raises(QuotaIsUsedUp):
        registrar.register("ben", country="SG")
    unit_of_work.discard()
    other = draft(registrar, email="mia@example.org", country="SG")
    outcome = invitations.send_many([other], now=registrar.later(), actor=OFFICER)
    unit_of_work.commit()
    assert (outcome.done, str(outcome.skipped[0][1])[:11]) == ([], "Places for ")
    assert accept(registrar, invitation, country="SG") is S.APPROVED
    registrar.do(
        invitations.change_invitation,
        other,
        replace(LEE, email="mia@example.org", country="SG"),
        replace(HELD, keeps_place=False),
    )
    registrar.do(invitations.send_invitation, other)


def test_a_group_has_a_largest_size_over_all_its_requests(registrar: Registrar) -> None:
    registrar.do(groups.change_group_terms, registrar.event, GroupTermsDetails())
    bound(registrar, QuotaKind.GROUP, 4)
    group = groups.open_group(registrar.event, replace(GROUP, places=3), now=registrar.later(), actor=GUEST)
    unit_of_work.commit()
    with pytest.raises(QuotaIsUsedUp, match="Places for each group: at most 4"):
        registrar.do(groups.hold_more, group, 2)
    unit_of_work.discard()
    registrar.do(groups.hold_more, group, 1)


def test_nobody_changes_into_a_quota_that_is_used_up(registrar: Registrar) -> None:
    bound(registrar, QuotaKind.COUNTRY, 1)
    registrar.register("anna", country="FR")
    ben = registrar.register("ben", country="DE")
    with pytest.raises(QuotaIsUsedUp):
        registrar.do(service.change_registration, ben, replace(ANNA, country="FR"))
    unit_of_work.discard()
    registrar.do(service.change_registration, ben, replace(ANNA, given_name="Ben", country="DE"))


def test_a_quota_set_anew_holds_with_the_new_number_and_removed_no_longer(registrar: Registrar) -> None:
    bound(registrar, QuotaKind.INSTITUTION, 5, "Sing Institute")
    bound(registrar, QuotaKind.INSTITUTION, 7, "sing  institute")
    (quota,) = quota_queries.list_quotas(registrar.event.id)
    assert (quota.most, str(quota_rules.rule_of(quota))) == (7, "Places for sing institute: at most 7.")
    registrar.do(quotas.remove_quota, registrar.event, quota)
    assert quotas.look(registrar.event) is None


@pytest.mark.parametrize(
    ("said", "refusal"),
    [
        ({"most": -1}, quota_rules.QuotaNeedsANumber),
        ({"most": 10**6}, quota_rules.QuotaNeedsANumber),
        ({"kind": QuotaKind.COUNTRY, "value": "Atlantis"}, quota_rules.QuotaNeedsAWord),
    ],
)
def test_a_quota_that_cannot_hold_is_refused(
    registrar: Registrar, said: dict[str, object], refusal: type[Exception]
) -> None:
    details = replace(QuotaDetails(kind=QuotaKind.INSTITUTION, most=5), **said)  # type: ignore[arg-type]
    with pytest.raises(refusal):
        quotas.set_quota(registrar.event, details, now=registrar.later(), actor=OFFICER)


def test_whom_no_quota_bounds_has_any_number_and_an_unknown_origin_counts_nowhere() -> None:
    quota = QuotaDetails(kind=QuotaKind.COUNTRY, most=2)
    bounds = [type("Bound", (), {**quota.__dict__, "key": ""})()]
    taken = {(QuotaKind.COUNTRY, "FR"): 1}
    assert [left(bounds, taken, belonging(None, "", country)) for country in ("FR", "DE", "")] == [1, 2, None]
