"""Released programmes, read and parsed once by each process: a release never changes."""

from collections import OrderedDict
from datetime import datetime
from threading import Lock

from flask import current_app

from coopevents.schedule import queries, releases
from coopevents.schedule.models import Schedule
from coopevents.schedule.releases import ReleasedActivity, ReleasedProgramme
from coopevents.text import search_key

MOST = 8


class ReadProgrammes:
    """The programmes read last, by schedule and number of the release."""

    def __init__(self) -> None:
        self._programmes: OrderedDict[tuple[int, int], ReleasedProgramme] = OrderedDict()
        self._texts: dict[tuple[int, int], dict[str, str]] = {}
        self._lock = Lock()

    def find(self, schedule: Schedule) -> ReleasedProgramme | None:
        """The schedule's latest released programme; None before the first release."""
        if not schedule.release_number:
            return None
        key = (schedule.id, schedule.release_number)
        with self._lock:
            known = self._programmes.get(key)
            if known is not None:
                self._programmes.move_to_end(key)
                return known
        release = queries.find_release(*key)
        return self._keep(key, releases.programme_of(release)) if release is not None else None

    def texts_of(self, programme: ReleasedProgramme) -> dict[str, str]:
        """The folded texts of a programme, made on the first search."""
        key = (programme.schedule_id, programme.number)
        known = self._texts.get(key)
        if known is None:
            known = {each.uid: _searched_text(each) for each in programme.shown}
            with self._lock:
                self._texts = {other: texts for other, texts in self._texts.items() if other in self._programmes}
                self._texts[key] = known
        return known

    def _keep(self, key: tuple[int, int], programme: ReleasedProgramme) -> ReleasedProgramme:
        with self._lock:
            for older in [each for each in self._programmes if each[0] == key[0] and each[1] < key[1]]:
                del self._programmes[older]
            self._programmes[key] = programme
            while len(self._programmes) > MOST:
                self._programmes.popitem(last=False)
        return programme


def find_programme(schedule: Schedule) -> ReleasedProgramme | None:
    """What readers read of a schedule now; None when they read nothing."""
    if not schedule.is_open:
        return None
    read: ReadProgrammes = current_app.extensions.setdefault("read_programmes", ReadProgrammes())
    return read.find(schedule)


def find_programme_before(schedule: Schedule, moment: datetime) -> ReleasedProgramme | None:
    """What readers read of a schedule at an earlier moment; None when they read nothing."""
    release = queries.find_release_before(schedule.id, moment)
    return releases.programme_of(release) if release is not None else None


def searched_texts(programme: ReleasedProgramme) -> dict[str, str]:
    """What a search looks in, by the activity's identity: titles, texts, people, track and place, in every language."""
    read: ReadProgrammes = current_app.extensions["read_programmes"]
    return read.texts_of(programme)


def _searched_text(activity: ReleasedActivity) -> str:
    people = (text for each in activity.people for text in (each.name, each.original_name, each.institution))
    place = (*activity.place.name.values(), *activity.place.building.values()) if activity.place else ()
    track = activity.track.name.values() if activity.track else ()
    return search_key(*activity.title.values(), *activity.text.values(), *people, *track, *place)
