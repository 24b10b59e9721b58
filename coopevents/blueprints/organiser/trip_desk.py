"""Every door of trips of our own people hangs on one blueprint; importing this hangs all of them."""

from coopevents.blueprints.organiser import (
    trip_decisions,
    trip_editing,
    trip_list,
    trip_page,
    trip_people,
    trip_steps,
    trip_tables,
)
from coopevents.blueprints.organiser.trip_door import trips
from coopevents.blueprints.organiser.trip_figures import figure_desk as trip_figures
from coopevents.blueprints.organiser.trip_programmes import programme_desk as trip_programmes

__all__ = [
    "trip_decisions",
    "trip_editing",
    "trip_figures",
    "trip_list",
    "trip_page",
    "trip_people",
    "trip_programmes",
    "trip_steps",
    "trip_tables",
    "trips",
]
