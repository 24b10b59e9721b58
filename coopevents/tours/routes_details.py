"""What a caller brings to add or change a route and its stops."""

from dataclasses import dataclass

from coopevents.text import LocalizedText

NOTHING = LocalizedText()


@dataclass(frozen=True, slots=True, kw_only=True)
class RouteDetails:
    """Everything an organiser says about a route, but for its stops.

    Without ``minutes`` it takes as long as its stops and the ways between them.
    """

    name: LocalizedText
    text: LocalizedText = NOTHING
    meeting_place_id: int | None = None
    meeting_point: LocalizedText = NOTHING
    safety_note: LocalizedText = NOTHING
    minutes: int | None = None
    is_outdoors: bool = True
    languages: tuple[str, ...] = ()
    least_heads: int = 0
    most_heads: int = 20
    most_parties: int | None = None
    party_size: int = 10
    cut_off_hours: int = 2
    is_public: bool = False
    alternative_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StopDetails:
    """Everything an organiser says about a stop, but for where it stands in the order and on the map.

    ``is_step_free`` speaks of the stop and of the way there. ``cue`` is for guides alone.
    """

    name: LocalizedText
    text: LocalizedText = NOTHING
    cue: LocalizedText = NOTHING
    place_id: int | None = None
    minutes: int = 10
    minutes_to_get_there: int = 0
    is_step_free: bool = True
    picture_file_id: int | None = None
    picture_text: LocalizedText = NOTHING
