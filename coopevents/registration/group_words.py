"""States of groups and their members, in words and tones."""

from coopevents.i18n import _l
from coopevents.registration.group_states import GroupState as G
from coopevents.registration.group_states import MemberState as M
from coopevents.registration.waiting_states import WaitingRule

GROUP_NAMES = {
    G.DRAFT: _l("On the waiting list"),
    G.HELD: _l("Places held"),
    G.PARTLY_NAMED: _l("Partly named"),
    G.COMPLETE: _l("Everybody named"),
    G.CONFIRMED: _l("Confirmed"),
    G.CLOSED: _l("Closed"),
    G.RELEASED: _l("Released"),
}
GROUP_TONES = {
    G.DRAFT: "info",
    G.HELD: "attention",
    G.PARTLY_NAMED: "attention",
    G.COMPLETE: "good",
    G.CONFIRMED: "good",
    G.CLOSED: "neutral",
    G.RELEASED: "neutral",
}
MEMBER_NAMES = {
    M.PLACEHOLDER: _l("No name yet"),
    M.INVITED: _l("Link sent"),
    M.FILLED: _l("Filled in"),
    M.REPLACED: _l("Replaced"),
    M.CANCELLED: _l("Given back"),
}
MEMBER_TONES = {
    M.PLACEHOLDER: "neutral",
    M.INVITED: "info",
    M.FILLED: "good",
    M.REPLACED: "neutral",
    M.CANCELLED: "neutral",
}
RULE_NAMES = {
    WaitingRule.ARRIVAL: _l("In the order of registration"),
    WaitingRule.BY_HAND: _l("In an order the organisers choose"),
    WaitingRule.DRAW: _l("By drawing lots"),
}
