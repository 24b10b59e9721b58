"""Invitations as the rows of a table."""

from collections.abc import Iterable, Iterator

from coopevents.exports import Cell
from coopevents.i18n import _, _l, country_name, localized
from coopevents.registration.invitation_models import Invitation
from coopevents.registration.invitation_words import INVITATION_NAMES

HEAD = (
    _l("Title"), _l("Given name"), _l("Family name"), _l("Name in own script"), _l("E-mail"), _l("Institution"),
    _l("Position"), _l("Country or region"), _l("Language"), _l("Form"), _l("State"), _l("Answer by"),
    _l("Place held"), _l("VIP"), _l("Host to call"), _l("Telephone of the host"), _l("Note of protocol"),
    _l("In the place of"), _l("Reason"), _l("Sent"), _l("Answered"), _l("Number of the registration"),
)  # fmt: skip


def rows_of(invitations: Iterable[Invitation]) -> Iterator[list[Cell]]:
    """A row for each, under the words of HEAD."""
    for each in invitations:
        stands_in_for = each.delegate_of.called if each.delegate_of is not None else ""
        yield [
            each.title, each.given_name, each.family_name, each.original_name, each.email, each.institution_name,
            each.position, country_name(each.country) if each.country else "", each.language,
            localized(each.form.title),
            str(INVITATION_NAMES[each.state]), each.answer_by, _yes_or_no(each.holds_seat), _yes_or_no(each.is_vip),
            each.host_name, each.host_phone, each.protocol_note, stands_in_for, each.answer_reason, each.sent_at,
            each.answered_at, each.registration.number if each.registration is not None else None,
        ]  # fmt: skip


def _yes_or_no(is_so: bool) -> str:
    return str(_("yes") if is_so else _("no"))
