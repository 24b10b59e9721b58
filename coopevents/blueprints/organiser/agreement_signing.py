"""Doors of signing outside a ceremony: how the parties sign, each signature recorded, one taken back."""

from datetime import datetime, timedelta
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import DateField, SelectField, TimeField
from wtforms.validators import InputRequired, Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.agreements import freezing, queries, signing, words
from coopevents.agreements.details import SignatureDetails
from coopevents.agreements.documents import DocumentIsDamaged
from coopevents.agreements.models import Agreement
from coopevents.agreements.states import FOR_SIGNATURE, SigningWay
from coopevents.blueprints.access import requires
from coopevents.blueprints.forms import Form, LongTextField, choices_of
from coopevents.blueprints.organiser.agreement_documents import note_damage
from coopevents.blueprints.organiser.agreement_door import acting, agreements, done, own
from coopevents.blueprints.organiser.agreement_page import refused_on_page, zone_of_office
from coopevents.i18n import _, _l, localized
from coopevents.refusals import Refusal

EVERY = "every"


class SignatureForm(Form):
    """Who signed which original of which text, and when."""

    signatory = SelectField(_l("Who signed"), validate_choice=False)
    original = SelectField(_l("Which original"), validate_choice=False)
    text = SelectField(
        _l("Which text"),
        validate_choice=False,
        description=_l("The signature belongs to exactly this version."),
    )
    signed_on = DateField(_l("Day"), [InputRequired(_l("Write the day on which it was signed."))])
    signed_at = TimeField(_l("Time"), [InputRequired(_l("Write the time at which it was signed."))])

    @classmethod
    def fresh(cls, now: datetime) -> "SignatureForm":
        """One for a signature given just now."""
        local = now.astimezone(zone_of_office())
        return cls(formdata=None, data={"signed_on": local.date(), "signed_at": local.time(), "original": EVERY})

    def offer(self, agreement: Agreement) -> None:
        """Let the signatories, the originals and the frozen texts be chosen."""
        names = {each.id: localized(each.institution.name) for each in agreement.parties}
        missing = dict.fromkeys(signatory_id for signatory_id, _original in signing.missing_signatures(agreement))
        people = [each for each in agreement.signatories if each.id in missing]
        self.signatory.choices = choices_of(
            [(str(each.id), f"{each.name} · {names.get(each.party_id or 0, _('for us'))}") for each in people]
        )
        numbers = [(str(each), _("Original %(number)s", number=each)) for each in range(1, agreement.originals + 1)]
        every = [(EVERY, _("Every original still without this signature"))] if agreement.originals > 1 else []
        self.original.choices = choices_of([*every, *numbers])
        texts = freezing.frozen_texts(agreement)
        self.text.choices = choices_of([(each.sha256, text_label(each)) for each in texts])

    def to_details(self, agreement: Agreement, *, now: datetime) -> list[SignatureDetails]:
        """The signatures that are meant."""
        signatory_id, sha256 = _number(self.signatory.data), self.text.data or ""
        frozen = {each.sha256: each.frozen_at for each in freezing.frozen_texts(agreement)}
        at = _moment_meant(self, frozen.get(sha256), now)
        if self.original.data == EVERY:
            missing = signing.missing_signatures(agreement)
            originals = [original for each, original in missing if each == signatory_id] or [1]
        else:
            originals = [_number(self.original.data)]
        return [
            SignatureDetails(signatory_id=signatory_id, original=each, sha256=sha256, signed_at=at)
            for each in originals
        ]


class TakeBackForm(Form):
    """Why a signature is taken back."""

    reason = LongTextField(
        _l("Reason"), [Length(max=1000)], description=_l("It stays in the history."), render_kw={"rows": 3}
    )


