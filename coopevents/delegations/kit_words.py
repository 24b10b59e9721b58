"""What the words of a visit's kit are called."""

from coopevents.delegations.kit_counts import Counting
from coopevents.delegations.kit_values import KitState
from coopevents.i18n import _l

COUNTINGS = {
    Counting.HAND: _l("By hand"),
    Counting.GUESTS: _l("One for each guest"),
    Counting.PEOPLE: _l("One for everybody at the table"),
    Counting.FLAGS: _l("A flag for everybody at the table, by country"),
    Counting.COUNTRIES: _l("One for each country"),
    Counting.LISTENERS: _l("One for everybody, when an interpreter is there"),
    Counting.DIETS: _l("One for each guest with a diet"),
    Counting.SIGNING: _l("Two, when something is signed"),
    Counting.GIFTS: _l("The gifts planned for it"),
}
STATES = {
    KitState.OPEN: _l("Still to do"),
    KitState.LATE: _l("Overdue"),
    KitState.SHORT: _l("More are needed now"),
    KitState.READY: _l("Prepared"),
    KitState.TO_RETURN: _l("To be brought back"),
    KitState.RETURNED: _l("Returned"),
    KitState.PAST: _l("Over"),
}
TONES = {
    KitState.OPEN: "info",
    KitState.LATE: "trouble",
    KitState.SHORT: "attention",
    KitState.READY: "good",
    KitState.TO_RETURN: "attention",
    KitState.RETURNED: "good",
}
