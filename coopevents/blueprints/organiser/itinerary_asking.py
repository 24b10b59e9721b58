"""The door to ask everybody of ours who has a part whether they will be there."""

from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.organiser.delegation_door import done, own
from coopevents.blueprints.organiser.itinerary_desk import itineraries
from coopevents.delegations import confirming
from coopevents.i18n import _


@itineraries.post("/desk/delegations/<int:delegation_id>/itinerary/ask")
@requires(Permission.EDIT_DELEGATIONS)
def ask(delegation_id: int) -> ResponseReturnValue:
    """Ask those who were not asked yet, or for other times."""
    delegation = own(delegation_id)
    return done(
        delegation,
        lambda **who: confirming.ask_parts(delegation, **who),
        _("They are asked. Whoever has an address gets a message; answers appear here."),
        "organiser_itinerary.index",
    )
