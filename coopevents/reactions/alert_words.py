"""What an alert about an agreement says, in the language of the moment."""

from dataclasses import dataclass
from datetime import date

from coopevents.agreements import words
from coopevents.agreements.alert_rules import AlertKind
from coopevents.agreements.models import Agreement
from coopevents.i18n import _, date_text, list_text, localized, ngettext


@dataclass(frozen=True)
class Said:
    """What an alert is about: the day that counts, today, and the number of what renews or amends it, if anything."""

    agreement: Agreement
    kind: AlertKind
    day: date
    today: date
    successor: str = ""


def heading_of(said: Said) -> str:
    """What the matter is, in a line; nothing of what a confidential agreement is about."""
    day = date_text(said.day)
    headings = {
        AlertKind.EXPIRY: _("An agreement ends on %(day)s", day=day),
        AlertKind.NOTICE: _("An agreement renews itself: notice until %(day)s", day=day),
        AlertKind.REVIEW: _("An agreement is to be reviewed by %(day)s", day=day),
        AlertKind.STALLED: _("An agreement has not moved since %(day)s", day=day),
    }
    return str(headings[said.kind])


def what_is(said: Said) -> str:
    """The matter in a sentence or two."""
    day, left = date_text(said.day), (said.day - said.today).days
    if said.kind is AlertKind.STALLED:
        state = str(words.STATES[said.agreement.state])
        return str(
            ngettext(
                "Nothing has happened to this agreement for %(num)s day. It stands at: %(state)s.",
                "Nothing has happened to this agreement for %(num)s days. It stands at: %(state)s.",
                -left,
                state=state,
            )
        )
    if said.kind is AlertKind.EXPIRY:
        return str(
            ngettext(
                "This agreement ends in %(num)s day, on %(day)s.",
                "This agreement ends in %(num)s days, on %(day)s.",
                left,
                day=day,
            )
        )
    return _of_notice(day, left) if said.kind is AlertKind.NOTICE else _of_review(day, left)


def _of_notice(day: str, left: int) -> str:
    if left < 0:
        return str(_("This agreement renews itself. The last day for giving notice was %(day)s.", day=day))
    return str(
        ngettext(
            "This agreement renews itself. Whoever wants it to end gives notice within %(num)s day, by %(day)s.",
            "This agreement renews itself. Whoever wants it to end gives notice within %(num)s days, by %(day)s.",
            left,
            day=day,
        )
    )


def _of_review(day: str, left: int) -> str:
    if left < 0:
        return str(_("This agreement has no end. Its review was due by %(day)s.", day=day))
    return str(
        ngettext(
            "This agreement has no end. Its review is due in %(num)s day, by %(day)s.",
            "This agreement has no end. Its review is due in %(num)s days, by %(day)s.",
            left,
            day=day,
        )
    )


def next_step_of(said: Said) -> str:
    """What the reader may do about it."""
    if said.successor:
        return str(_("Its successor %(number)s is being prepared.", number=said.successor))
    steps = {
        AlertKind.EXPIRY: _(
            "If it is to go on, propose its renewal now: everything is copied into the proposal. "
            "Approval, legal review and signing take their time."
        ),
        AlertKind.NOTICE: _(
            "If it is to go on, nothing has to be done. If not, give notice in time and record the termination."
        ),
        AlertKind.REVIEW: _("See whether it is still used, and write down when it is to be reviewed next."),
        AlertKind.STALLED: _(
            "Take the next step, or abandon it with a reason, so that the registry says what is true."
        ),
    }
    return str(steps[said.kind])


def rows_of(agreement: Agreement, responsible: str, also_told: list[str]) -> list[tuple[str, str]]:
    """(word, value) of what is looked up again; of a confidential agreement the number alone, since messages are read
    in the outbox by more people than it is."""
    rows = [(_("Number"), agreement.number)]
    if not agreement.is_confidential:
        partners = list_text([localized(each.institution.name) for each in agreement.parties])
        rows += [(_("Title"), localized(agreement.title)), (_("Partners"), partners)]
    rows += [(_("Responsible"), responsible), (_("Also told"), list_text(also_told))]
    return [(str(word), str(value)) for word, value in rows if value]
