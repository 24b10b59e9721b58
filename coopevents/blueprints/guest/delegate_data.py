"""What is kept of a delegate, behind their own link: seen, taken along, taken back, erased."""

import json
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from flask import Response, abort, flash, redirect, render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.blueprints.access import by_token
from coopevents.blueprints.guest.delegate_door import delegate_door, delegate_of, frame
from coopevents.blueprints.guest.my_data import EraseForm
from coopevents.delegations import confidential, own_data, people_erasing
from coopevents.delegations.people_models import Delegate
from coopevents.i18n import _
from coopevents.refusals import NotFound
from coopevents.storage.sealed_files import Purpose


@delegate_door.get("/d/<token>/my-data")
@by_token
def my_data(token: str) -> ResponseReturnValue:
    """What is kept, the consents given, and what can be done about both."""
    delegate = delegate_of(token)
    return render_template(
        "guest/delegates/my_data.html",
        consents=confidential.list_consents(delegate),
        confidential=confidential.list_protected(delegate),
        looked_at=confidential.list_reveals(delegate),
        **frame(delegate, token),
    )


@delegate_door.post("/d/<token>/my-data/copy")
@by_token
def take_copy(token: str) -> ResponseReturnValue:
    """Everything in one file; that it was taken is written down."""
    delegate, now = delegate_of(token), clock.now()
    everything = people_erasing.hand_out(delegate, now=now, actor=own_data.actor_of(delegate))
    answer = _zipped(delegate, everything)
    unit_of_work.commit()
    return answer


@delegate_door.route("/d/<token>/my-data/consents/<key>", methods=["GET", "POST"])
@by_token
def withdraw_consent(token: str, key: str) -> ResponseReturnValue:
    """Name what is erased when a consent is taken back; then take it back."""
    delegate = delegate_of(token)
    found = [each for each in confidential.list_consents(delegate) if each[0].question_key == key]
    if not found:
        abort(404)
    (consent, kept), form = found[0], EraseForm()
    if not form.is_sent:
        said = frame(delegate, token)
        return render_template("guest/delegates/withdraw_consent.html", consent=consent, kept=kept, **said)
    confidential.withdraw_consent(delegate, key, now=clock.now(), actor=own_data.actor_of(delegate))
    unit_of_work.commit()
    flash(_("Your consent is withdrawn, and these answers are erased."), "success")
    return redirect(url_for(".my_data", token=token))


@delegate_door.route("/d/<token>/my-data/erase", methods=["GET", "POST"])
@by_token
def erase(token: str) -> ResponseReturnValue:
    """Ask whether it is meant; then erase everything."""
    delegate, form = delegate_of(token), EraseForm()
    if form.is_sent and form.validate():
        people_erasing.erase_delegate(delegate, now=clock.now(), actor=own_data.actor_of(delegate))
        unit_of_work.commit()
        return render_template("guest/delegates/erased.html")
    return render_template("guest/delegates/erase.html", form=form, **frame(delegate, token)), form.status


def _zipped(delegate: Delegate, everything: dict[str, object]) -> Response:
    """The copy, made in memory; nothing of it touches the disk."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as archive:
        archive.writestr("data.json", json.dumps(everything, ensure_ascii=False, indent=2, default=str))
        for key in ("portrait", "passport_scan"):
            try:
                name, upload = confidential.open_file(delegate, key, Purpose.MY_DATA)
            except NotFound:
                continue
            archive.writestr(f"{key}-{name.rpartition('/')[2]}", upload.data)
    out.seek(0)
    return send_file(
        out, mimetype="application/zip", as_attachment=True, download_name=f"{delegate.delegation.number}.zip"
    )