@agreements.route("/desk/agreements/<int:agreement_id>/signing", methods=["GET", "POST"])
@requires(Permission.EDIT_AGREEMENTS)
def sign(agreement_id: int) -> ResponseReturnValue:
    """Record what was signed outside a ceremony, signature by signature."""
    agreement, now = own(agreement_id), clock.now()
    form = SignatureForm() if request.method == "POST" else SignatureForm.fresh(now)
    form.offer(agreement)
    if form.validate_on_submit():
        try:
            for details in form.to_details(agreement, now=now):
                signing.record_signature(agreement, details, **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            if isinstance(refusal, DocumentIsDamaged):
                note_damage(own(agreement_id))
            form.show_refusal(refusal)
            return _page(own(agreement_id), form), refusal.status
        return _recorded(own(agreement_id))
    return _page(agreement, form), form.status


@agreements.post("/desk/agreements/<int:agreement_id>/signing/arrange")
@requires(Permission.EDIT_AGREEMENTS)
def arrange(agreement_id: int) -> ResponseReturnValue:
    """Settle how the parties sign."""
    agreement, way = own(agreement_id), request.form.get("way", "")
    if way not in set(SigningWay):
        abort(400)
    return done(
        agreement_id,
        lambda **who: signing.arrange_signing(agreement, SigningWay(way), **who),
        _("Arranged. Record each signature as it comes in."),
        lambda refusal: refused_on_page(agreement_id, refusal),
    )


@agreements.post("/desk/agreements/<int:agreement_id>/signing/call-off")
@requires(Permission.EDIT_AGREEMENTS)
def call_off(agreement_id: int) -> ResponseReturnValue:
    """It is not settled any more how the parties sign."""
    agreement = own(agreement_id)
    return done(
        agreement_id,
        lambda **who: signing.call_signing_off(agreement, **who),
        _("Called off. It is approved for signature as before."),
        lambda refusal: refused_on_page(agreement_id, refusal),
    )


@agreements.route("/desk/agreements/<int:agreement_id>/signatures/<int:signature_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_AGREEMENTS)
def take_back(agreement_id: int, signature_id: int) -> ResponseReturnValue:
    """A signature was recorded by mistake; take it back with a reason."""
    agreement, form = own(agreement_id), TakeBackForm()
    signature = queries.get_signature(agreement_id, signature_id)
    if form.validate_on_submit():
        try:
            signing.take_signature_back(signature, form.reason.data or "", **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            agreement, signature = own(agreement_id), queries.get_signature(agreement_id, signature_id)
        else:
            flash(_("The signature is taken back."), "success")
            return redirect(url_for(".show", agreement_id=agreement_id))
    signatory = next(each for each in agreement.signatories if each.id == signature.signatory_id)
    html = render_template(
        "organiser/agreements/take_back.html", form=form, agreement=agreement, signature=signature, signatory=signatory
    )
    return html, form.status


def text_label(document: Any) -> str:
    """A frozen text as it is chosen: its language, version, and the beginning of its fingerprint."""
    language = words.LANGUAGES.get(document.language, document.language)
    said = _("%(language)s, version %(number)s", language=language, number=document.number)
    return f"{said} · {document.sha256[:12]}…"


def _recorded(agreement: Agreement) -> ResponseReturnValue:
    if agreement.state in FOR_SIGNATURE:
        flash(_("Recorded."), "success")
        return redirect(url_for(".sign", agreement_id=agreement.id))
    flash(_("Everybody has signed every original. The agreement is signed."), "success")
    return redirect(url_for(".show", agreement_id=agreement.id))


def _page(agreement: Agreement, form: SignatureForm) -> str:
    form.offer(agreement)
    return render_template(
        "organiser/agreements/signing.html",
        form=form,
        agreement=agreement,
        texts=freezing.frozen_texts(agreement),
        missing=signing.missing_signatures(agreement),
        signatures={(each.signatory_id, each.original): each for each in queries.list_signatures([agreement.id])},
        may_sign=agreement.state in FOR_SIGNATURE,
        words=words,
        zone=zone_of_office(),
    )


def _number(given: str | None) -> int:
    return int(given) if given and given.isascii() and given.isdigit() and len(given) < 10 else 0


def _moment_meant(form: SignatureForm, frozen_at: datetime | None, now: datetime) -> datetime:
    """The minute that was typed stands for any moment in it: the present one, or just after the text was frozen."""
    typed = datetime.combine(form.signed_on.data, form.signed_at.data, zone_of_office()).replace(second=0)
    a_minute = timedelta(minutes=1)
    if typed <= now < typed + a_minute:
        return now
    if frozen_at is not None and typed <= frozen_at < typed + a_minute:
        return frozen_at
    return typed
