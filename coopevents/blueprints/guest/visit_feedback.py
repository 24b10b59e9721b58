"""What a guest thought of their visit: a short form in two languages, behind a link that opens nothing else."""

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, Field, RadioField
from wtforms.validators import Length

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.forms import Form, LongTextField, choices_of
from coopevents.delegations import feedback, feedback_queries, reading_links
from coopevents.delegations.feedback import LONGEST_WORDS, FeedbackDetails, Guest
from coopevents.delegations.feedback_models import Aspect, VisitFeedback
from coopevents.delegations.feedback_words import ASPECTS, BEST, BETTER, MARKS
from coopevents.delegations.models import Delegation
from coopevents.i18n import HTML_LANGUAGES, _, _l, current_language, force_locale
from coopevents.refusals import Refusal

opinions = Blueprint("guest_visit_feedback", __name__)
CHOICES = [*((str(mark), words) for mark, words in MARKS.items()), ("", _l("No answer"))]


def _mark(aspect: Aspect) -> RadioField:
    return RadioField(ASPECTS[aspect], choices=choices_of(CHOICES), default="", validate_choice=False)


def _words(label: Any) -> LongTextField:
    return LongTextField(label, [Length(max=LONGEST_WORDS)], render_kw={"rows": 4, "maxlength": LONGEST_WORDS})


class FeedbackForm(Form):
    """Marks by aspect, words, and what may be done with them."""

    overall = _mark(Aspect.OVERALL)
    welcome = _mark(Aspect.WELCOME)
    programme = _mark(Aspect.PROGRAMME)
    talks = _mark(Aspect.TALKS)
    practical = _mark(Aspect.PRACTICAL)
    best = _words(BEST)
    better = _words(BETTER)
    is_anonymous = BooleanField(_l("Keep my name out of it"))
    may_quote = BooleanField(_l("My words may be quoted in reports"))

    @classmethod
    def showing(cls, said: VisitFeedback | None) -> "FeedbackForm":
        """What was answered before."""
        if said is None:
            return cls()
        marks = {each.value: str(said.marks.get(each.value, "")) for each in Aspect}
        names = ("best", "better", "is_anonymous", "may_quote")
        return cls(data={**marks, **{name: getattr(said, name) for name in names}})

    @property
    def marks(self) -> list[Field]:
        """The fields of marks, in the order in which they are asked."""
        return [self[each.value] for each in Aspect]

    def to_details(self) -> FeedbackDetails:
        """What was chosen and written."""
        known = {str(mark): mark for mark in MARKS}
        chosen = {each: self[each.value].data for each in Aspect}
        return FeedbackDetails(
            marks={each: known[value] for each, value in chosen.items() if value in known},
            best=self.best.data or "",
            better=self.better.data or "",
            is_anonymous=self.is_anonymous.data,
            may_quote=self.may_quote.data,
        )


@opinions.route("/feedback/<token>/", methods=["GET", "POST"])
@by_token
def give(token: str) -> ResponseReturnValue:
    """Ask what they thought, keep it, and thank them."""
    guest = _guest(token)
    said = feedback_queries.find_feedback(feedback.writer_of(guest.reader))
    form = FeedbackForm() if request.method == "POST" else FeedbackForm.showing(said)
    if form.is_sent and form.validate():
        try:
            feedback.give_feedback(guest, form.to_details(), now=clock.now())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            guest = _guest(token)
        else:
            return redirect(url_for(".give", token=token, thanks=1))
    page = render_template(
        "guest/visits/feedback.html",
        form=form,
        delegation=guest.delegation,
        is_open=feedback.is_open(guest.delegation, clock.now()),
        is_answered=said is not None,
        is_thanks=request.args.get("thanks") == "1",
        others=_in_second_language(),
    )
    return page, form.status


def token_when_open(guest: Guest) -> str:
    """The secret of a guest's form while it takes answers; empty otherwise."""
    return reading_links.feedback_token(guest.reader) if feedback.is_open(guest.delegation, clock.now()) else ""


def token_of_contact(delegation: Delegation) -> str:
    """The same for whoever asked for the visit; who came as a delegate too answers as that one."""
    if not feedback.is_open(delegation, clock.now()):
        return ""
    address = delegation.contact_email.casefold()
    known = (each for each in feedback.list_guests(delegation) if each.email.casefold() == address)
    return reading_links.feedback_token(next(known, Guest(delegation, None)).reader)


def _guest(token: str) -> Guest:
    return feedback.guest_behind(reading_links.reader_of_feedback(token))


def _in_second_language() -> dict[str, tuple[str, str]]:
    """(tag, words) of the title and of each question in Chinese, or in English for who reads Chinese."""
    language = "en" if current_language() == "zh_Hans_CN" else "zh_Hans_CN"
    asked: dict[str, Any] = {each.value: words for each, words in ASPECTS.items()} | {"best": BEST, "better": BETTER}
    with force_locale(language):
        said = {name: str(words) for name, words in asked.items()} | {"title": _("How was your visit?")}
    return {name: (HTML_LANGUAGES[language], words) for name, words in said.items()}
