"""What can happen to the forms and badges of an event."""

from dataclasses import dataclass

from coopevents.facts import Fact
from coopevents.i18n import _l


@dataclass(frozen=True, kw_only=True)
class FormAdded(Fact):
    """An event got one more form."""

    sentence = _l("Form added")


@dataclass(frozen=True, kw_only=True)
class FormChanged(Fact):
    """A form is called otherwise, is offered or not, or gives away more or fewer places."""

    sentence = _l("Form changed")


@dataclass(frozen=True, kw_only=True)
class FormPutInForce(Fact):
    """Guests are asked something else from now on."""

    sentence = _l("Form put in force")


@dataclass(frozen=True, kw_only=True)
class FormRemoved(Fact):
    """A form nobody registered with is gone."""

    sentence = _l("Form removed")


@dataclass(frozen=True, kw_only=True)
class BadgesPrinted(Fact):
    """Badges were printed, some perhaps once more."""

    sentence = _l("Badges printed")
