"""The run of show at the desk: lines with their times, written, moved, copied, deleted and brought back."""

from collections.abc import Mapping
from datetime import timedelta

from flask import Blueprint, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.organiser.ceremony_door import done, own, page, seen
from coopevents.blueprints.organiser.ceremony_forms import CueForm, clock_text
from coopevents.ceremonies import cueing
from coopevents.ceremonies.cueing import as_lines, get_line, lines_of
from coopevents.ceremonies.models import Ceremony, Cue
from coopevents.ceremonies.run_of_show import over_run, timed
from coopevents.i18n import _, localized
from coopevents.refusals import Refusal

show_desk = Blueprint("organiser_ceremony_show", __name__)
STEPS: Mapping[str, int] = {"up": -1, "down": 1}


@show_desk.get("/desk/ceremonies/<int:ceremony_id>/run-of-show")
@requires(Permission.SEE_UNIT)
def index(ceremony_id: int) -> ResponseReturnValue:
    """All lines with their times."""
    ceremony = seen(ceremony_id)
    cues = lines_of(ceremony)
    available = int((ceremony.activity.ends_at - ceremony.activity.starts_at).total_seconds())
    lines = as_lines(cues)
    return page(
        "organiser/ceremonies/run.html",
        ceremony,
        rows=[
            (cue, time, ceremony.activity.starts_at + timedelta(seconds=time.starts))
            for cue, time in zip(cues, timed(lines), strict=True)
        ],
        over=over_run(lines, available),
        clock_text=clock_text,
        spoken_in=ceremony.languages.split(),
    )


@show_desk.route("/desk/ceremonies/<int:ceremony_id>/run-of-show/new", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def create(ceremony_id: int) -> ResponseReturnValue:
    """One more line, after another one."""
    form = CueForm() if request.method == "POST" else CueForm(after=request.args.get("after", ""), length="1:00")
    return _form(own(ceremony_id), None, form)


@show_desk.route("/desk/ceremonies/<int:ceremony_id>/run-of-show/<int:cue_id>", methods=["GET", "POST"])
@requires(Permission.EDIT_CEREMONIES)
def edit(ceremony_id: int, cue_id: int) -> ResponseReturnValue:
    """Change a line; the times of those behind it follow."""
    ceremony = own(ceremony_id)
    cue = get_line(ceremony, cue_id)
    return _form(ceremony, cue, CueForm() if request.method == "POST" else CueForm.showing(cue))


@show_desk.post("/desk/ceremonies/<int:ceremony_id>/run-of-show/<int:cue_id>/move")
@requires(Permission.EDIT_CEREMONIES)
def move(ceremony_id: int, cue_id: int) -> ResponseReturnValue:
    """One line further up or down."""
    ceremony = own(ceremony_id)
    cue, places = get_line(ceremony, cue_id), STEPS.get(request.form.get("to", ""), 0)
    words = _("“%(line)s” is moved.", line=localized(cue.what))
    return done(
        ceremony,
        lambda **said: cueing.move_cue(ceremony, cue, places, **said),
        words,
        ".index",
        _anchor=f"line-{cue_id}",
    )


@show_desk.post("/desk/ceremonies/<int:ceremony_id>/run-of-show/<int:cue_id>/copy")
@requires(Permission.EDIT_CEREMONIES)
def copy(ceremony_id: int, cue_id: int) -> ResponseReturnValue:
    """The same line once more, after it."""
    ceremony = own(ceremony_id)
    cue = get_line(ceremony, cue_id)
    words = _("“%(line)s” is copied.", line=localized(cue.what))
    return done(
        ceremony, lambda **said: cueing.copy_cue(ceremony, cue, **said), words, ".index", _anchor=f"line-{cue_id}"
    )


@show_desk.post("/desk/ceremonies/<int:ceremony_id>/run-of-show/<int:cue_id>/remove")
@requires(Permission.EDIT_CEREMONIES)
def remove(ceremony_id: int, cue_id: int) -> ResponseReturnValue:
    """Take a line out; the message that says so brings it back."""
    ceremony = own(ceremony_id)
    cue = get_line(ceremony, cue_id)
    words = _("“%(line)s” is deleted.", line=localized(cue.what))
    undo = url_for(".restore", ceremony_id=ceremony_id, cue_id=cue_id)
    return done(ceremony, lambda **said: cueing.remove_cue(ceremony, cue, **said), words, ".index", undo=undo)


@show_desk.post("/desk/ceremonies/<int:ceremony_id>/run-of-show/<int:cue_id>/restore")
@requires(Permission.EDIT_CEREMONIES)
def restore(ceremony_id: int, cue_id: int) -> ResponseReturnValue:
    """Bring a deleted line back."""
    ceremony = own(ceremony_id)
    cue = get_line(ceremony, cue_id)
    words = _("“%(line)s” is back.", line=localized(cue.what))
    return done(
        ceremony, lambda **said: cueing.restore_cue(ceremony, cue, **said), words, ".index", _anchor=f"line-{cue_id}"
    )


def _form(ceremony: Ceremony, cue: Cue | None, form: CueForm) -> ResponseReturnValue:
    ceremony_id, cue_id = ceremony.id, cue.id if cue else None
    if form.is_sent and form.validate() and (details := form.to_details()) is not None:
        try:
            said = {"now": clock.now(), "actor": present_actor()}
            if cue is not None:
                cueing.change_cue(ceremony, cue, details, **said)  # type: ignore[arg-type]
            else:
                cue = cueing.add_cue(ceremony, details, after=_after(form), **said)  # type: ignore[arg-type]
            anchor = f"line-{cue.id}"
            unit_of_work.commit()
            flash(_("Saved; the times of the other lines follow."), "success")
            return redirect(url_for(".index", ceremony_id=ceremony_id, _anchor=anchor))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            ceremony = own(ceremony_id)
            cue = get_line(ceremony, cue_id) if cue_id else None
    return page("organiser/ceremonies/cue.html", ceremony, form=form, cue=cue), form.status


def _after(form: CueForm) -> int | None:
    """The line behind which the new one goes; ``start`` means before all others, anything else behind the last."""
    said = form.after.data or ""
    if said == "start":
        return None
    return int(said) if said.isascii() and said.isdigit() and len(said) < 10 else 0
