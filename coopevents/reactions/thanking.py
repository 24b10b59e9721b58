"""Guests are thanked after a signing: a draft in the outbox, which a colleague reads and lets go or discards."""

from coopevents.agreements.facts import AgreementSigned, SignatureTakenBack
from coopevents.agreements.numbering import day_of
from coopevents.ceremonies import queries, thanking
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.states import CeremonyState
from coopevents.ceremonies.thanking import Thanks
from coopevents.facts import Subject
from coopevents.i18n import date_text, force_locale
from coopevents.mail import queries as outbox
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message
from coopevents.text import LANGUAGES, full_name


def draft_thanks(fact: AgreementSigned | SignatureTakenBack) -> None:
    """Write the drafts of its ceremony anew: one for each guest, naming every agreement signed with their institution.

    A draft whose agreement is not signed any more, because a signature was taken back, is taken out.
    """
    for ceremony in queries.list_ceremonies_of_agreements([fact.subject.id]):
        if ceremony.state is CeremonyState.CANCELLED:
            continue
        keys = set()
        for each in thanking.thanks_for(ceremony):
            key = thanking.key_of(ceremony, each.person.id)
            keys.add(key)
            mail.draft_message(_thanks(ceremony, each), key=key, due_at=fact.at, needs_approval=True, now=fact.at)
        for draft in outbox.list_about(Subject("ceremony", ceremony.id)):
            if draft.key not in keys:
                mail.forget_draft(draft)


def _thanks(ceremony: Ceremony, thanks: Thanks) -> Message:
    person = thanks.person
    language = person.language if person.language in LANGUAGES else LANGUAGES[0]
    with force_locale(language):
        day = date_text(max(each.signed_on or day_of(ceremony.activity.starts_at) for each in thanks.agreements))
    titles = [f"{each.title.in_language(language)} ({each.number})" for each in thanks.agreements]
    name = full_name(person.given_name, person.family_name) or person.original_name
    values = {"name": " ".join(filter(None, (person.title, name))), "titles": titles, "day": day}
    subject, text, html = templates.fill("ceremony_thanks", language, **values)
    return Message(
        kind="ceremony_thanks",
        to_email=person.email,
        to_name=name,
        language=language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=Subject("ceremony", ceremony.id),
        unit_id=ceremony.unit_id,
    )
