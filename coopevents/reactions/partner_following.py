"""Colleagues hear on the day what they are to follow up at a partner."""

from coopevents import config, links
from coopevents.accounts import queries as accounts
from coopevents.i18n import _l
from coopevents.mail import service as outbox
from coopevents.mail.messages import Message
from coopevents.mail.templates import fill
from coopevents.partners import queries, story_queries
from coopevents.partners.facts import FollowUpFellDue

KIND = "follow_up_due"


def remind_owner(fact: FollowUpFellDue) -> None:
    """Send the owner the note and the way to the partner's page."""
    note = story_queries.get_note_by_id(fact.note_id)
    if note.owner_id is None or note.due_on is None:
        return
    user, institution = accounts.get_user(note.owner_id), queries.get_institution(fact.subject.id)
    if not user.is_enabled:
        return
    language = user.language or config.in_force().default_language
    subject, text, html = fill(
        KIND,
        language,
        name=user.name,
        partner=institution.name.in_language(language),
        due_on=note.due_on,
        paragraphs=[each for each in note.text.split("\n") if each.strip()],
        written_by=note.written_by,
        button_label=_l("Open the partner’s page"),
        button_url=links.address_of("organiser_partners.show", institution_id=institution.id),
    )
    message = Message(
        kind=KIND,
        to_email=user.email,
        to_name=user.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        unit_id=institution.unit_id,
    )
    outbox.queue_message(message, key=f"{KIND}:{note.id}:{user.id}:{note.due_on:%Y%m%d}", now=fact.at)
