"""Photographs for badges: those guests handed in for whatever question asks for one openly, opened for that alone."""

from collections.abc import Iterable

from coopevents.forms import queries as forms
from coopevents.forms.fields import FieldType
from coopevents.refusals import NotFound
from coopevents.registration import event_forms
from coopevents.registration.models import Registration
from coopevents.storage import sealed_files
from coopevents.storage.sealed_files import Purpose
from coopevents.storage.store import FileStore
from coopevents.storage.uploads import Upload


def asks_for_photos(event_id: int) -> bool:
    """Whether any form of the event asks for a photograph that is no secret."""
    return any(_photo_keys(each.id) for each in event_forms.list_forms(event_id))


def photos_of(registrations: Iterable[Registration], *, store: FileStore) -> dict[int, Upload]:
    """The photographs by the ids of the registrations; who handed none in is left out."""
    guests = {each.id: each for each in registrations}
    keys = {form_id: _photo_keys(form_id) for form_id in {each.form_id for each in guests.values()}}
    found: dict[int, Upload] = {}
    for guest_id, answers in forms.answers_of("registration", guests).items():
        names = [answers.values.get(key) for key in keys[guests[guest_id].form_id]]
        kept = next((each for each in names if isinstance(each, dict) and each.get("key")), None)
        if kept is not None:
            try:
                found[guest_id] = sealed_files.open_sealed(str(kept["key"]), Purpose.PAPER, store=store)
            except NotFound:
                continue
    return found


def _photo_keys(form_id: int) -> list[str]:
    definition = event_forms.definition_of(form_id)
    secret = definition.secret_keys
    return [each.key for each in definition.questions if each.type is FieldType.PHOTO and each.key not in secret]
