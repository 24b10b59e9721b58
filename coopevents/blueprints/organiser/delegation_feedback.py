"""Doors to what guests thought of a visit: as a table, and whether they are asked at all."""

from flask.typing import ResponseReturnValue

from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.organiser.delegation_after import after
from coopevents.blueprints.organiser.delegation_door import done, own, seen
from coopevents.delegations import feedback, feedback_queries, feedback_summing
from coopevents.delegations.feedback_models import Aspect
from coopevents.delegations.feedback_words import ASPECTS, BEST, BETTER
from coopevents.i18n import _


@after.get("/desk/delegations/<int:delegation_id>/after/feedback.<any(csv, xlsx):ending>")
@requires(Permission.SEE_UNIT)
def export_feedback(delegation_id: int, ending: str) -> ResponseReturnValue:
    """Each answer as a row; one without a name has none here either, nor a time."""
    delegation = seen(delegation_id)
    answers = feedback_summing.summed(feedback_queries.list_feedback(delegation.id)).answers
    headings = [_("Full name"), *(str(ASPECTS[each]) for each in Aspect), str(BEST), str(BETTER), _("May be quoted")]
    rows = [
        [
            each.who or _("Without a name"),
            *(each.marks.get(aspect.value) for aspect in Aspect),
            each.best,
            each.better,
            _("yes") if each.may_quote else _("no"),
        ]
        for each in answers
    ]
    send = csv_download if ending == "csv" else xlsx_download
    return send("feedback", headings, rows)


@after.post("/desk/delegations/<int:delegation_id>/after/feedback/<any('forgo', 'want'):wish>")
@requires(Permission.EDIT_DELEGATIONS)
def ask_for_feedback(delegation_id: int, wish: str) -> ResponseReturnValue:
    """Ask nobody about this visit, or ask them after all."""
    delegation, is_forgone = own(delegation_id), wish == "forgo"
    said = _("The guests are not asked.") if is_forgone else _("The guests are asked on the day after the visit.")
    return done(
        delegation,
        lambda **who: feedback.forgo(delegation, is_forgone=is_forgone, **who),
        said,
        "organiser_delegation_after.index",
        _anchor="feedback",
    )
