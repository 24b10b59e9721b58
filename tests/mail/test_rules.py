"""When a message is tried again, and when it is given up."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents.mail import rules
from coopevents.mail.models import MessageState
from tests.mail.samples import NOON


@pytest.mark.parametrize(
    ("attempts", "seconds"), [(0, 30), (1, 30), (2, 60), (3, 120), (6, 960), (7, 1800), (8, 1800), (500, 1800)]
)
def test_pauses_double_up_to_half_an_hour(attempts: int, seconds: int) -> None:
    assert rules.pause_after(attempts) == timedelta(seconds=seconds)


def test_a_message_is_tried_for_a_day() -> None:
    give_up_at, now, attempts = NOON + rules.PERSISTENCE, NOON, 0
    tried = [now]
    while (again_at := rules.next_try(attempts := attempts + 1, now, give_up_at)) is not None:
        assert now < again_at <= now + rules.LONGEST_PAUSE
        now = again_at
        tried.append(now)
    assert tried[-1] == give_up_at
    assert len(tried) > 48


def test_a_lease_is_longer_than_handing_over_can_take() -> None:
    assert rules.lease(20) > timedelta(seconds=20 * (2 + 3 * rules.END_OF_DATA_PATIENCE))


@pytest.mark.parametrize("state", [MessageState.SENDING, MessageState.SENT, MessageState.DISCARDED])
def test_only_what_waits_or_failed_is_discarded(state: MessageState) -> None:
    with pytest.raises((rules.MessageIsOnItsWay, rules.MessageWasSent)):
        rules.ensure_discardable(state)


def test_a_message_being_sent_is_not_sent_again() -> None:
    with pytest.raises(rules.MessageIsOnItsWay):
        rules.ensure_resendable(MessageState.SENDING)
