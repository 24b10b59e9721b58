"""An agreement as everybody sees it: what was agreed, with whom, since when and until when."""

from dataclasses import dataclass

from flask_babel.speaklater import LazyString

from coopevents.agreements.models import Agreement
from coopevents.agreements.states import AgreementState, TermKind
from coopevents.agreements.words import KINDS
from coopevents.blueprints.public.visible_events import other_title
from coopevents.i18n import _, current_language, date_text
from coopevents.text import LocalizedText


@dataclass(frozen=True, slots=True)
class AgreementCard:
    """What stands on a card; ``others`` are further parties, with the number of their page where there is one."""

    title: LocalizedText
    other_title: tuple[str, str] | None
    scope: LocalizedText
    kind: "str | LazyString"
    field: str
    is_in_force: bool
    times: list[str]
    others: list[tuple[LocalizedText, int | None]]


def agreement_card(agreement: Agreement, institution_id: int) -> AgreementCard:
    """The card of an agreement on the page of one of its parties."""
    others = [each.institution for each in agreement.parties if each.institution_id != institution_id]
    return AgreementCard(
        title=agreement.title,
        other_title=other_title(agreement.title, current_language()),
        scope=agreement.scope,
        kind=KINDS[agreement.kind],
        field=agreement.field,
        is_in_force=agreement.state is AgreementState.IN_FORCE,
        times=_times_of(agreement),
        others=[(each.name, each.id if each.is_partner else None) for each in others],
    )


def _times_of(agreement: Agreement) -> list[str]:
    """The days of an agreement in words, each on its own."""
    said = []
    if agreement.signed_on is not None:
        said.append(_("Signed on %(day)s", day=date_text(agreement.signed_on)))
    if agreement.effective_on is not None and agreement.effective_on != agreement.signed_on:
        said.append(_("In force from %(day)s", day=date_text(agreement.effective_on)))
    if agreement.ends_on is not None:
        until = date_text(agreement.ends_on)
        renews_itself = agreement.term is TermKind.RENEWING
        said.append(
            _("Until %(day)s, renewed by itself", day=until) if renews_itself else _("Until %(day)s", day=until)
        )
    elif agreement.term is TermKind.EVERGREEN:
        said.append(_("Without an end date"))
    return said
