"""Doors to the letters of thanks after a visit: drafted, edited, sent by mail or printed."""

from typing import Any

from flask import request
from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.organiser.delegation_after import after
from coopevents.blueprints.organiser.delegation_door import done, own
from coopevents.blueprints.papers import office_name, own_paper
from coopevents.delegations import after_queries, thanking
from coopevents.i18n import _
from coopevents.papers.visit_thanks import thanks_of
from coopevents.text import LocalizedText

INDEX = "organiser_delegation_after.index"
LONGEST = 5000


@after.post("/desk/delegations/<int:delegation_id>/after/thanks")
@requires(Permission.EDIT_DELEGATIONS)
def draft_thanks(delegation_id: int) -> ResponseReturnValue:
    """Draft the letters that are not there yet."""
    delegation = own(delegation_id)
    said = _("The letters are drafted. Read them before you send them.")
    return done(delegation, lambda **who: thanking.draft_letters(delegation, **who), said, INDEX, _anchor="thanks")


@after.post("/desk/delegations/<int:delegation_id>/after/thanks/<int:letter_id>")
@requires(Permission.EDIT_DELEGATIONS)
def write_thanks(delegation_id: int, letter_id: int) -> ResponseReturnValue:
    """Keep what a letter says; send it, or say that it went by post."""
    delegation, letter = own(delegation_id), after_queries.get_thanks(delegation_id, letter_id)
    verb = request.form.get("verb", "")
    text = LocalizedText({each: request.form.get(f"text-{each}", "")[:LONGEST] for each in letter.text})

    def deed(**who: Any) -> None:
        thanking.write_letter(letter, text)
        if verb in {"send", "post"}:
            thanking.send_letter(letter, by_post=verb == "post", **who)

    said = _("The letter is sent.") if verb in {"send", "post"} else _("Saved.")
    return done(delegation, deed, said, INDEX, _anchor="thanks")


@after.get("/desk/delegations/<int:delegation_id>/after/thanks/<int:letter_id>.pdf")
@requires(Permission.EDIT_DELEGATIONS)
def print_thanks(delegation_id: int, letter_id: int) -> ResponseReturnValue:
    """The letter, to be printed and signed."""
    own(delegation_id)
    letter = after_queries.get_thanks(delegation_id, letter_id)
    return own_paper(thanks_of(letter, office_name()), f"visit-{delegation_id}-thanks-{letter_id}.pdf")
