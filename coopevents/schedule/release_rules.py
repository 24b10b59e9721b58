"""What may be released."""

from coopevents.i18n import _l
from coopevents.refusals import Refusal
from coopevents.text import LocalizedText, one_line

LONGEST_NAME = 120
LONGEST_COMMENT = 2000
LONGEST_QUIET = 24 * 60


class ProgrammeIsNotOpen(Refusal):
    """Nobody outside may read it yet."""

    sentence = _l("The event is not public yet. Publishing it makes the first release of its programme.")


class NothingToRelease(Refusal):
    """Readers have read all of it."""

    sentence = _l("Readers already see the programme as it stands: nothing waits for release.")


class WorkingCopyChanged(Refusal):
    """What would be released is not what the page showed."""

    sentence = _l(
        "The programme was changed after you opened this page, and nothing was released. Look at what is new below, "
        "then release it."
    )


class ReleaseNameIsTooLong(Refusal):
    """A name that fits nowhere."""

    sentence = _l("Names of releases hold at most 120 characters.")


class CommentIsTooLong(Refusal):
    """A note nobody would read."""

    sentence = _l("Keep the note to readers to at most 2,000 characters.")


class QuietTimeIsImpossible(Refusal):
    """People are told at once, or within a day."""

    sentence = _l("Give the quiet time in minutes, from 0 to 1,440 (one day).")


def release_name(typed: str) -> str:
    """The name of a release as it is kept. Raises ReleaseNameIsTooLong."""
    name = one_line(typed)
    if len(name) > LONGEST_NAME:
        raise ReleaseNameIsTooLong(field="name")
    return name


def ensure_comment_fits(comment: LocalizedText) -> None:
    """Refuse a note in any language that is too long."""
    if any(len(text) > LONGEST_COMMENT for text in comment.values()):
        raise CommentIsTooLong(field="comment")


def ensure_is_open(*, is_open: bool) -> None:
    """Refuse to release what nobody may read."""
    if not is_open:
        raise ProgrammeIsNotOpen


def ensure_is_expected(fingerprint: str, expected: str) -> None:
    """Refuse when nothing waits, or something other than what was looked at."""
    if not fingerprint:
        raise NothingToRelease
    if fingerprint != expected:
        raise WorkingCopyChanged


def ensure_quiet_time(minutes: int) -> None:
    """Refuse a quiet time that is no time, or in which everybody would have forgotten."""
    if not 0 <= minutes <= LONGEST_QUIET:
        raise QuietTimeIsImpossible(field="quiet_minutes")
