"""Who answers for an agreement is told what it calls for, and when a frozen document is not itself any more."""

from datetime import datetime
from typing import Any

from coopevents import config, links
from coopevents.accounts.models import User
from coopevents.agreements import alert_people, alert_queries, queries, words
from coopevents.agreements.alert_rules import Level
from coopevents.agreements.facts import AgreementAlertRaised, DocumentFoundDamaged
from coopevents.agreements.models import Agreement
from coopevents.agreements.numbering import day_of
from coopevents.facts import Subject
from coopevents.i18n import _, force_locale
from coopevents.mail import service as outbox
from coopevents.mail.messages import Message
from coopevents.mail.templates import fill
from coopevents.reactions import alert_words


def tell_of_alert(fact: AgreementAlertRaised) -> None:
    """Write to everybody of the levels the alert rises to; each message is named by the alert, so it goes once."""
    alert = alert_queries.get_alert(fact.alert_id)
    (agreement,) = queries.list_by_ids([alert.agreement_id])
    people = alert_people.people_for(agreement, [Level(each) for each in alert.told.split()])
    successors = [each.number for each in queries.list_successors(agreement.id)]
    said = alert_words.Said(agreement, alert.kind, alert.day, day_of(fact.at), *successors[:1])
    responsible = next((each.name for each in people if each.id == agreement.responsible_id), "")
    for user in people:
        with force_locale(_language_of(user)):
            others = [each.name for each in people if each.id not in {user.id, agreement.responsible_id}]
            values = {
                "heading": alert_words.heading_of(said),
                "what": alert_words.what_is(said),
                "next_step": alert_words.next_step_of(said),
                "rows": alert_words.rows_of(agreement, responsible, others),
            }
        _send("agreement_alert", agreement, user, key=f"agreement_alert:{alert.id}:{user.id}", at=fact.at, **values)


def tell_of_damage(fact: DocumentFoundDamaged) -> None:
    """Tell who is responsible, and the office, that the stored file of a frozen text was changed or is gone."""
    (agreement,) = queries.list_by_ids([fact.subject.id])
    damaged = [each for each in agreement.documents if each.damaged_at == fact.at and each.is_frozen]
    if not damaged:
        return
    for user in alert_people.people_for(agreement, [Level.RESPONSIBLE, Level.OFFICE]):
        with force_locale(_language_of(user)):
            named = [f"{words.DOCUMENT_KINDS[each.kind]} · {each.language} · v{each.number}" for each in damaged]
        key = f"agreement_damaged:{agreement.id}:{fact.at:%Y%m%dT%H%M%S.%f}:{user.id}"
        _send("agreement_document_damaged", agreement, user, key=key, at=fact.at, documents=named)


def _send(kind: str, agreement: Agreement, user: User, *, key: str, at: datetime, **values: Any) -> None:
    language = _language_of(user)
    with force_locale(language):
        label = _("Open the agreement")
    url = links.address_of("organiser_agreements.show", agreement_id=agreement.id)
    subject, text, html = fill(
        kind, language, name=user.name, number=agreement.number, button_label=label, button_url=url, **values
    )
    message = Message(
        kind=kind,
        to_email=user.email,
        to_name=user.name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=Subject("agreement", agreement.id),
        unit_id=agreement.unit_id,
    )
    outbox.queue_message(message, key=key, now=at)


def _language_of(user: User) -> str:
    return user.language or config.in_force().default_language
