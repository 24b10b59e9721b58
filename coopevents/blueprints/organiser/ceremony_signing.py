"""Signing day at the desk: who has signed which original, recorded sheet by sheet, with the scan of what was signed."""

from collections import defaultdict
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_wtf.file import FileField
from wtforms import DateField, SelectMultipleField, TimeField
from wtforms.fields import HiddenField
from wtforms.validators import InputRequired

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.agreements import documents, signing
from coopevents.agreements.details import SignatureDetails
from coopevents.agreements.words import LANGUAGES, STATES, TONES
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.forms import Form
from coopevents.blueprints.organiser.ceremony_door import own, page, seen, zone_of
from coopevents.blueprints.uploads import bytes_of
from coopevents.ceremonies import queries, signing_day, thanking
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.signing_day import SigningSheet
from coopevents.facts import Subject
from coopevents.i18n import _, _l
from coopevents.mail import queries as outbox
from coopevents.mail.words import STATE_TONES
from coopevents.mail.words import STATES as MESSAGE_STATES
from coopevents.refusals import NotFound, Refusal

signing_desk = Blueprint("organiser_ceremony_signing", __name__)
A_MINUTE = timedelta(minutes=1)


class SheetForm(Form):
    """Which signatures were given on one agreement, on which text, and when."""

    sign = SelectMultipleField(_l("Signatures"), validate_choice=False)
    sha256 = HiddenField()
    signed_on = DateField(_l("Day"), [InputRequired(_l("Write the day on which it was signed."))])
    signed_at = TimeField(_l("Time"), [InputRequired(_l("Write the time at which it was signed."))])

    def to_details(self, sheet: SigningSheet, zone: ZoneInfo, *, now: datetime) -> list[SignatureDetails]:
        """The signatures that are meant: those ticked, or all that are missing."""
        frozen_at = sheet.text.frozen_at if sheet.text is not None else None
        at = _moment(self.signed_on.data, self.signed_at.data, zone, frozen_at, now)
        pairs = signing_day.missing_of(sheet) if request.form.get("verb") == "all" else map(_pair, self.sign.data or [])
        return [
            SignatureDetails(signatory_id=signatory, original=original, sha256=self.sha256.data or "", signed_at=at)
            for signatory, original in pairs
        ]


class ScanForm(Form):
    """The scan of what was signed."""

    file = FileField(_l("Signed copy"), description=_l("PDF, JPEG, PNG or WebP, at most 10 MB."))


@signing_desk.get("/desk/ceremonies/<int:ceremony_id>/signing")
@requires(Permission.SEE_UNIT)
def index(ceremony_id: int) -> ResponseReturnValue:
    """Every agreement with its signatures."""
    return _page(seen(ceremony_id))


