"""After a release only the people concerned hear of it, once, however many releases follow each other."""

from coopevents import ledger
from coopevents.mail import application
from coopevents.mail.facts import MessageApproved, MessageDiscarded
from coopevents.reports.affected import people_affected_on
from coopevents.reports.occasions import occasion_of
from coopevents.schedule import notices
from coopevents.schedule import queries as schedules
from coopevents.schedule.comparing import compare
from coopevents.schedule.facts import ScheduleClosed, ScheduleReleased, ScheduleSettingsChanged
from coopevents.schedule.releases import programme_of


def ask_to_tell(fact: ScheduleReleased) -> None:
    """Note who is to hear of the release; the worker writes their messages. The first release tells nobody."""
    schedule = schedules.get_schedule(fact.schedule_id)
    occasion = occasion_of(fact.schedule_id)
    before = schedules.find_release(fact.schedule_id, fact.number - 1)
    after = schedules.find_release(fact.schedule_id, fact.number)
    if occasion is None or before is None or after is None:
        return
    if fact.tells:
        changes = compare(programme_of(before), programme_of(after))
        told = [each.person_id for each in people_affected_on(occasion, changes) if each.can_be_told]
        notices.ask_to_tell(schedule, told, number=fact.number, now=fact.at)
    else:
        notices.keep_up(schedule, number=fact.number)
    ledger.once_committed(application.wake)


def tell_nobody(fact: ScheduleClosed) -> None:
    """Nobody reads the programme any more, so nobody is told what changed on it."""
    notices.drop_all(fact.schedule_id, now=fact.at)


def hold_or_let_go(fact: ScheduleSettingsChanged) -> None:
    """Whether drafts wait for approval holds for those that are waiting already."""
    if "holds_notices" in fact.changes:
        notices.write_all_anew(fact.schedule_id)
        ledger.once_committed(application.wake)


def settle_approved(fact: MessageApproved) -> None:
    """A draft goes out: its person knows what it says."""
    notices.settle_by_message(fact.subject.id, now=fact.at, is_told=True)


def settle_discarded(fact: MessageDiscarded) -> None:
    """A draft was discarded: what it says counts as told by other means."""
    notices.settle_by_message(fact.subject.id, now=fact.at, is_told=False)
