"""How far a visit is on its way, and what comes next: one sentence, one thing to do."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from flask import url_for
from flask_babel.speaklater import LazyString

from coopevents.delegations import reporting
from coopevents.delegations.models import Delegation
from coopevents.delegations.reporting import ReportState
from coopevents.delegations.states import MAY_BE_POSTPONED, UNDECIDED
from coopevents.delegations.states import VisitState as S
from coopevents.i18n import _, _l, ngettext

STEPS: Sequence[LazyString] = (
    _l("Request"),
    _l("Decision"),
    _l("Planning"),
    _l("Programme"),
    _l("Visit"),
    _l("Report"),
)
POSITIONS = {
    S.REQUESTED: 1,
    S.TRIAGE: 1,
    S.INFO_NEEDED: 1,
    S.SCREENING: 2,
    S.ACCEPTED: 3,
    S.PLANNING: 3,
    S.HOSTS_CONFIRMED: 4,
    S.PROGRAMME_SENT: 4,
    S.ON_SITE: 5,
    S.COMPLETED: 6,
    S.REPORT_DUE: 6,
}
"""Where on the stairs a visit stands, from 1 on; what is over or waits stands nowhere."""


@dataclass(frozen=True)
class Deed:
    """A button: a link, or a form that is sent to ``url``."""

    label: str
    url: str
    is_post: bool = True


@dataclass(frozen=True)
class NextStep:
    """What comes next: said in a title and a text; ``first`` is the one primary action, ``others`` stand beside it."""

    title: str
    text: str = ""
    first: Deed | None = None
    others: Sequence[Deed] = field(default=())


def next_step(delegation: Delegation, *, may_edit: bool) -> NextStep:
    """What comes next; the deeds only for who may do them."""
    step = _said(delegation)
    return step if may_edit else NextStep(step.title, step.text)


def more_deeds(delegation: Delegation) -> list[tuple[str, str, str]]:
    """What else may be done with it: (label, address, icon), for the menu."""
    found = []
    if delegation.state in UNDECIDED - {S.REQUESTED}:
        found += [
            (_("Ask the requester"), _way(delegation, "ask"), "chat-dots"),
            (_("Send them elsewhere"), _way(delegation, "redirect"), "send"),
            (_("Refuse"), _way(delegation, "decline"), "slash-circle"),
        ]
    if delegation.state in {S.REQUESTED, S.TRIAGE}:
        found.insert(0, (_("Hand it to another unit"), _way(delegation, "hand-on"), "arrow-repeat"))
    if delegation.state in MAY_BE_POSTPONED:
        found.append((_("Postpone"), _way(delegation, "postpone"), "hourglass-split"))
    if delegation.state in MAY_BE_POSTPONED | {S.POSTPONED, S.ON_SITE}:
        found.append((_("Call off"), _way(delegation, "cancel"), "x-circle"))
    return [(str(label), url, icon) for label, url, icon in found]


def _said(delegation: Delegation) -> NextStep:
    state = delegation.state
    if state is S.REQUESTED:
        return NextStep(
            str(_("Nobody looks after this request yet")),
            str(_("Take it up, and it is yours to bring to a decision.")),
            _post(delegation, _("Take it up"), "take_up"),
        )
    if state is S.TRIAGE:
        return NextStep(
            str(_("Is everything known that a decision needs?")),
            str(_("If so, submit it. If not, ask the requester: they answer on their page.")),
            _post(delegation, _("Submit for approval"), "submit"),
            [_link(delegation, _("Ask the requester"), "ask")],
        )
    if state is S.INFO_NEEDED:
        waiting = sum(each.answered_at is None for each in delegation.questions)
        said = ngettext("%(num)s question is open", "%(num)s questions are open", waiting)
        return NextStep(
            str(_("The requester has to answer")),
            str(_("%(questions)s. It goes on by itself once the answer is here.", questions=said)),
        )
    if state is S.SCREENING:
        return NextStep(str(_("It is being decided")), str(_("Whoever decides finds it on their first page.")))
    if state is S.POSTPONED:
        first = _post(delegation, _("Take it up again"), "resume")
        return NextStep(str(_("This visit is postponed")), delegation.reason, first)
    if state is S.ON_SITE:
        first = _deed(_("The visit is over"), "organiser_campus_board.complete", delegation)
        return NextStep(str(_("The guests are here")), str(_("Their day stands on the board of today.")), first)
    if state in {S.COMPLETED, S.REPORT_DUE}:
        return _reported(delegation)
    return _told(delegation)


def _reported(delegation: Delegation) -> NextStep:
    """The report is written, waits, or was approved, and then the visit may be closed."""
    there = url_for("organiser_delegation_after.index", delegation_id=delegation.id, _anchor="report")
    if reporting.may_be_closed(delegation):
        first = _deed(_("Close the visit"), "organiser_campus_board.close", delegation)
        return NextStep(str(_("All is written down")), str(_("Close the visit when nothing is left to do.")), first)
    state = reporting.state_of(reporting.find_case(delegation))
    if state is ReportState.SUBMITTED:
        look = [Deed(str(_("Look at the report")), there, is_post=False)]
        return NextStep(str(_("The report waits for its approval")), "", others=look)
    if state is ReportState.RETURNED:
        first = Deed(str(_("Go on with the report")), there, is_post=False)
        return NextStep(str(_("The report was sent back")), str(_("The reason stands with it.")), first)
    first = Deed(str(_("To the report")), there, is_post=False)
    return NextStep(str(_("The report is due")), str(_("Write down what came of it, and submit the report.")), first)


def _deed(label: str, endpoint: str, delegation: Delegation) -> Deed:
    return Deed(str(label), url_for(endpoint, delegation_id=delegation.id))


def _told(delegation: Delegation) -> NextStep:
    """The states in which nothing is asked of the desk on this page."""
    titles = {
        S.ACCEPTED: (_("They are welcome"), _("Name the delegates and plan the days.")),
        S.PLANNING: (_("The visit is being planned"), _("Plan the days, ask the hosts, then send the programme.")),
        S.HOSTS_CONFIRMED: (_("All hosts have confirmed"), _("Send the programme to the guests.")),
        S.PROGRAMME_SENT: (_("The programme is sent"), _("Whoever a change concerns is told.")),
        S.CLOSED: (_("The visit is closed"), ""),
        S.DECLINED: (_("The visit was refused"), delegation.reason),
        S.REDIRECTED: (_("They were sent to %(whom)s", whom=delegation.redirected_to), delegation.reason),
        S.CANCELLED: (_("The visit was called off"), delegation.reason),
    }
    title, text = titles[delegation.state]
    return NextStep(str(title), str(text))


def _way(delegation: Delegation, way: str) -> str:
    return url_for("organiser_delegations.turn", delegation_id=delegation.id, turning=way)


def _link(delegation: Delegation, label: str, way: str) -> Deed:
    return Deed(str(label), _way(delegation, way), is_post=False)


def _post(delegation: Delegation, label: str, endpoint: str) -> Deed:
    return Deed(str(label), url_for(f"organiser_delegations.{endpoint}", delegation_id=delegation.id))
