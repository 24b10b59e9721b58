"""Doors for what is done with many registrations at once, besides deciding: tags, a form, a table, a message."""

from collections.abc import Iterable, Iterator
from secrets import token_urlsafe
from typing import Any

from flask import Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import HiddenField
from wtforms.validators import DataRequired, Length

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form, LongTextField, OneLineField
from coopevents.blueprints.organiser.list_wishes import read_wishes
from coopevents.blueprints.organiser.registrations import registrations, skipped_sentences, way_back
from coopevents.events.models import Event
from coopevents.i18n import _, _l, ngettext
from coopevents.reactions import writing
from coopevents.refusals import Refusal
from coopevents.registration import event_forms, form_queries, list_queries, listing, moving, queries, tags
from coopevents.registration.exchange.columns import columns_for
from coopevents.registration.exchange.writing import rows_of
from coopevents.registration.models import Registration
from coopevents.registration.wanted import Wanted

MOST_CHOSEN = 5_000
MOST_NAMED = 12
AT_ONCE = 50
AT = "/desk/events/<event_slug>/registrations/chosen"


class LetterForm(Form):
    """A message to everybody chosen. ``key`` makes the same message sent twice one message."""

    key = HiddenField()
    subject = OneLineField(
        _l("Subject"), validators=[DataRequired(_l("Write a subject.")), Length(max=200)], render_kw={"maxlength": 200}
    )
    text = LongTextField(
        _l("Message"),
        description=_l("{name} stands for the name of each guest. A link to the guest’s own page is added."),
        validators=[DataRequired(_l("Write the message.")), Length(max=8000)],
        render_kw={"rows": 12},
    )

    @property
    def letter(self) -> writing.Letter:
        """What was written."""
        return writing.Letter(self.subject.data or "", self.text.data or "", (self.key.data or "")[:40])


@registrations.post(AT)
@requires(Permission.DECIDE_REGISTRATIONS)
def chosen(event_slug: str) -> ResponseReturnValue:
    """What can be done with those who were ticked, or with everybody in the list as it is narrowed."""
    event = event_of_route()
    people = _people(event)
    if not people:
        flash(_("Nobody was chosen. Tick the rows first."), "attention")
        return redirect(way_back(event_slug))
    return _page(event, people)


@registrations.post(f"{AT}/tag")
@requires(Permission.DECIDE_REGISTRATIONS)
def tag(event_slug: str) -> ResponseReturnValue:
    """Put a tag on, a new one perhaps, or take it off."""
    event, name, is_on = event_of_route(), request.form.get("tag", ""), request.form.get("verb") != "take"
    people = _people(event)
    try:
        found = list_queries.find_tag(event.id, " ".join(name.split()))
        if is_on:
            found = found or tags.add_tag(event.id, name)
            done = len(tags.put_on(found, [each.id for each in people]))
            said = ngettext("%(num)s guest has the tag now.", "%(num)s guests have the tag now.", done)
        else:
            done = len(tags.take_off(found, [each.id for each in people])) if found is not None else 0
            said = ngettext("The tag is off %(num)s guest.", "The tag is off %(num)s guests.", done)
        skipped = len(people) - done
        unit_of_work.commit()
    except Refusal as refusal:
        unit_of_work.discard()
        event = event_of_route()
        return _page(event, _people(event), tag_error=str(refusal)), 422
    flash(said, "success")
    if skipped:
        had = _("They had it already.") if is_on else _("They did not have it.")
        flash(ngettext("%(num)s was skipped.", "%(num)s were skipped.", skipped) + " " + had, "info")
    return redirect(way_back(event_slug))


@registrations.post(f"{AT}/form")
@requires(Permission.DECIDE_REGISTRATIONS)
def move(event_slug: str) -> ResponseReturnValue:
    """Let them come by another form, and so in another role."""
    event = event_of_route()
    form = form_queries.get_form(event.id, request.form.get("form", "") or "-")
    result = moving.move_many(_people(event), form, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    if result.done:
        done = len(result.done)
        flash(ngettext("%(num)s guest moved.", "%(num)s guests moved.", done), "success")
    for sentence in skipped_sentences(result):
        flash(sentence, "attention")
    return redirect(way_back(event_slug))


@registrations.post(f"{AT}/export.<any(csv, xlsx):kind>")
@requires(Permission.EXPORT_REGISTRATIONS)
def export_chosen(event_slug: str, kind: str) -> Response:
    """Those who were chosen as a table, with everything that was answered."""
    event = event_of_route()
    numbers = tuple(each.number for each in _people(event))
    columns = columns_for(event_forms.tabled_questions(event.id))
    rows = rows_of(event.id, Wanted(numbers=numbers or (0,), sort="oldest"), columns)
    name, head = f"{event.slug}-chosen", [each.heading for each in columns]
    return csv_download(name, head, rows) if kind == "csv" else xlsx_download(name, head, rows)


@registrations.post(f"{AT}/write")
@requires(Permission.SEND_MESSAGES)
def write(event_slug: str) -> ResponseReturnValue:
    """Write to them; the messages wait in the outbox as drafts until somebody lets them go."""
    event, form = event_of_route(), LetterForm()
    people = _people(event)
    if not people:
        flash(_("Nobody was chosen. Tick the rows first."), "attention")
        return redirect(way_back(event_slug))
    if "subject" not in request.form or not form.validate():
        if "subject" not in request.form:
            form.key.data = token_urlsafe(12)
            form.subject.errors = form.text.errors = []
        page = render_template("organiser/registrations/write.html", event=event, form=form, **_said_of(event, people))
        return page, 422 if form.errors else 200
    ids, letter = [each.id for each in people], form.letter
    for first in range(0, len(ids), AT_ONCE):
        writing.draft_to_guests(queries.list_with_ids(ids[first : first + AT_ONCE]), letter, now=clock.now())
        unit_of_work.commit()
    count = len(ids)
    flash(
        ngettext("%(num)s draft waits in the outbox.", "%(num)s drafts wait in the outbox.", count)
        + " " + _("They go out when somebody approves them there."),
        "success",
    )  # fmt: skip
    return redirect(url_for("organiser_outbox.index", event=event_slug, state="draft"))


def _people(event: Event) -> list[Registration]:
    """Who was ticked; or everybody in the list as it is narrowed, at most 5,000."""
    if request.form.get("all") == "yes":
        return listing.list_wanted(event.id, read_wishes(event.id).wanted, limit=MOST_CHOSEN)
    given = request.form.getlist("selected")[:MOST_CHOSEN]
    return queries.list_numbered(event.id, list(_numbers(given)))


def _numbers(given: Iterable[str]) -> Iterator[int]:
    return (int(each) for each in given if each.isascii() and each.isdigit() and len(each) < 9)


def _said_of(event: Event, people: list[Registration]) -> dict[str, Any]:
    is_all = request.form.get("all") == "yes"
    return {
        "people": people,
        "named": people[:MOST_NAMED],
        "is_all": is_all,
        "selected": [] if is_all else [each.number for each in people],
        "query": request.query_string.decode("ascii", "ignore"),
        "back": way_back(event.slug),
    }


def _page(event: Event, people: list[Registration], *, tag_error: str = "") -> str:
    if not people:
        abort(400)
    return render_template(
        "organiser/registrations/chosen.html",
        event=event,
        tags=list_queries.list_tags(event.id),
        tag_error=tag_error,
        forms=form_queries.list_forms(event.id),
        may_write=may(Permission.SEND_MESSAGES, event),
        may_export=may(Permission.EXPORT_REGISTRATIONS, event),
        **_said_of(event, people),
    )
