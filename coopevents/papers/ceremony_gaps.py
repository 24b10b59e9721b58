"""What a paper of a ceremony still lacks, in words: rather no paper than one with holes in it."""

from collections.abc import Callable, Iterator

from coopevents.i18n import _, current_language
from coopevents.papers.ceremony_values import CeremonyValues

Gap = tuple[str, str]
"""What is missing, and where it is mended: people, show or kit."""


def gaps_of(paper: str, ceremony: CeremonyValues) -> list[Gap]:
    """What that paper lacks; empty when it can be made."""
    return [gap for find in NEEDS.get(paper, ()) for gap in find(ceremony)]


def _signatories(ceremony: CeremonyValues) -> Iterator[Gap]:
    known = {each.key for each in ceremony.people if each.named.given_name and not each.key.endswith("-unnamed")}
    for party in ceremony.parties:
        if party.signatory not in known:
            institution = party.institution.in_language(current_language())
            yield str(_("Nobody is named yet who signs for %(institution)s.", institution=institution)), "people"


def _lines(ceremony: CeremonyValues) -> Iterator[Gap]:
    if not ceremony.cues:
        yield str(_("The run of show has no line yet.")), "show"


def _public_lines(ceremony: CeremonyValues) -> Iterator[Gap]:
    if not any(each.is_public for each in ceremony.cues):
        yield str(_("The run of show has no line yet that guests see.")), "show"


def _spoken(ceremony: CeremonyValues) -> Iterator[Gap]:
    if ceremony.cues and not any(each.text for each in ceremony.cues):
        yield str(_("No line of the run of show has words to be spoken.")), "show"


def _kit(ceremony: CeremonyValues) -> Iterator[Gap]:
    if not ceremony.kit:
        yield str(_("The kit is empty.")), "kit"


NEEDS: dict[str, tuple[Callable[[CeremonyValues], Iterator[Gap]], ...]] = {
    "programme": (_public_lines, _signatories),
    "script": (_lines, _spoken),
    "plates": (_signatories,),
    "cards": (),
    "sheets": (_signatories,),
    "kit": (_kit,),
    "press": (_signatories,),
    "plan": (),
}
