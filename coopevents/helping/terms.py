"""Whether a unit lets people register to help, and what it tells them of their data."""

from datetime import datetime

from coopevents import ledger
from coopevents.db import db
from coopevents.facts import Actor, Subject
from coopevents.helping import queries
from coopevents.helping.facts import HelperTermsChanged
from coopevents.helping.models import HelperTerms
from coopevents.text import LocalizedText

PRIVACY = LocalizedText(
    en="We use what you write here to ask you whether you would help when guests visit us, and to write to you about "
    "it. Only the office sees it; when you help at a visit, colleagues there see your name and telephone number. "
    "You may change, pause or withdraw it at any time by your own link. Ninety days after you withdraw, or after we "
    "decline, we erase it.",
    zh_Hans_CN="您填写的信息仅用于在有来宾到访时询问您能否协助，以及就此与您联系。只有本办公室可以查看；您参与接待时，现场同事会看到您的姓名和电话。"
    "您可随时通过专属链接修改、暂停或撤回。撤回或未获通过九十天后，我们会删除这些信息。",
    fr="Ce que vous écrivez ici sert à vous demander si vous pouvez aider lors d’une visite, et à vous écrire à ce "
    "sujet. Seul le bureau le voit ; lorsque vous aidez lors d’une visite, les collègues présents voient votre nom et "
    "votre numéro de téléphone. Vous pouvez le modifier, le suspendre ou le retirer à tout moment par votre lien "
    "personnel. Quatre-vingt-dix jours après votre retrait ou notre refus, nous l’effaçons.",
)
"""What is told unless the unit says it otherwise."""


def set_terms(unit_id: int, *, is_open: bool, privacy_text: LocalizedText, now: datetime, actor: Actor) -> None:
    """Open or close the registration of a unit; another privacy text counts its version up."""
    terms = queries.find_terms(unit_id)
    if terms is None:
        terms = HelperTerms(unit_id=unit_id, is_open=False, privacy_version=1)
        db.session.add(terms)
    elif terms.privacy_text != privacy_text:
        terms.privacy_version += 1
    changes = {"is_open": (terms.is_open, is_open)} if terms.is_open != is_open else {}
    terms.is_open, terms.privacy_text = is_open, privacy_text
    db.session.flush()
    subject = Subject("unit", unit_id)
    ledger.record(HelperTermsChanged(at=now, actor=actor, subject=subject, unit_id=unit_id, changes=changes))
