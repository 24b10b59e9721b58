"""The sheet of a route, put together for a door."""

from coopevents import links
from coopevents.accounts.queries import get_unit
from coopevents.blueprints.guest.qr import qr_svg
from coopevents.blueprints.papers import MOST_LANGUAGES, asked_languages, office_name
from coopevents.blueprints.tour_maps import map_of
from coopevents.blueprints.uploads import present_store
from coopevents.documents.typesetting import Paper
from coopevents.i18n import HTML_LANGUAGES, LANGUAGE_NAMES, current_language
from coopevents.papers.booklet import Imprint
from coopevents.papers.tour_routes import sheet_of
from coopevents.storage.uploads import Upload
from coopevents.text import LANGUAGES, LocalizedText
from coopevents.tours.models import TourRoute


def sheet_for(route: TourRoute, asked: str) -> Paper:
    """The sheet in the languages asked for in an address (``en,zh``), else in the reader's and Chinese or English."""
    found = map_of(route)
    picture = found.picture
    upload = Upload(present_store().read(picture.key), picture.media_type) if picture is not None else None
    place = found.places.get(route.meeting_place_id or 0)
    address = page_address(route)
    return sheet_of(
        route,
        found.drawing,
        upload,
        place.name if place is not None else LocalizedText(),
        asked_languages(asked) or usual_languages(route),
        Imprint(office_name(), address, str(qr_svg(address))),
        now=route.created_at,
    )


def usual_languages(route: TourRoute) -> tuple[str, ...]:
    """The reader's language, and the first other one the route is written in."""
    own = current_language()
    return tuple(dict.fromkeys([own, *(each for each in LANGUAGES if each in route.name)]))[:MOST_LANGUAGES]


def sheet_choices(route: TourRoute) -> list[tuple[str, str]]:
    """(value, words) of the languages a sheet may be in: two by two, then each alone."""
    own = [each for each in LANGUAGES if each in route.name] or [LANGUAGES[0]]
    pairs = [(one, other) for at, one in enumerate(own) for other in own[at + 1 :]]
    both = [(_value(pair), " + ".join(LANGUAGE_NAMES[each] for each in pair)) for pair in pairs]
    return [*both, *((_value((each,)), LANGUAGE_NAMES[each]) for each in own)]


def page_address(route: TourRoute) -> str:
    """The whole address of a route's public page."""
    unit = get_unit(route.unit_id)
    return links.address_of("public_tour_routes.show", unit_slug=unit.slug, route_slug=route.slug)


def _value(languages: tuple[str, ...]) -> str:
    return ",".join(HTML_LANGUAGES[each].partition("-")[0] for each in languages)
