"""Doors to badges: a layout seen before it is printed, and badges for everybody, for some, for one."""

from dataclasses import dataclass

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.papers import (
    asked_languages,
    language_choices,
    office_name,
    own_paper,
    usual_languages,
)
from coopevents.blueprints.uploads import present_store
from coopevents.documents.typesetting import Paper
from coopevents.events.models import Event
from coopevents.i18n import _, _l, localized
from coopevents.papers.badges import MOST_AT_ONCE, BadgeLayout, Wearer, badges_of, sample_wearer
from coopevents.registration import badge_photos, badge_queries, badging
from coopevents.registration.form_queries import list_forms
from coopevents.registration.models import EventForm, Registration
from coopevents.storage.uploads import Upload

badges = Blueprint("organiser_badges", __name__)
MOST_WITH_PHOTOS = 200
LAYOUTS = {
    BadgeLayout.A6: _l("A6, one to a page"),
    BadgeLayout.A7: _l("A7, one to a page"),
    BadgeLayout.LABELS_8: _l("Labels, 8 on A4 (99.1 × 67.7 mm)"),
    BadgeLayout.LABELS_10: _l("Labels, 10 on A4 (85 × 54 mm)"),
}


@dataclass(frozen=True)
class BadgeChoice:
    """What was chosen: the paper, its languages, and whose badges."""

    layout: BadgeLayout
    languages: tuple[str, ...]
    form: EventForm | None
    only_new: bool
    has_photos: bool
    number: int | None = None


@badges.get("/desk/events/<event_slug>/badges")
@requires(Permission.PRINT_BADGES)
def index(event_slug: str) -> ResponseReturnValue:
    """Choose a layout and see it, then whose badges are printed."""
    event = event_of_route()
    choice, forms = _chosen(event), list_forms(event.id)
    total, printed = badge_queries.count_wearers(event.id)
    return render_template(
        "organiser/badges/index.html",
        event=event,
        choice=choice,
        layouts=[(each.value, word) for each, word in LAYOUTS.items()],
        language_choices=language_choices(event),
        forms=[(each.slug, localized(each.role)) for each in forms],
        total=total,
        printed=printed,
        asked=request.args,
        asks_for_photos=badge_photos.asks_for_photos(event.id),
    )


@badges.get("/desk/events/<event_slug>/badges/preview.png")
@requires(Permission.PRINT_BADGES)
def preview(event_slug: str) -> Response:
    """The layout with an invented name on it."""
    event = event_of_route()
    choice = _chosen(event)
    form = choice.form or list_forms(event.id)[0]
    paper = _paper(event, [sample_wearer(form.role, form.ribbon)], choice, is_preview=True)
    return own_paper(paper, f"{event_slug}-badge.png")


@badges.post("/desk/events/<event_slug>/badges")
@requires(Permission.PRINT_BADGES)
def print_badges(event_slug: str) -> ResponseReturnValue:
    """The badges as one PDF, and a note that they were printed."""
    event = event_of_route()
    choice, now = _chosen(event), clock.now()
    form_id = choice.form.id if choice.form else None
    guests = badge_queries.list_wearers(
        event.id,
        form_id=form_id,
        only_new=choice.only_new,
        number=choice.number,
        limit=MOST_WITH_PHOTOS if choice.has_photos else MOST_AT_ONCE,
    )
    if not guests:
        flash(_("There is nobody whose badge could be printed."), "info")
        return redirect(url_for(".index", event_slug=event_slug))
    photos = badge_photos.photos_of(guests, store=present_store()) if choice.has_photos else {}
    paper = _paper(event, [_wearer(each, photos.get(each.id)) for each in guests], choice)
    answer = own_paper(paper, f"{event_slug}-badges.pdf")
    badging.note_printed(event, guests, now=now, actor=present_actor())
    unit_of_work.commit()
    return answer


def _paper(event: Event, wearers: list[Wearer], choice: BadgeChoice, *, is_preview: bool = False) -> Paper:
    return badges_of(
        event,
        wearers,
        choice.languages,
        office_name(),
        layout=choice.layout,
        printed_at=clock.now().replace(minute=0, second=0, microsecond=0),
        is_preview=is_preview,
    )


def _wearer(registration: Registration, photo: Upload | None) -> Wearer:
    return Wearer(
        given_name=registration.given_name,
        family_name=registration.family_name,
        original_name=registration.original_name,
        institution_name=registration.institution_name,
        country=registration.country,
        role=registration.form.role,
        ribbon=registration.form.ribbon,
        code=registration.reference,
        photo=photo,
    )


def _chosen(event: Event) -> BadgeChoice:
    layout, number = request.values.get("layout", ""), request.values.get("number", "")
    wanted = request.values.get("form", "")
    return BadgeChoice(
        layout=BadgeLayout(layout) if layout in set(BadgeLayout) else BadgeLayout.A6,
        languages=asked_languages(request.values.get("languages", "")) or usual_languages(event),
        form=next((each for each in list_forms(event.id) if each.slug == wanted), None),
        only_new=request.values.get("who", "new") == "new" and not number,
        has_photos=request.values.get("photos") == "y" and layout in {"", BadgeLayout.A6},
        number=int(number) if number.isdecimal() and len(number) < 9 else None,
    )
