"""What is said of something that has to be there, on a visit and at a ceremony."""

from wtforms import IntegerField
from wtforms.validators import InputRequired, Length, NumberRange

from coopevents.blueprints.forms import Form, LocalizedField, OneLineField
from coopevents.i18n import _l
from coopevents.kits.things import MOST_OF_ONE


class ThingForm(Form):
    """Something that has to be there."""

    what = LocalizedField(_l("What has to be there"), is_required=True, max_length=200)
    quantity = IntegerField(
        _l("How many"),
        [InputRequired(), NumberRange(1, MOST_OF_ONE)],
        default=1,
        render_kw={"min": 1, "max": MOST_OF_ONE},
    )
    owner = OneLineField(_l("Who sees to it"), [Length(max=200)], render_kw={"maxlength": 200, "list": "owners"})
