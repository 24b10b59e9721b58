"""The links to an itinerary reach each reader once, and each opens that reader's page."""

from __future__ import annotations

import re

import pytest

from coopevents import unit_of_work
from coopevents.db import db
from coopevents.delegations import handing_out, reading_links, sending
from coopevents.delegations.models import Delegation
from coopevents.delegations.reading_words import Reader
from coopevents.mail.models import OutboxMessage
from coopevents.schedule import queries as schedules
from coopevents.schedule import releasing
from coopevents.schedule.states import ParticipantRole
from tests.delegations.conftest import Reception
from tests.delegations.visiting import a_line, colleague, named, planned


def sent(reception: Reception, delegation: Delegation) -> dict[str, Reader | None]:
    """Who was sent a link by now, and whose page it opens."""
    unit_of_work.commit()
    query = db.select(OutboxMessage).where(OutboxMessage.kind.startswith("itinerary_"))
    found = list(db.session.scalars(query.order_by(OutboxMessage.id)))
    pages = {each.to_email: re.search(r"/(?:itinerary|w)/([a-z0-9]+)/", each.text_body) for each in found}
    assert len(pages) == len(found)
    return {email: reading_links.reader_of_page(page[1]) for email, page in pages.items() if page is not None}


def send(reception: Reception, delegation: Delegation) -> None:
    assert delegation.schedule_id is not None
    expected = releasing.preview(schedules.get_schedule(delegation.schedule_id), reception.now).fingerprint
    sending.send_programme(delegation, expected=expected, **reception.by())


def test_sending_the_programme_sends_everybody_their_own_link_once(reception: Reception) -> None:
    delegation = reception.accepted()
    (guest,) = named(reception, delegation, "Sean Ryan")
    host, _nobody = (colleague(reception, each) for each in ("Mei Lin", "Bo Zhao"))
    planned(reception, delegation, a_line("Meeting", 1, people={host.id: ParticipantRole.HOST}))
    with pytest.raises(handing_out.NothingToHandOut):
        handing_out.hand_out(delegation, **reception.by())
    send(reception, delegation)
    expected = {
        delegation.contact_email: Reader.delegation(delegation.id),
        "sean.ryan@tudublin.example": Reader.delegate(guest.id),
        "mei.lin@example.edu": Reader.worker(host.id),
    }
    assert sent(reception, delegation) == expected
    handing_out.hand_out(delegation, **reception.by())
    planned(reception, delegation, a_line("Dinner", 9))
    send(reception, delegation)
    assert sent(reception, delegation) == expected


def test_who_is_added_later_or_has_a_new_link_is_sent_it(reception: Reception) -> None:
    delegation = reception.accepted()
    named(reception, delegation, "Sean Ryan")
    planned(reception, delegation, a_line("Meeting", 1))
    send(reception, delegation)
    assert len(sent(reception, delegation)) == 2
    (late,) = named(reception, delegation, "Niamh Walsh")
    handing_out.hand_out(delegation, **reception.by())
    found = sent(reception, delegation)
    assert (len(found), found["niamh.walsh@tudublin.example"]) == (3, Reader.delegate(late.id))
    reading_links.replace_addresses(Reader.delegate(late.id), delegation, **reception.by())
    handing_out.hand_out(delegation, **reception.by())
    unit_of_work.commit()
    query = db.select(OutboxMessage.to_email).where(OutboxMessage.kind == "itinerary_of_delegate")
    assert sorted(db.session.scalars(query)) == [
        "niamh.walsh@tudublin.example",
        "niamh.walsh@tudublin.example",
        "sean.ryan@tudublin.example",
    ]
