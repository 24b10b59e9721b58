"""How an event is shown elsewhere: in a frame on the university's own site, on screens, beside a link."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup
from wtforms.validators import Length

from coopevents import clock, links, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, may, present_actor, requires
from coopevents.blueprints.forms import Form, LongTextField
from coopevents.blueprints.public.embed import EmbedChoice
from coopevents.blueprints.public.visible_events import is_public
from coopevents.events.models import Event
from coopevents.events.sharing import LONGEST, allow_sites
from coopevents.events.words import ACCENTS
from coopevents.feeds.programmes import find_programme
from coopevents.i18n import LANGUAGE_NAMES, _, _l, current_language, localized, short_day_text, zone_named
from coopevents.refusals import Refusal
from coopevents.schedule.indexes import places_on
from coopevents.schedule.releases import ReleasedActivity
from coopevents.text import LANGUAGES

sharing = Blueprint("organiser_sharing", __name__)
LOWEST, USUAL, HIGHEST = 200, 600, 3000


class SitesForm(Form):
    """Which sites may show the programme."""

    sites = LongTextField(
        _l("Sites that may show the programme"),
        validators=[Length(max=LONGEST * 2)],
        description=_l(
            "One to a line, such as www.university.edu; *.university.edu means all sites of that university, * every "
            "site. Empty: none."
        ),
        render_kw={"rows": 4, "spellcheck": "false", "autocapitalize": "none"},
    )


@sharing.get("/desk/events/<event_slug>/sharing")
@requires(Permission.SEE_EVENT)
def show(event_slug: str) -> ResponseReturnValue:
    """Choose how the frame looks, see it, copy its line; the addresses for screens and messengers."""
    event = event_of_route()
    return _page(event, SitesForm(data={"sites": event.embed_sites.replace(" ", "\n")}))


@sharing.post("/desk/events/<event_slug>/sharing")
@requires(Permission.EDIT_EVENT)
def save(event_slug: str) -> ResponseReturnValue:
    """Say which sites may show the programme."""
    event, form = event_of_route(), SitesForm()
    if form.validate():
        try:
            allow_sites(event, form.sites.data or "", now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("Saved."), "success")
            return redirect(url_for(".show", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
    return _page(event_of_route(), form), 422


def _page(event: Event, form: SitesForm) -> str:
    choice, language, height = EmbedChoice.of(request.args), _language_asked(), _height_asked(request.args)
    query = choice.query(lang=language)
    path = url_for("public_embed.show", event_slug=event.slug) + query
    shown = _shown(event)
    return render_template(
        "organiser/sharing/show.html",
        event=event,
        form=form,
        may_edit=may(Permission.EDIT_EVENT, event),
        is_public=is_public(event),
        choice=choice,
        language=language,
        height=height,
        preview_url=path,
        line=_line(event, links.address_of("public_embed.show", event_slug=event.slug) + query, height),
        languages=list(LANGUAGE_NAMES.items()),
        accents=list(ACCENTS.items()),
        days=_days(event, shown),
        tracks=sorted({each.track.slug: localized(each.track.name) for each in shown if each.track}.items()),
        addresses=[
            (_("Event"), links.address_of("public_events.show", event_slug=event.slug)),
            (_("Programme"), links.address_of("public_programme.show", event_slug=event.slug)),
            (_("Now and next"), links.address_of("public_now.show", event_slug=event.slug)),
        ],
        screen_url=links.address_of("public_screen.show", event_slug=event.slug),
        doors=[
            (
                localized(each.place.name),
                links.address_of("public_screen.show", event_slug=event.slug, place=each.place.id),
            )
            for each in places_on(shown, current_language())
        ],
    )


def _line(event: Event, address: str, height: int) -> str:
    """The one line for the other site's page: a frame and nothing else."""
    title = _("Programme: %(event)s", event=localized(event.title))
    return str(
        Markup('<iframe src="{}" title="{}" width="100%" height="{}" loading="lazy" style="border:0"></iframe>').format(
            address, title, height
        )
    )


def _shown(event: Event) -> tuple[ReleasedActivity, ...]:
    released = find_programme(event.schedule)
    return released.shown if released else ()


def _days(event: Event, shown: tuple[ReleasedActivity, ...]) -> list[tuple[str, str]]:
    zone = zone_named(event.time_zone)
    days = sorted({each.starts_at.astimezone(zone).date() for each in shown})
    return [(day.isoformat(), short_day_text(day)) for day in days]


def _language_asked() -> str:
    asked = request.args.get("in", "")
    return asked if asked in LANGUAGES else ""


def _height_asked(arguments: Mapping[str, Any]) -> int:
    asked = arguments.get("height", "")
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else USUAL
    return min(max(number, LOWEST), HIGHEST)
