"""The rows of the table of a programme, as they are shown and as they come back."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from werkzeug.exceptions import BadRequest

from coopevents.blueprints.organiser import board_reading as reading
from coopevents.blueprints.organiser.programme_view import has_time
from coopevents.i18n import _
from coopevents.refusals import Refusal
from coopevents.schedule import rules
from coopevents.schedule.board_details import Move
from coopevents.schedule.models import Activity

FIELDS = ("day", "starts", "length", "place")
LIMIT = 3000


@dataclass(frozen=True)
class Row:
    """One row that was typed anew. An empty day and start put it into the tray."""

    activity_id: int
    version: int
    starts_at: datetime | None
    length: int
    place_id: int | None

    def move(self, *, is_anyway: bool = False) -> Move:
        """As a move; ``is_anyway`` over whatever somebody else saved."""
        return Move(
            activity_id=self.activity_id,
            version=None if is_anyway else self.version,
            starts_at=self.starts_at,
            ends_at=self.starts_at + timedelta(minutes=self.length) if self.starts_at else None,
            place_id=self.place_id,
            length=self.length,
        )


def shown(activity: Activity, zone: ZoneInfo) -> dict[str, str]:
    """What the fields of a row hold; ``was`` tells later whether any of them was typed anew."""
    local = activity.starts_at.astimezone(zone) if has_time(activity) else None
    fields = {
        "day": f"{local:%Y-%m-%d}" if local is not None else "",
        "starts": f"{local:%H:%M}" if local is not None else "",
        "length": str(activity.length),
        "place": str(activity.place_id or ""),
    }
    fold = f"|{local.fold}" if local is not None else "|0"
    return {**fields, "was": "|".join(fields.values()) + fold}


def rows_of_request(form: Mapping[str, str], zone: str) -> list[Row]:
    """The rows that were typed anew. Raises a refusal, naming the row, for what is no time."""
    ids = [name.removeprefix("version-") for name in form if name.startswith("version-")]
    if len(ids) > LIMIT or not all(each.isascii() and each.isdigit() and len(each) < 10 for each in ids):
        raise BadRequest
    return [row for each in ids for row in (_row(each, form, zone),) if row is not None]


def _row(number: str, form: Mapping[str, str], zone: str) -> Row | None:
    typed = {name: form.get(f"{name}-{number}", "").strip() for name in FIELDS}
    *was, fold = form.get(f"was-{number}", "||||0").split("|")
    if list(typed.values()) == was:
        return None
    version = form[f"version-{number}"]
    if not version.isascii() or not version.isdigit() or len(version) > 9:
        raise BadRequest
    try:
        is_same_time = [typed["day"], typed["starts"]] == was[:2]
        starts_at = _starts_at(typed, zone, 1 if fold == "1" and is_same_time else 0)
        length = reading.minutes_of(typed["length"])
    except Refusal as refusal:
        raise Refusal(_("%(title)s: %(why)s", title=form.get(f"title-{number}", "")[:80], why=str(refusal))) from None
    if not 1 <= length <= reading.LONGEST_LENGTH:
        raise rules.IsTooLong
    place = typed["place"]
    place_id = int(place) if place.isascii() and place.isdigit() and len(place) < 10 else None
    return Row(int(number), int(version), starts_at, length, place_id)


def _starts_at(typed: Mapping[str, str], zone: str, fold: int) -> datetime | None:
    if not typed["day"] and not typed["starts"]:
        return None
    day, time = reading.day_of(typed["day"]), reading.time_of(typed["starts"])
    return rules.moment_of(day, time, zone, field="starts", fold=fold)
