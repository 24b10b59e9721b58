"""The waiting list: in which order, given or offered, and what becomes of an offer."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import ledger, unit_of_work
from coopevents.facts import THE_HOUSE
from coopevents.registration import draws, queries, rules, service, waiting, waiting_queries, waiting_service
from coopevents.registration.details import WaitingDetails
from coopevents.registration.group_models import PlaceOffer
from coopevents.registration.models import Registration
from coopevents.registration.states import RegistrationState as S
from coopevents.registration.waiting_rules import DrawNeedsAMoment, NobodyWaitsThere, OfferHasExpired, OfferIsSettled
from coopevents.registration.waiting_states import OfferState, WaitingRule
from tests.registration.conftest import GUEST, OFFICER, Registrar


def with_rules(registrar: Registrar, **said: object) -> None:
    details = WaitingDetails(**said)  # type: ignore[arg-type]
    registrar.do(waiting.change_rules, registrar.event, details)


def offer_of(registration: Registration) -> PlaceOffer:
    offer = waiting_queries.find_newest_offer(registration_id=registration.id)
    assert offer is not None
    return offer


def full_with_two_waiting(registrar: Registrar) -> tuple[Registration, Registration, Registration]:
    """One seat, given to anna; ben and cem wait."""
    registrar.terms(capacity=1)
    return registrar.register("anna"), registrar.register("ben"), registrar.register("cem")


def order_of(registrar: Registrar) -> list[int]:
    return [each.number for each in waiting_queries.list_parties(registrar.event.id)]


def test_a_free_place_is_offered_for_a_time_and_holds_its_seat_meanwhile(registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=48)
    registrar.do(service.withdraw_registration, anna)
    offer = offer_of(ben)
    assert (ben.state, cem.state, offer.state) == (S.OFFERED, S.WAITLISTED, OfferState.OPEN)
    assert offer.expires_at == registrar.now + timedelta(hours=48)
    assert registrar.register("dana").state is S.WAITLISTED


def test_an_accepted_offer_is_a_place_and_is_answered_once(registrar: Registrar) -> None:
    anna, ben, _cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=48)
    registrar.do(service.withdraw_registration, anna)
    offer = offer_of(ben)
    registrar.do(waiting_service.accept_offer, offer)
    assert (ben.state, offer.state) == (S.APPROVED, OfferState.ACCEPTED)
    with pytest.raises(OfferIsSettled):
        waiting_service.accept_offer(offer, now=registrar.later(), actor=GUEST)


def test_where_the_organisers_decide_an_accepted_offer_waits_for_them(registrar: Registrar) -> None:
    registrar.terms(capacity=1, needs_approval=True)
    anna, ben = registrar.register("anna"), registrar.register("ben")
    with_rules(registrar, offer_hours=1)
    registrar.do(service.withdraw_registration, anna)
    registrar.do(waiting_service.accept_offer, offer_of(ben))
    assert ben.state is S.PENDING


def test_a_declined_offer_goes_to_the_next_in_line(registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=48)
    registrar.do(service.withdraw_registration, anna)
    registrar.do(waiting_service.decline_offer, offer_of(ben))
    assert (ben.state, cem.state) == (S.WITHDRAWN, S.OFFERED)


def test_an_offer_expires_at_its_moment_and_passes_on_by_itself(registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=2)
    registrar.do(service.withdraw_registration, anna)
    offer = offer_of(ben)
    early, late = offer.expires_at - timedelta(seconds=1), offer.expires_at
    assert waiting_queries.list_expired_offers(early) == []
    assert waiting_queries.list_expired_offers(late) == [(registrar.event.id, offer.id)]
    waiting_service.expire_offer(offer, now=early, actor=THE_HOUSE)
    assert ben.state is S.OFFERED
    with pytest.raises(OfferHasExpired):
        waiting_service.accept_offer(offer, now=late, actor=GUEST)
    waiting_service.expire_offer(offer, now=late, actor=THE_HOUSE)
    unit_of_work.commit()
    assert (ben.state, offer.state, cem.state) == (S.OFFER_EXPIRED, OfferState.EXPIRED, S.OFFERED)


def test_who_is_offered_a_place_is_reminded_once_when_half_the_time_is_over(registrar: Registrar) -> None:
    anna, ben, _cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=48)
    registrar.do(service.withdraw_registration, anna)
    offer = offer_of(ben)
    half = offer.offered_at + timedelta(hours=24)
    assert waiting_queries.list_offers_to_remind_of(half - timedelta(minutes=1)) == []
    assert waiting_queries.list_offers_to_remind_of(half) == [(registrar.event.id, offer.id)]
    waiting_service.remind_of_offer(offer, now=half, actor=THE_HOUSE)
    assert waiting_queries.list_offers_to_remind_of(half) == []


def test_the_office_takes_an_offer_back_and_gives_more_time(registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=1)
    registrar.do(service.withdraw_registration, anna)
    offer = offer_of(ben)
    registrar.do(waiting_service.extend_offer, offer, registrar.now + timedelta(hours=9))
    assert offer.expires_at == registrar.now - timedelta(minutes=1) + timedelta(hours=9)
    registrar.do(waiting_service.take_offer_back, offer)
    assert (ben.state, cem.state, offer.state) == (S.WAITLISTED, S.WAITLISTED, OfferState.TAKEN_BACK)
    waiting_service.offer_place_to(registrar.event, cem.number, now=registrar.later(), actor=OFFICER)
    assert (ben.state, cem.state) == (S.WAITLISTED, S.OFFERED)


def test_who_withdraws_while_a_place_is_offered_settles_the_offer(registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=1)
    registrar.do(service.withdraw_registration, anna)
    registrar.do(service.withdraw_registration, ben)
    assert (offer_of(ben).state, cem.state) == (OfferState.TAKEN_BACK, S.OFFERED)


def test_whose_offer_expired_can_register_again_or_be_offered_again(registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, offer_hours=1)
    registrar.do(service.withdraw_registration, anna)
    offer = offer_of(ben)
    waiting_service.expire_offer(offer, now=offer.expires_at, actor=THE_HOUSE)
    registrar.do(waiting_service.decline_offer, offer_of(cem))
    waiting_service.offer_place_to(registrar.event, ben.number, now=registrar.later(), actor=OFFICER)
    assert ben.state is S.OFFERED
    assert registrar.register("ben2").state is S.WAITLISTED
    with pytest.raises(rules.EmailIsRegistered):
        registrar.register("ben")


def test_the_office_ranks_who_waits(registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, waiting_rule=WaitingRule.BY_HAND)
    waiting.move_to(registrar.event, cem.number, 1, now=registrar.later(), actor=OFFICER)
    dana = registrar.register("dana")
    assert order_of(registrar) == [cem.number, ben.number, dana.number]
    registrar.do(service.withdraw_registration, anna)
    assert (cem.state, ben.state) == (S.APPROVED, S.WAITLISTED)
    with pytest.raises(NobodyWaitsThere):
        waiting.move_to(registrar.event, cem.number, 1, now=registrar.later(), actor=OFFICER)


def test_places_kept_back_wait_for_the_office_and_nobody_overtakes(registrar: Registrar) -> None:
    anna, ben, cem = full_with_two_waiting(registrar)
    with_rules(registrar, waiting_rule=WaitingRule.BY_HAND, passes_on_itself=False)
    registrar.do(service.withdraw_registration, anna)
    assert (ben.state, registrar.register("dana").state) == (S.WAITLISTED, S.WAITLISTED)
    assert waiting_service.pass_on(registrar.event, now=registrar.later(), by_office=True) == 1
    assert (ben.state, cem.state) == (S.APPROVED, S.WAITLISTED)


def test_a_draw_needs_a_moment(registrar: Registrar) -> None:
    with pytest.raises(DrawNeedsAMoment):
        with_rules(registrar, waiting_rule=WaitingRule.DRAW)


def test_a_draw_is_held_once_at_its_moment_and_anybody_can_repeat_it(registrar: Registrar) -> None:
    registrar.terms(capacity=1)
    first = registrar.register("first")
    names = ("anna", "ben", "cem", "dana", "eva")
    numbers = [registrar.register(name).number for name in names]
    moment = registrar.now + timedelta(hours=1)
    with_rules(registrar, waiting_rule=WaitingRule.DRAW, draw_at=moment)
    registrar.do(service.withdraw_registration, first)
    assert order_of(registrar) == numbers
    assert waiting_queries.list_events_to_draw(moment - timedelta(minutes=1)) == []
    assert waiting_queries.list_events_to_draw(moment) == [registrar.event.id]
    waiting.draw(registrar.event, now=moment - timedelta(minutes=1), actor=THE_HOUSE)
    assert order_of(registrar) == numbers
    ledger.take()
    waiting.draw(registrar.event, now=moment, actor=THE_HOUSE)
    drawn = draws.drawn(queries.get_terms(registrar.event.id).draw_seed, numbers)
    assert order_of(registrar) == drawn[1:]
    kinds = [type(each).__name__ for each in ledger.take()]
    assert kinds == ["WaitingListDrawn", "RegistrationPromoted"]
    waiting.draw(registrar.event, now=moment + timedelta(hours=1), actor=THE_HOUSE)
    assert order_of(registrar) == drawn[1:]


def test_the_same_seed_draws_the_same_order_whatever_order_the_numbers_come_in() -> None:
    assert draws.drawn("seed", [3, 1, 2]) == draws.drawn("seed", [1, 2, 3]) == [3, 1, 2]
    assert draws.drawn("another", range(1, 50)) != draws.drawn("seed", range(1, 50))
    assert draws.new_seed() != draws.new_seed()
