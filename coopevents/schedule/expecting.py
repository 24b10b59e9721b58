"""Who is expected in an activity of another owner: guests of a delegation in a session, at a ceremony, on a tour.

They have a sign-up there, so that places count them and no programme names them. Where places are booked one by one
they are given like everybody's.
"""

from collections.abc import Collection
from datetime import datetime

from coopevents.db import db
from coopevents.facts import Actor
from coopevents.schedule import sign_up_queries as sign_ups
from coopevents.schedule import signing_up
from coopevents.schedule.models import Activity, SignUp
from coopevents.schedule.states import ActivityState, SignUpState


def expect(activity: Activity, person_ids: Collection[int], *, now: datetime, actor: Actor) -> None:
    """These people are expected there, and nobody is twice.

    Where places are booked, who finds none waits. Raises HasBegun, or IsElsewhereThen.
    """
    activity = sign_ups.lock_activity(activity.id)
    for person_id in person_ids:
        if activity.takes_sign_ups:
            signing_up.sign_up(activity, person_id, now=now, actor=actor)
            continue
        entry = sign_ups.find_sign_up(activity.id, person_id) or SignUp(activity_id=activity.id, person_id=person_id)
        if entry.state is not SignUpState.BOOKED:
            entry.state, entry.signed_up_at = SignUpState.BOOKED, now
            db.session.add(entry)
    db.session.flush()


def expect_no_more(activity: Activity, person_ids: Collection[int], *, now: datetime, actor: Actor) -> None:
    """These people are not expected any more; a place that was booked passes to who waited longest.

    What has begun stays as it is.
    """
    activity = sign_ups.lock_activity(activity.id)
    if activity.state is not ActivityState.UNSCHEDULED and activity.starts_at <= now:
        return
    for person_id in person_ids:
        entry = sign_ups.find_sign_up(activity.id, person_id)
        if entry is None or entry.state is SignUpState.LEFT:
            continue
        if activity.takes_sign_ups:
            signing_up.give_back(activity, person_id, now=now, actor=actor)
        else:
            entry.state = SignUpState.LEFT
    db.session.flush()
