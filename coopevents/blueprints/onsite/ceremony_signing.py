"""Signatures told by the tablets of a ceremony: each touch is recorded once, with its own moment."""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.forms import sent_from_kept_pages
from coopevents.blueprints.onsite.ceremony_door import (
    TABLET,
    ceremony_of,
    is_number,
    live,
    milliseconds,
    moment_in,
)
from coopevents.blueprints.onsite.door import IS_KEY
from coopevents.ceremonies import signing_day
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.signing_day import SaidSignature, SigningSheet
from coopevents.i18n import _
from coopevents.registration.merging import moment_of
from coopevents.registration.tokens import new_reference

IS_HASH = re.compile(r"[0-9a-f]{64}")
IS_PAIR = re.compile(r"(\d{1,9})-(\d{1,3})")


@live.post("/live/<token>/sign")
@sent_from_kept_pages
@by_token
def sign(token: str) -> ResponseReturnValue:
    """Record that somebody has signed an original, without the script."""
    ceremony, now, given = ceremony_of(token), clock.now(), request.form
    pair, number = IS_PAIR.fullmatch(given.get("signature", "")), given.get("agreement", type=int)
    if pair is None or not is_number(number) or not IS_HASH.fullmatch(given.get("sha256", "")):
        abort(400)
    said = SaidSignature(
        key=new_reference(),
        agreement_id=number or 0,
        at=now,
        signatory_id=int(pair[1]),
        original=int(pair[2]),
        sha256=given["sha256"],
    )
    refused = signing_day.hear_signatures(ceremony, [said], now=now, actor=TABLET)
    unit_of_work.commit()
    words = [signing_day.words_of(each) for each in refused.values()]
    flash(words[0] if words else _("Recorded."), "error" if words else "success")
    return redirect(url_for(".show", token=token))


def hear(ceremony: Ceremony, given: list[Any], *, sent_at: datetime, now: datetime) -> list[list[str]]:
    """Write down what a script told of signatures; the key and the words of each that was not recorded."""
    said = [_said(each, sent_at, now) for each in given]
    refused = signing_day.hear_signatures(ceremony, said, now=now, actor=TABLET)
    return [[key, signing_day.words_of(refusal)] for key, refusal in refused.items()]


def told(ceremony: Ceremony, sheets: list[SigningSheet]) -> dict[str, Any]:
    """What scripts know of signatures: who signed what and when, and whether signatures are taken now."""
    signatures = [
        [f"{sheet.agreement.id}-{signatory}-{original}", milliseconds(each.signed_at)]
        for sheet in sheets
        for (signatory, original), each in sorted(sheet.signed.items())
    ]
    return {"signatures": signatures, "may_sign": ceremony.state in signing_day.BEGUN}


def shape_of(sheets: list[SigningSheet]) -> list[list[Any]]:
    """Changes when the page has to be loaded anew: other signatories, originals or texts."""
    return [
        [each.agreement.id, each.agreement.originals, each.text.sha256 if each.text else "",
         [signatory.id for signatory in each.signatories]]
        for each in sheets
    ]  # fmt: skip


def _said(given: Any, sent_at: datetime, now: datetime) -> SaidSignature:
    if not isinstance(given, Mapping):
        abort(400)
    key, sha256, at = given.get("key"), given.get("sha256"), moment_in(given.get("at"))
    numbers = [given.get(name) for name in ("agreement", "signatory", "original")]
    if not isinstance(key, str) or not IS_KEY.fullmatch(key) or at is None or not all(map(is_number, numbers)):
        abort(400)
    if not isinstance(sha256, str) or not IS_HASH.fullmatch(sha256):
        abort(400)
    return SaidSignature(
        key=key,
        agreement_id=int(numbers[0] or 0),
        at=moment_of(at, sent_at=sent_at, received_at=now),
        signatory_id=int(numbers[1] or 0),
        original=int(numbers[2] or 0),
        sha256=sha256,
    )
