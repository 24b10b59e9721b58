"""The words in which guests are asked what they thought."""

from collections.abc import Mapping

from flask_babel.speaklater import LazyString

from coopevents.delegations.feedback_models import Aspect
from coopevents.i18n import _l

ASPECTS: Mapping[Aspect, LazyString] = {
    Aspect.OVERALL: _l("The visit as a whole"),
    Aspect.WELCOME: _l("How we received you"),
    Aspect.PROGRAMME: _l("The programme and its pace"),
    Aspect.TALKS: _l("The talks and what came of them"),
    Aspect.PRACTICAL: _l("Transport, rooms and meals"),
}
MARKS: Mapping[int, LazyString] = {
    5: _l("Very good"),
    4: _l("Rather good"),
    3: _l("Fair"),
    2: _l("Poor"),
    1: _l("Very poor"),
}
BEST, BETTER = _l("What was best?"), _l("What should we do better?")
