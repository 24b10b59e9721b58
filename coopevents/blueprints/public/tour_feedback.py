"""What a visitor thought of a tour: the form behind the code at its end."""

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import RadioField
from wtforms.validators import InputRequired, Length

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token, present_actor
from coopevents.blueprints.forms import Form, LongTextField, OneLineField, choices_of
from coopevents.i18n import _, _l, current_language
from coopevents.refusals import Refusal
from coopevents.tours import feedback
from coopevents.tours.feedback_queries import find_by_code

opinions = Blueprint("public_tour_feedback", __name__)
STARS = (
    ("5", _l("5 – wonderful")),
    ("4", _l("4 – good")),
    ("3", _l("3 – all right")),
    ("2", _l("2 – not so good")),
    ("1", _l("1 – a pity")),
)


class FeedbackForm(Form):
    """Stars and words. ``homepage`` is seen by nobody: only programs fill it in."""

    stars = RadioField(
        _l("How was the tour?"),
        [InputRequired(_l("Choose from one star to five."))],
        choices=choices_of(STARS),
        validate_choice=False,
    )
    words = LongTextField(
        _l("What was good, what should be better?"),
        description=_l("In any language. Please write no names."),
        validators=[Length(max=feedback.LONGEST_WORDS)],
        render_kw={"rows": 4, "maxlength": feedback.LONGEST_WORDS},
    )
    homepage = OneLineField(
        _l("Leave this empty"), [Length(max=0)], render_kw={"autocomplete": "off", "tabindex": "-1"}
    )

    def to_details(self) -> feedback.FeedbackDetails:
        """What was chosen and written."""
        stars = self.stars.data or ""
        number = int(stars) if stars in dict(STARS) else 0
        return feedback.FeedbackDetails(stars=number, words=self.words.data or "", language=current_language())


@opinions.route("/tours/feedback/<token>", methods=["GET", "POST"])
@by_token
def give(token: str) -> ResponseReturnValue:
    """Ask what they thought of it, and thank them."""
    departure = find_by_code(token)
    form = FeedbackForm()
    if form.is_sent and form.validate():
        try:
            feedback.give_feedback(departure, form.to_details(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            departure = find_by_code(token)
        else:
            return redirect(url_for(".give", token=token, thanks=1))
    page = render_template(
        "public/tours/feedback.html",
        form=form,
        departure=departure,
        is_open=feedback.is_open(departure, clock.now()),
        is_thanks=request.args.get("thanks") == "1",
        title=_("Feedback"),
    )
    return page, form.status
