"""How far an agreement is on its way, and what comes next: one sentence, one thing to do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from flask import url_for
from flask_babel.speaklater import LazyString

from coopevents.accounts.roles import Permission
from coopevents.agreements import signing, texts, turning
from coopevents.agreements.models import Agreement
from coopevents.agreements.signing_rules import SignatoryIsMissing, ensure_everybody_signs
from coopevents.agreements.states import AgreementState as S
from coopevents.agreements.states import DocumentKind, TermKind
from coopevents.agreements.words import LANGUAGES, WAYS
from coopevents.approvals.models import Case
from coopevents.i18n import _, _l, date_text, list_text, ngettext

STEPS: Sequence[LazyString] = (
    _l("Proposal"),
    _l("Unit"),
    _l("Legal review"),
    _l("Final text"),
    _l("Languages"),
    _l("Office"),
    _l("Signing"),
    _l("In force"),
)
POSITIONS = {
    S.PROPOSAL: 1,
    S.UNIT_APPROVAL: 2,
    S.LEGAL_REVIEW: 3,
    S.NEGOTIATION: 4,
    S.FROZEN: 5,
    S.TRANSLATIONS_CHECKED: 6,
    S.APPROVED: 7,
    S.SCHEDULED: 7,
    S.PARTLY_SIGNED: 7,
    S.SIGNED: 8,
    S.IN_FORCE: 8,
}
"""Where on the stairs an agreement stands, from 1 on; what is over stands nowhere."""
RENEWAL_DUE = timedelta(days=180)


@dataclass(frozen=True)
class Deed:
    """A button: a link, or a form that is sent to ``url``."""

    label: str
    url: str
    is_post: bool = True
    fields: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class NextStep:
    """What comes next: said in a title and a text; ``first`` is the one primary action, ``others`` stand beside it."""

    title: str
    text: str = ""
    first: Deed | None = None
    others: Sequence[Deed] = ()


@dataclass(frozen=True)
class Situation:
    """What has to be known to say what comes next."""

    agreement: Agreement
    case: Case | None
    may: frozenset[Permission]
    today: date
    has_successor: bool = False

    @property
    def may_edit(self) -> bool:
        """Whether the reader writes agreements of the unit."""
        return Permission.EDIT_AGREEMENTS in self.may

    def post(self, label: str, endpoint: str, **fields: str) -> Deed:
        """A button that does something with the agreement."""
        return Deed(label, self.address(endpoint), fields=fields)

    def link(self, label: str, endpoint: str, anchor: str = "") -> Deed:
        """A way to another page or place of the agreement."""
        return Deed(label, self.address(endpoint) + anchor, is_post=False)

    def address(self, endpoint: str) -> str:
        """The address of a page of the agreement."""
        return url_for(f"organiser_agreements.{endpoint}", agreement_id=self.agreement.id)


def next_step(situation: Situation) -> NextStep:
    """What comes next; the deeds only for who may do them."""
    step = _BY_STATE[situation.agreement.state](situation)
    return step if situation.may_edit else NextStep(step.title, step.text)


def missing_texts(agreement: Agreement) -> list[str]:
    """The languages, in words, in which there is no text to freeze yet; empty when it could be frozen."""
    try:
        texts.newest_texts(agreement.documents, agreement.languages.split(), agreement.prevailing)
    except texts.LanguageVersionIsMissing as missing:
        return [str(LANGUAGES.get(each, each)) for each in missing.languages]
    except texts.FinalTextIsMissing:
        return [str(LANGUAGES.get(each, each)) for each in agreement.languages.split()]
    return []


def _proposal(each: Situation) -> NextStep:
    missing = missing_texts(each.agreement)
    text = str(_("The unit decides first, then the legal review."))
    others: list[Deed] = []
    if missing:
        text += " " + _(
            "The legal review reads the text, so add it before it gets there: %(languages)s.",
            languages=list_text(missing),
        )
        others.append(each.link(_("Add a document"), "show", "#add-document"))
    return NextStep(str(_("This is a proposal")), text, each.post(_("Submit for approval"), "submit"), others)


def _with_unit(_each: Situation) -> NextStep:
    return NextStep(
        str(_("The unit decides now")), str(_("Whoever approves for the unit finds it on their first page."))
    )


def _with_legal(_each: Situation) -> NextStep:
    return NextStep(
        str(_("The legal review has it now")), str(_("Whoever reviews legally finds it on their first page."))
    )


def _negotiated(each: Situation) -> NextStep:
    missing = list_text(missing_texts(each.agreement))
    if missing:
        return NextStep(
            str(_("The final text is missing")),
            str(_("Add it as a PDF in each of its languages: %(languages)s.", languages=missing)),
            each.link(_("Add a document"), "show", "#add-document"),
        )
    if not turning.is_legally_approved(each.case):
        return NextStep(
            str(_("The text has to go through legal review")),
            str(_("It was sent back, or changed since it was approved. Settle it with the partner first.")),
            each.post(_("Hand it to legal review"), "hand_to_legal"),
        )
    return NextStep(
        str(_("The legal review has approved the text")),
        str(_("Freeze it, and nothing it says can be changed: signatures belong to exactly these files.")),
        each.post(_("Freeze the final text"), "freeze"),
    )


def _frozen(_each: Situation) -> NextStep:
    return NextStep(
        str(_("The language versions have to be checked")),
        str(_("Somebody who did not add a version reads it beside the leading one. Then the office decides.")),
    )


def _with_office(_each: Situation) -> NextStep:
    return NextStep(
        str(_("The office decides now")), str(_("Whoever approves for the office finds it on their first page."))
    )


def _approved(each: Situation) -> NextStep:
    try:
        sides = [signatory.party_id for signatory in each.agreement.signatories]
        ensure_everybody_signs([party.id for party in each.agreement.parties], sides)
    except SignatoryIsMissing as refusal:
        return NextStep(
            str(_("Approved for signature")), str(refusal), each.link(_("Name the signatories"), "signatories")
        )
    ways = [
        each.post(_("Sign by post"), "arrange", way="post"),
        each.post(_("Sign electronically"), "arrange", way="electronic"),
    ]
    title, text = str(_("Approved for signature")), str(_("Say how the parties sign it."))
    if Permission.EDIT_CEREMONIES in each.may:
        url = url_for("organiser_ceremonies.create", agreement=each.agreement.id)
        return NextStep(title, text, Deed(_("Plan a signing ceremony"), url, is_post=False), ways)
    return NextStep(title, text, ways[0], ways[1:])


def _arranged(each: Situation) -> NextStep:
    agreement = each.agreement
    missing = len(signing.missing_signatures(agreement))
    wanted = agreement.originals * len(agreement.signatories)
    way = str(WAYS[agreement.signing_way]) if agreement.signing_way else ""
    given = str(_("%(given)s of %(wanted)s signatures are recorded.", given=wanted - missing, wanted=wanted))
    others = [each.post(_("Call the signing off"), "call_off")] if agreement.state is S.SCHEDULED else []
    title = str(_("It is being signed: %(way)s", way=way)) if way else str(_("It is being signed"))
    return NextStep(title, given, each.link(_("Record a signature"), "sign"), others)


def _signed(each: Situation) -> NextStep:
    begins = each.agreement.effective_on or each.agreement.signed_on
    text = str(_("It comes into force on %(day)s.", day=date_text(begins))) if begins else ""
    return NextStep(str(_("Everybody has signed")), text, _scan_wanted(each))


def _in_force(each: Situation) -> NextStep:
    agreement, renew = each.agreement, each.post(_("Begin the renewal"), "renew")
    if agreement.ended_on is not None:
        text = _("It was terminated and ends on %(day)s.", day=date_text(agreement.ended_on))
        return NextStep(str(_("In force")), str(text), _scan_wanted(each))
    if agreement.term is TermKind.EVERGREEN and agreement.review_on is not None:
        text = _("It has no end and is looked at again on %(day)s.", day=date_text(agreement.review_on))
        return NextStep(str(_("In force")), str(text), _scan_wanted(each))
    if agreement.ends_on is None:
        return NextStep(str(_("In force")), "", _scan_wanted(each))
    days = (agreement.ends_on - each.today).days
    said = ngettext("%(num)s day", "%(num)s days", max(days, 0))
    text = _("It ends on %(day)s, in %(days)s.", day=date_text(agreement.ends_on), days=said)
    if agreement.term is TermKind.RENEWING:
        text = _("It renews itself after %(day)s, in %(days)s.", day=date_text(agreement.ends_on), days=said)
    is_due = agreement.ends_on - each.today <= RENEWAL_DUE and not each.has_successor
    first = renew if is_due and agreement.term is TermKind.FIXED else _scan_wanted(each)
    return NextStep(str(_("In force")), str(text), first)


def _expired(each: Situation) -> NextStep:
    text = _("It ended on %(day)s.", day=date_text(each.agreement.ends_on)) if each.agreement.ends_on else ""
    first = None if each.has_successor else each.post(_("Begin the renewal"), "renew")
    return NextStep(str(_("Expired")), str(text), first)


def _ended(title: LazyString) -> Callable[[Situation], NextStep]:
    def say(each: Situation) -> NextStep:
        day = each.agreement.ended_on
        text = str(_("It ended on %(day)s.", day=date_text(day))) if day else ""
        return NextStep(str(title), " ".join(filter(None, (text, each.agreement.end_reason))))

    return say


def _scan_wanted(each: Situation) -> Deed | None:
    if any(document.kind is DocumentKind.SIGNED_SCAN for document in each.agreement.documents):
        return None
    return each.link(_("Add the signed copy"), "show", "#add-document")


_BY_STATE: dict[S, Callable[[Situation], NextStep]] = {
    S.PROPOSAL: _proposal,
    S.UNIT_APPROVAL: _with_unit,
    S.LEGAL_REVIEW: _with_legal,
    S.NEGOTIATION: _negotiated,
    S.FROZEN: _frozen,
    S.TRANSLATIONS_CHECKED: _with_office,
    S.APPROVED: _approved,
    S.SCHEDULED: _arranged,
    S.PARTLY_SIGNED: _arranged,
    S.SIGNED: _signed,
    S.IN_FORCE: _in_force,
    S.RENEWED: _ended(_l("Renewed by a later agreement")),
    S.AMENDED: _ended(_l("Amended by a later agreement")),
    S.TERMINATED: _ended(_l("Terminated")),
    S.EXPIRED: _expired,
    S.ABANDONED: _ended(_l("Abandoned")),
}
