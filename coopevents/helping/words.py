"""The words of those who help, as readers see them."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.helping.free_times import Half
from coopevents.helping.states import HelperState, Level, Service
from coopevents.i18n import _l

Words = Mapping[str, LazyString]

STATES: Words = {
    HelperState.WAITING: _l("To be looked at"),
    HelperState.APPROVED: _l("Approved"),
    HelperState.DECLINED: _l("Declined"),
    HelperState.WITHDRAWN: _l("Withdrawn"),
    HelperState.UNCONFIRMED: _l("Address not confirmed"),
}
TONES: Mapping[str, str] = {
    HelperState.WAITING: "attention",
    HelperState.APPROVED: "good",
    HelperState.DECLINED: "trouble",
}
SENTENCES: Words = {
    HelperState.UNCONFIRMED: _l("One step is left: confirm that this address is yours."),
    HelperState.WAITING: _l("Thank you. The office looks at your registration and writes to you."),
    HelperState.APPROVED: _l("You are with us. When your help is needed, you get an offer by mail and find it here."),
    HelperState.DECLINED: _l("We cannot take up your offer to help this time."),
    HelperState.WITHDRAWN: _l("You have withdrawn. Nothing is offered to you any more."),
}
"""How it stands, as they read it themselves."""
SERVICES: Words = {
    Service.INTERPRETING: _l("Interpret"),
    Service.GUIDING: _l("Guide guests on campus"),
    Service.RECEPTION: _l("Receive guests"),
    Service.DRIVING: _l("Drive"),
    Service.PHOTOGRAPHY: _l("Take photographs"),
}
LEVELS: Words = {
    Level.CONVERSATION: _l("Simple conversation"),
    Level.FLUENT: _l("Fluent"),
    Level.PROFESSIONAL: _l("Professional"),
    Level.NATIVE: _l("Native language"),
}
HALVES: Mapping[int, LazyString] = {
    Half.MORNING: _l("Morning"),
    Half.AFTERNOON: _l("Afternoon"),
    Half.EVENING: _l("Evening"),
}
APART: Mapping[int, LazyString] = {
    0: _l("Away all day"),
    7: _l("Free all day"),
    1: _l("Free in the morning"),
    2: _l("Free in the afternoon"),
    4: _l("Free in the evening"),
}
"""What days that differ are, by the bits of their halves."""
