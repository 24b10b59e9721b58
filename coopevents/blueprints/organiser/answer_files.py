"""Files guests answered with that are no secret, at the desk; the others are shown for a stated reason only."""

from typing import Any

from flask import Response
from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, requires
from coopevents.blueprints.downloads import file_download
from coopevents.blueprints.organiser.registrations import registrations
from coopevents.i18n import current_language
from coopevents.registration import protected, queries
from coopevents.registration.models import Registration


def files_of(registration: Registration) -> dict[str, Any]:
    """What the part about files says on the page of a registration."""
    language = current_language()
    found = protected.list_plain_files(registration)
    return {"answer_files": [(question.key, question.label.in_language(language), name) for question, name in found]}


@registrations.get("/desk/events/<event_slug>/registrations/<int:number>/files/<key>")
@requires(Permission.SEE_REGISTRATIONS)
def answer_file(event_slug: str, number: int, key: str) -> ResponseReturnValue:
    """Hand out a file that is no secret."""
    return _download(queries.get_registration(event_of_route().id, number), key)


def _download(registration: Registration, key: str) -> Response:
    name, upload = protected.open_plain_file(registration, key)
    return file_download(name, upload)
