"""Routes and their stops: on a real database."""

from __future__ import annotations

from datetime import timedelta

import pytest

from coopevents import ledger
from coopevents.db import db
from coopevents.text import LocalizedText
from coopevents.tours import routes, routes_queries, routes_rules, stops
from coopevents.tours.models import TourRoute, TourStop
from coopevents.tours.routes_details import RouteDetails, StopDetails
from tests.schedule.conftest import NOW, ORGANISER, Office, office

__all__ = ["office"]


def a_route(office: Office, **values: object) -> TourRoute:
    said: dict[str, object] = {"name": LocalizedText(en="Campus tour", zh_Hans_CN="校园游览"), "languages": ("en",)}
    details = RouteDetails(**{**said, **values})  # type: ignore[arg-type]
    return routes.add_route(office.unit.id, details, now=NOW, actor=ORGANISER)


def a_stop(route: TourRoute, name: str, **values: object) -> TourStop:
    details = StopDetails(name=LocalizedText(en=name), **values)  # type: ignore[arg-type]
    return stops.add_stop(route, details, now=NOW, actor=ORGANISER)


def names(route: TourRoute) -> list[str]:
    return [each.name["en"] for each in routes_queries.get_route(route.id).stops]


@pytest.mark.parametrize(
    ("values", "refusal", "field"),
    [
        ({"name": LocalizedText()}, routes_rules.NameIsMissing, "name"),
        ({"minutes": 4}, routes_rules.DurationIsImpossible, "minutes"),
        ({"minutes": 1441}, routes_rules.DurationIsImpossible, "minutes"),
        ({"most_heads": 0}, routes_rules.HeadsAreImpossible, "most_heads"),
        ({"least_heads": 21}, routes_rules.LeastIsAboveMost, "least_heads"),
        ({"party_size": 21}, routes_rules.PartyIsImpossible, "party_size"),
        ({"most_parties": 0}, routes_rules.PartiesAreImpossible, "most_parties"),
        ({"cut_off_hours": -1}, routes_rules.CutOffIsImpossible, "cut_off_hours"),
        ({"alternative_id": 7}, routes_rules.RouteIsItsOwnAlternative, "alternative_id"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(
    values: dict[str, object], refusal: type[routes_rules.Refusal], field: str
) -> None:
    details = RouteDetails(**{"name": LocalizedText(en="Tour"), **values})  # type: ignore[arg-type]

    with pytest.raises(refusal) as caught:
        routes_rules.ensure_route_is_possible(details, route_id=7)

    assert caught.value.field == field


@pytest.mark.parametrize(
    ("name", "taken", "slug"),
    [
        (LocalizedText(en="Campus tour"), set(), "campus-tour"),
        (LocalizedText(en="Campus tour"), {"campus-tour", "campus-tour-2"}, "campus-tour-3"),
        (LocalizedText(zh_Hans_CN="校园游览"), set(), "route"),
    ],
)
def test_a_route_gets_an_address_of_its_own(name: LocalizedText, taken: set[str], slug: str) -> None:
    assert routes_rules.free_slug(name, taken) == slug


def test_the_stops_say_how_long_it_takes_and_whether_there_are_steps(office: Office) -> None:
    route = a_route(office)
    a_stop(route, "Gate", minutes=5)
    assert (routes.minutes_of(route), route.is_step_free) == (5, True)

    tower = a_stop(route, "Tower", minutes=15, minutes_to_get_there=10, is_step_free=False)
    assert (routes.minutes_of(route), route.is_step_free) == (30, False)

    stops.remove_stop(tower, now=NOW, actor=ORGANISER)
    assert (routes.minutes_of(route), route.is_step_free) == (5, True)


def test_stops_move_up_and_down_and_stay_at_the_ends(office: Office) -> None:
    route = a_route(office)
    for name in ("Gate", "Library", "Lake"):
        a_stop(route, name)
    gate, library, lake = route.stops

    stops.raise_stop(lake, now=NOW, actor=ORGANISER)
    stops.raise_stop(gate, now=NOW, actor=ORGANISER)
    assert names(route) == ["Gate", "Lake", "Library"]

    stops.lower_stop(gate, now=NOW, actor=ORGANISER)
    stops.lower_stop(library, now=NOW, actor=ORGANISER)
    assert names(route) == ["Lake", "Gate", "Library"]


def test_a_removed_stop_can_be_had_back_where_it_was(office: Office) -> None:
    route = a_route(office)
    for name in ("Gate", "Library", "Lake"):
        a_stop(route, name)
    library = route.stops[1]

    stops.remove_stop(library, now=NOW, actor=ORGANISER)
    assert names(route) == ["Gate", "Lake"]

    stops.restore_stop(library, now=NOW, actor=ORGANISER)
    assert names(route) == ["Gate", "Library", "Lake"]


def test_a_stop_removed_long_ago_is_forgotten(office: Office) -> None:
    route = a_route(office)
    for name in ("Gate", "Library"):
        a_stop(route, name)
    gate, library = route.stops

    stops.remove_stop(gate, now=NOW, actor=ORGANISER)
    stops.remove_stop(library, now=NOW + timedelta(days=2), actor=ORGANISER)

    db.session.flush()
    db.session.expire_all()
    assert [each.name["en"] for each in route.removed_stops] == ["Library"]


def test_a_copy_has_the_stops_and_is_not_public(office: Office) -> None:
    route = a_route(office, is_public=True)
    a_stop(route, "Gate", minutes=25)

    copy = routes.copy_route(route, now=NOW, actor=ORGANISER)

    assert copy.name == LocalizedText(en="Campus tour (copy)", zh_Hans_CN="校园游览（副本）")
    assert (copy.slug, copy.is_public, copy.is_step_free) == ("campus-tour-copy", False, True)
    assert (names(copy), routes.minutes_of(copy)) == (["Gate"], 25)
    assert names(route) == ["Gate"]


def test_stops_stand_on_the_map_until_they_are_taken_off(office: Office) -> None:
    route = a_route(office)
    gate, lake = a_stop(route, "Gate"), a_stop(route, "Lake")

    stops.place_stops(route, {gate.id: (120, 840), lake.id: (1000, 0)}, now=NOW, actor=ORGANISER)
    stops.place_stops(route, {lake.id: None}, now=NOW, actor=ORGANISER)

    assert [(each.map_x, each.map_y) for each in route.stops] == [(120, 840), (None, None)]
    with pytest.raises(routes_rules.StopIsOffTheMap):
        stops.place_stops(route, {gate.id: (1001, 0)}, now=NOW, actor=ORGANISER)


def test_saying_the_same_again_is_no_change(office: Office) -> None:
    route = a_route(office)
    ledger.take()

    same = RouteDetails(name=route.name, languages=("en",))
    routes.change_route(route, same, now=NOW, actor=ORGANISER)
    assert ledger.take() == []

    other = RouteDetails(name=route.name, languages=("en",), most_heads=12)
    routes.change_route(route, other, now=NOW, actor=ORGANISER)
    (fact,) = ledger.take()
    assert fact.changes == {"most_heads": (20, 12)}
