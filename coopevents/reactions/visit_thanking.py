"""A letter of thanks after a visit goes out by mail, as it was edited."""

from coopevents.accounts import queries as accounts
from coopevents.delegations import after_queries, thanking
from coopevents.delegations.after_facts import ThanksSent
from coopevents.delegations.own_data import subject_for
from coopevents.delegations.recording import subject_of
from coopevents.i18n import HTML_LANGUAGES, _, force_locale
from coopevents.mail import service as mail
from coopevents.mail import templates
from coopevents.mail.messages import Message


def send_thanks(fact: ThanksSent) -> None:
    """Queue the letter; to a delegate it is about them, so that it is erased with them."""
    letter = after_queries.get_thanks(fact.subject.id, fact.letter_id)
    order = [letter.language, *(each for each in letter.text if each != letter.language)]
    host = accounts.get_unit(letter.delegation.unit_id).name
    parts = [(HTML_LANGUAGES[each], _paragraphs(letter.text[each], host.in_language(each), each)) for each in order]
    subject, text, html = templates.fill("visit_thanks", letter.language, parts=parts)
    message = Message(
        kind="visit_thanks",
        to_email=thanking.address_of(letter),
        to_name=thanking.name_of(letter),
        language=letter.language,
        subject=subject,
        text_body=text,
        html_body=html,
        about=subject_for(letter.delegate) if letter.delegate else subject_of(letter.delegation),
        unit_id=letter.delegation.unit_id,
    )
    mail.queue_message(message, key=f"visit_thanks-{letter.id}", now=fact.at)


def _paragraphs(text: str, host: str, language: str) -> list[str]:
    with force_locale(language):
        return [*text.split("\n\n"), str(_("With kind regards")), host]
