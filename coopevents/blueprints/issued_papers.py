"""Papers that were issued, set anew from what was kept of them."""

from collections.abc import Sequence

from coopevents import links
from coopevents.documents.typesetting import Paper
from coopevents.events.models import Event
from coopevents.issuing.models import IssuedPaper
from coopevents.issuing.offices import signature_picture
from coopevents.papers.certificates import Certificate, certificates_of
from coopevents.papers.signed import Verification
from coopevents.storage.store import present_store
from coopevents.storage.uploads import Upload


def verification_of(paper: IssuedPaper) -> Verification:
    """What strangers verify a paper by."""
    return Verification(paper.number, paper.code, links.address_of("public_verifying.show", code=paper.code))


def certificate_paper(papers: Sequence[IssuedPaper], event: Event) -> Paper:
    """Certificates as one file, in the order given."""
    keys = {str(each.content.get("signature_key", "")) for each in papers}
    return certificates_of([_certificate(each, event) for each in papers], signatures_of(keys))


def signatures_of(keys: set[str]) -> dict[str, Upload | None]:
    """The pictures of these signatures."""
    return {key: signature_picture(key, store=present_store()) for key in keys}


def _certificate(paper: IssuedPaper, event: Event) -> Certificate:
    return Certificate(
        content=paper.content,
        verification=verification_of(paper),
        languages=paper.languages.split(),
        issued_at=paper.issued_at or paper.prepared_at,
        time_zone=event.time_zone,
    )