@signing_desk.post("/desk/ceremonies/<int:ceremony_id>/signing/<int:number>")
@requires(Permission.EDIT_CEREMONIES)
def record(ceremony_id: int, number: int) -> ResponseReturnValue:
    """Write down signatures on one agreement."""
    ceremony, now = own(ceremony_id), clock.now()
    sheet, form = _sheet(ceremony, number), SheetForm(prefix=_prefix(number))
    if not form.validate():
        return _page(ceremony, {number: form}), form.status
    try:
        said = form.to_details(sheet, zone_of(ceremony), now=now)
        if not said:
            raise NothingIsTicked(field="sign")
        signing_day.record_all(ceremony, number, said, now=now, actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        form.show_refusal(refusal)
        return _page(own(ceremony_id), {number: form}), refusal.status
    is_whole = _sheet(own(ceremony_id), number).is_complete
    words = _("Everybody has signed every original. The agreement is signed.") if is_whole else _("Recorded.")
    flash(words, "success")
    return _back(ceremony_id, number)


@signing_desk.post("/desk/ceremonies/<int:ceremony_id>/signing/<int:number>/scan")
@requires(Permission.EDIT_CEREMONIES)
def scan(ceremony_id: int, number: int) -> ResponseReturnValue:
    """Keep the scan of a signed agreement."""
    ceremony, form = own(ceremony_id), ScanForm(prefix=_prefix(number))
    sheet = _sheet(ceremony, number)
    try:
        upload = documents.read_document(bytes_of(form.file.data))
        name = str(getattr(form.file.data, "filename", "") or "")
        signing.file_signed_scan(sheet.agreement, upload, name, now=clock.now(), actor=present_actor())
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        form.show_refusal(refusal)
        return _page(own(ceremony_id), scans={number: form}), refusal.status
    flash(_("The signed copy is kept with the agreement."), "success")
    return _back(ceremony_id, number)


class NothingIsTicked(Refusal):
    """No signature was chosen."""

    status = 422
    sentence = _l("Tick at least one signature.")


def _page(
    ceremony: Ceremony, forms: dict[int, SheetForm] | None = None, scans: dict[int, ScanForm] | None = None
) -> str:
    sheets, now = signing_day.sheets_of(ceremony), clock.now()
    sent, scanned = forms or {}, scans or {}
    numbers = [each.agreement.id for each in sheets]
    return page(
        "organiser/ceremonies/signing.html",
        ceremony,
        sheets=sheets,
        numbers=defaultdict(str, {each.agreement.id: each.agreement.number for each in sheets}),
        forms={each.agreement.id: sent.get(each.agreement.id) or _blank(ceremony, each, now) for each in sheets},
        scans={each: scanned.get(each) or ScanForm(formdata=None, prefix=_prefix(each)) for each in numbers},
        refused=[(each, signing_day.words_of(each.refusal)) for each in queries.list_refused(ceremony.id)],
        agreement_states=STATES,
        agreement_tones=TONES,
        language_words=LANGUAGES,
        drafts=outbox.list_about(Subject("ceremony", ceremony.id)),
        message_states=MESSAGE_STATES,
        message_tones=STATE_TONES,
        unreachable=thanking.names_without_address(ceremony),
        may_record=ceremony.state != "cancelled",
    )


def _blank(ceremony: Ceremony, sheet: SigningSheet, now: datetime) -> SheetForm:
    """A form for signatures given just now, or at the end of a ceremony that is long over."""
    ended_at = ceremony.activity.ends_at
    at = (now if now < ended_at + timedelta(hours=6) else ended_at).astimezone(zone_of(ceremony))
    said = {"signed_on": at.date(), "signed_at": at.time(), "sha256": sheet.text.sha256 if sheet.text else ""}
    return SheetForm(formdata=None, prefix=_prefix(sheet.agreement.id), data=said)


def _sheet(ceremony: Ceremony, number: int) -> SigningSheet:
    found = next((each for each in signing_day.sheets_of(ceremony) if each.agreement.id == number), None)
    if found is None:
        raise NotFound
    return found


def _back(ceremony_id: int, number: int) -> ResponseReturnValue:
    return redirect(url_for(".index", ceremony_id=ceremony_id, _anchor=f"agreement-{number}"))


def _prefix(number: int) -> str:
    return f"a{number}-"


def _pair(given: str) -> tuple[int, int]:
    """``7-2``: the signatory with the number 7 on the second original."""
    parts = [int(each) if each.isascii() and each.isdigit() and len(each) < 10 else 0 for each in given.split("-")]
    return (parts[0], parts[1]) if len(parts) == 2 else (0, 0)


def _moment(day: object, time: object, zone: ZoneInfo, frozen_at: datetime | None, now: datetime) -> datetime:
    """The minute that was typed stands for any moment in it: the present one, or just after the text was frozen."""
    typed = datetime.combine(day, time, zone).replace(second=0, microsecond=0)  # type: ignore[arg-type]
    if typed <= now < typed + A_MINUTE:
        return now
    if frozen_at is not None and typed <= frozen_at < typed + A_MINUTE:
        return frozen_at
    return typed
