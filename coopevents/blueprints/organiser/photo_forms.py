"""The forms of photos of a visit."""

from collections.abc import Iterable

from flask_wtf.file import MultipleFileField
from wtforms import BooleanField, SelectField
from wtforms.validators import Length

from coopevents.blueprints.choice_fields import TickField
from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.delegations.photo_models import VisitPhoto
from coopevents.delegations.photos import PhotoDetails
from coopevents.i18n import _, _l
from coopevents.storage.images import ACCEPTED


def _line() -> SelectField:
    return SelectField(_l("Taken at"), coerce=int, default=0, validate_choice=False)


def _credit() -> OneLineField:
    return OneLineField(_l("Photo by"), [Length(max=200)], description=_l("Who is named beside it."))


class PhotosForm(Form):
    """Photos to be added, with what holds for all of them."""

    files = MultipleFileField(
        _l("Photos"),
        description=_l(
            "JPEG, PNG or WebP; up to 10 at once, each at most 10 MB and together 60 MB. They are kept 1600 pixels "
            "long, without place, time and camera."
        ),
        render_kw={"accept": ",".join(ACCEPTED)},
    )
    line, credit = _line(), _credit()

    def offer(self, activities: Iterable[tuple[str, str]]) -> None:
        """The lines that can be chosen, besides none."""
        self.line.choices = _with_none(activities)

    def to_details(self) -> PhotoDetails:
        """What was written."""
        return PhotoDetails(credit=self.credit.data or "", item_id=self.line.data or None)


class PhotoForm(Form):
    """What is said of a photo."""

    caption = LocalizedField(_l("What it shows"), max_length=300)
    line, credit = _line(), _credit()
    guests = TickField(
        _l("Guests who can be recognised"),
        coerce=int,
        validate_choice=False,
        description=_l("When one of them has their data erased, the photo is erased too."),
    )
    may_be_published = BooleanField(
        _l("May be published"), description=_l("Everybody on it agreed. Otherwise it stays between colleagues.")
    )
    is_in_report = BooleanField(
        _l("Show it in the report"), description=_l("Up to 6 photos that may be published, with what they show.")
    )

    @classmethod
    def showing(cls, photo: VisitPhoto) -> "PhotoForm":
        """The form with what is known of it, whatever was sent."""
        names = ("caption", "credit", "may_be_published", "is_in_report")
        said = {name: getattr(photo, name) for name in names}
        guests = [each.delegate_id for each in photo.guests]
        return cls(formdata=None, data={**said, "line": photo.item_id or 0, "guests": guests})

    def offer(self, activities: Iterable[tuple[str, str]], guests: Iterable[tuple[int, str]]) -> None:
        """The lines and the guests that can be chosen."""
        self.line.choices = _with_none(activities)
        self.guests.choices = list(guests)

    def to_details(self) -> PhotoDetails:
        """What was written."""
        return PhotoDetails(
            caption=self.caption.data,
            credit=self.credit.data or "",
            item_id=self.line.data or None,
            may_be_published=self.may_be_published.data,
            is_in_report=self.is_in_report.data,
            delegate_ids=self.guests.data or (),
        )


def _with_none(activities: Iterable[tuple[str, str]]) -> list[object]:
    return [*choices_of([("0", _("No activity in particular")), *activities])]
