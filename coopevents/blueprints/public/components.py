"""The components of the house, all on one living page, with invented people and texts of every length."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue
from wtforms import (
    BooleanField,
    DateField,
    EmailField,
    FileField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired
from wtforms.widgets import CheckboxInput, ListWidget

from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.forms import Form, LocalizedField, LongTextField, OneLineField
from coopevents.blueprints.public.sample_maps import sample_route, sample_world
from coopevents.blueprints.public.sample_plan import sample_plan, sample_rules
from coopevents.blueprints.public.sample_tours import sample_tours
from coopevents.blueprints.public.samples import PEOPLE, sample_texts
from coopevents.i18n import _, _l, current_language
from coopevents.text import LocalizedText

blueprint = Blueprint("components", __name__)

ACCENTS = ("indigo", "crimson", "jade", "amber", "teal", "plum", "slate", "azure", "olive", "rust")
KINDS = (
    "ceremony",
    "salon",
    "promotion",
    "matchmaking",
    "tour",
    "visit",
    "lecture",
    "class",
    "meal",
    "transfer",
    "meeting",
    "other",
)


class SampleForm(Form):
    """One field of every kind."""

    title = LocalizedField(_l("Title"), is_required=True)
    name = OneLineField(_l("Full name"), [DataRequired()], description=_l("As it stands in your passport."))
    email = EmailField(_l("E-mail address"), [DataRequired()])
    arrives_on = DateField(_l("Day of arrival"))
    arrives_at = TimeField(_l("Time of arrival"))
    companions = IntegerField(_l("Companions"))
    country = SelectField(
        _l("Country or region"),
        choices=[SelectChoice("FR", "France"), SelectChoice("CN", "中国"), SelectChoice("DE", "Deutschland")],
    )
    comes = RadioField(
        _l("How do you come?"),
        [DataRequired()],
        choices=[SelectChoice("person", _l("In person")), SelectChoice("line", _l("Online"))],
    )
    meals = SelectMultipleField(
        _l("Meals"),
        choices=[SelectChoice("lunch", _l("Lunch")), SelectChoice("dinner", _l("Dinner"))],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    note = LongTextField(_l("Anything we should know"))
    photo = FileField(_l("Photo"))
    agrees = BooleanField(_l("I have read how my data are used"), [DataRequired()])

    @classmethod
    def filled(cls) -> "SampleForm":
        """The form as it comes back with one field that was not accepted."""
        form = cls(
            data={
                "title": LocalizedText({"en": "Signing ceremony"}),
                "name": "Amélie Laurent",
                "email": "amelie.laurent@",
                "comes": "person",
                "meals": ["lunch"],
            }
        )
        form.email.errors = [_("Write the whole address, such as name@example.org.")]
        return form


class SamplePage:
    """The second of four pages, as a list gives it to the pagination."""

    page, pages, total, has_prev, has_next = 2, 4, 87, True, True


@blueprint.get("/components")
@open_to_all
def show() -> ResponseReturnValue:
    """Every component in every state; ``?accent=`` colours the page as an event would."""
    accent = request.args.get("accent", ACCENTS[0])
    return render_template(
        "public/components.html",
        accent=accent if accent in ACCENTS else ACCENTS[0],
        accents=ACCENTS,
        kinds=KINDS,
        form=SampleForm.filled(),
        hours=[{"label": f"{9 + hour:02}:00", "step": 12 * hour} for hour in range(5)],
        page=SamplePage,
        page_url=lambda number: f"?page={number}#lists",
        people=PEOPLE,
        plan=sample_plan(),
        plan_rules=sample_rules(),
        world=sample_world(),
        route=sample_route(),
        tours=sample_tours(),
        texts=sample_texts(current_language()),
    )
