"""The one table of states, and what may be changed in which."""

from __future__ import annotations

from itertools import pairwise

import pytest

from coopevents.agreements import rules
from coopevents.agreements.states import (
    DRAFTING,
    HOLDING,
    OVER,
    PREPARED,
    TRANSITIONS,
    UNSIGNED,
    may_become,
)
from coopevents.agreements.states import AgreementState as S

WAY = "PROPOSAL UNIT_APPROVAL LEGAL_REVIEW NEGOTIATION FROZEN TRANSLATIONS_CHECKED APPROVED SCHEDULED PARTLY_SIGNED"


def test_every_state_is_in_the_table_and_in_exactly_one_group() -> None:
    assert set(TRANSITIONS) == set(S)
    assert sorted([*DRAFTING, *PREPARED, *HOLDING, *OVER]) == sorted(S)


def test_what_is_unsigned_may_be_abandoned_and_nothing_else() -> None:
    assert {each for each in S if may_become(each, S.ABANDONED)} == UNSIGNED == {S[name] for name in WAY.split()}


def test_the_usual_way_goes_through_every_state_before_the_endings() -> None:
    way = [*(S[name] for name in WAY.split()), S.SIGNED, S.IN_FORCE, S.RENEWED]
    assert all(may_become(old, new) for old, new in pairwise(way))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (S.PROPOSAL, S.LEGAL_REVIEW),
        (S.UNIT_APPROVAL, S.FROZEN),
        (S.LEGAL_REVIEW, S.FROZEN),
        (S.NEGOTIATION, S.APPROVED),
        (S.FROZEN, S.APPROVED),
        (S.FROZEN, S.SCHEDULED),
        (S.TRANSLATIONS_CHECKED, S.SCHEDULED),
        (S.APPROVED, S.SIGNED),
        (S.SCHEDULED, S.IN_FORCE),
        (S.SIGNED, S.SCHEDULED),
        (S.IN_FORCE, S.SIGNED),
        (S.TERMINATED, S.IN_FORCE),
        (S.EXPIRED, S.IN_FORCE),
    ],
)
def test_no_stage_is_left_out_and_nothing_comes_back_to_life(old: S, new: S) -> None:
    with pytest.raises(rules.StateForbids):
        rules.ensure_may_become(old, new)


@pytest.mark.parametrize("name", rules.FROZEN_FIELDS)
def test_what_the_text_says_changes_only_while_it_is_drafted(name: str) -> None:
    def may_change(state: S) -> bool:
        try:
            rules.ensure_may_change(state, [name], is_signing=False)
        except rules.TextIsFrozen:
            return False
        return True

    assert {state for state in S if may_change(state)} == DRAFTING


def test_the_office_may_always_change_who_is_responsible_but_no_signatory_once_somebody_signed() -> None:
    rules.ensure_may_change(S.PARTLY_SIGNED, ["responsible_id", "note", "is_public"], is_signing=True)
    rules.ensure_may_change(S.SCHEDULED, ["signatories"], is_signing=False)
    with pytest.raises(rules.SignedAlready):
        rules.ensure_may_change(S.PARTLY_SIGNED, ["signatories"], is_signing=True)
