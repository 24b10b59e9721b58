"""The form with which a stage decides about an agreement."""

from wtforms.fields import HiddenField
from wtforms.validators import Length

from coopevents.blueprints.forms import Form, LongTextField
from coopevents.i18n import _l


class DecisionForm(Form):
    """A decision and its reason; ``turn`` says what was looked at."""

    turn = HiddenField()
    reason = LongTextField(
        _l("Reason"),
        [Length(max=2000)],
        description=_l("Needed to send back or to refuse. It stands with the decision, for all who see the agreement."),
        render_kw={"rows": 4},
    )

    @property
    def seen(self) -> int | None:
        """The turn of the case that was looked at."""
        given = self.turn.data or ""
        return int(given) if given.isascii() and given.isdigit() and len(given) < 9 else None
