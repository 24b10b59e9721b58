"""A guest's certificates, on their own page."""

from flask import Response, abort

from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.door import place, registration_of
from coopevents.blueprints.issued_papers import certificate_paper
from coopevents.blueprints.papers import own_paper
from coopevents.issuing import queries
from coopevents.issuing.states import PaperKind, PaperState


@place.get("/r/<token>/certificates/<int:paper_id>.pdf")
@by_token
def certificate(token: str, paper_id: int) -> Response:
    """The certificate as a file, while it is valid."""
    registration = registration_of(token)
    paper = queries.get_paper(registration.event_id, paper_id)
    is_theirs = paper.registration_id == registration.id and paper.kind is PaperKind.CERTIFICATE
    if not is_theirs or paper.state is not PaperState.ISSUED:
        abort(404)
    return own_paper(certificate_paper([paper], registration.event), f"{paper.number}.pdf")
