"""A form with every kind of sensitive question, and answers to it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from coopevents.forms import service as asking
from coopevents.forms.fields import Definition, FieldType, Question, Section
from coopevents.registration import event_forms
from coopevents.storage import handing_in
from coopevents.storage.store import present_store
from coopevents.storage.uploads import Upload
from coopevents.text import LocalizedText

CONSENT = "papers_consent"
TITLE = LocalizedText(en="Papers", zh_Hans_CN="证件", fr="Papiers")


def question(
    key: str, label: str, chinese: str = "", french: str = "", *, kind: FieldType = FieldType.SHORT_TEXT, **said: Any
) -> Question:
    """A question of that kind, with words for it."""
    return Question(
        key=key, type=kind, label=LocalizedText(en=label, zh_Hans_CN=chinese or label, fr=french or label), **said
    )


ASKED = (
    question("badge", "Name on the badge", "胸牌姓名", "Nom sur le badge"),
    question("passport", "Passport number", "护照号码", "Numéro de passeport", is_sensitive=True),
    question(
        "scan", "Scan of the passport", "护照扫描件", "Copie du passeport", kind=FieldType.FILE, is_sensitive=True
    ),
    question("health", "Health", "健康状况", "Santé", kind=FieldType.LONG_TEXT, is_sensitive=True, purge_after_days=3),
)


def ask_for_papers(event_id: int, *, now: datetime) -> None:
    """Let the event's first form ask for papers; the consent is added by the house."""
    form = event_forms.get_form(event_id)
    definition = Definition((Section(key="papers", title=TITLE, questions=ASKED),))
    asking.define_form(event_forms.subject_of(form.id), event_forms.PURPOSE, definition, title=TITLE, now=now)


def papers(scan: bytes, *, now: datetime) -> dict[str, Any]:
    """Answers to everything, with an uploaded scan."""
    key = handing_in.new_key()
    handing_in.hand_in(Upload(scan, "application/pdf"), key, store=present_store(), now=now)
    upload = {"key": key, "name": "scan.pdf", "media_type": "application/pdf", "size": len(scan)}
    return {"badge": "Anna M.", CONSENT: "yes", "passport": "E12345678", "scan": upload, "health": "Asthma.\nInhaler."}
