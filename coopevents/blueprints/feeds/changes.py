"""The changes of a programme as a news feed (Atom, RFC 4287): one entry for each release, its id never changing."""

from datetime import datetime
from xml.etree import ElementTree as ET
from zoneinfo import ZoneInfo

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from coopevents import links
from coopevents.blueprints.access import open_to_all
from coopevents.blueprints.kept import hand_out
from coopevents.blueprints.programme_changes import counts_in_words, views_of
from coopevents.blueprints.public.visible_events import public_event
from coopevents.blueprints.shelf import Answer
from coopevents.events.models import Event
from coopevents.i18n import HTML_LANGUAGES, _, date_time_text, force_locale, localized, ngettext
from coopevents.schedule import release_queries
from coopevents.schedule.differences import changes_in
from coopevents.schedule.release_models import Release
from coopevents.text import LANGUAGES, cleaned

changes = Blueprint("feeds_changes", __name__)
ATOM = "http://www.w3.org/2005/Atom"
XML = "http://www.w3.org/XML/1998/namespace"
MEDIA_TYPE = "application/atom+xml; charset=utf-8"
MOST_ENTRIES, MOST_CHANGES = 30, 100


@changes.get("/feeds/e/<event_slug>/changes.atom")
@open_to_all
def event(event_slug: str) -> ResponseReturnValue:
    """The last releases, newest first, in the language asked for, else the event's own."""
    asked = request.args.get("lang", "")
    language = asked if asked in LANGUAGES else ""
    return hand_out(
        ("changes-feed", event_slug, language), lambda: _built(event_slug, language), vary="Accept-Encoding"
    )


def _built(slug: str, asked: str) -> Answer:
    found = public_event(slug)
    language = asked or next(iter(found.languages.split()), "en")
    is_open = found.schedule.is_open
    listed = release_queries.list_releases_with_differences(found.schedule_id, limit=MOST_ENTRIES if is_open else 0)
    changed_at = listed[0].released_at if listed else found.changed_at
    with force_locale(language):
        body = _feed(found, listed, language, changed_at)
    number = listed[0].number if listed else 0
    tag = f"changes-{found.id}-{number}-{found.version}-{language}"
    return Answer(body, MEDIA_TYPE, tag, slots=(found.id,), changed_at=changed_at)


def _feed(found: Event, listed: list[Release], language: str, changed_at: datetime) -> bytes:
    """The whole document; text is escaped by the writer."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed", {f"{{{XML}}}lang": HTML_LANGUAGES[language]})
    page = links.address_of("public_changes.show", event_slug=found.slug, lang=language)
    _add(feed, "id", f"urn:uuid:{found.uid}")
    _add(feed, "title", _("Changes of the programme: %(event)s", event=localized(found.title)))
    _add(feed, "updated", changed_at.isoformat())
    here = links.address_of("feeds_changes.event", event_slug=found.slug, lang=language)
    _link(feed, "self", here, MEDIA_TYPE.partition(";")[0])
    _link(feed, "alternate", page, "text/html")
    _add(_part(feed, "author"), "name", localized(found.title))
    zone = ZoneInfo(found.schedule.time_zone)
    for release in listed:
        _entry(feed, found, release, zone, page)
    document: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return document


def _entry(feed: ET.Element, found: Event, release: Release, zone: ZoneInfo, page: str) -> None:
    entry = _part(feed, "entry")
    when = release.released_at.isoformat()
    _add(entry, "id", f"urn:uuid:{found.uid}#release-{release.number}")
    said = counts_in_words(release.counts) if release.number > 1 else ""
    title = release.name or said or _("Programme of %(when)s", when=date_time_text(release.released_at, zone))
    _add(entry, "title", title)
    _add(entry, "updated", when)
    _add(entry, "published", when)
    _link(entry, "alternate", f"{page}#release-{release.number}", "text/html")
    _add(entry, "content", _told(release, zone), type="text")


def _told(release: Release, zone: ZoneInfo) -> str:
    """The note to readers, then one line for each change."""
    lines = [localized(release.comment)]
    if release.number == 1:
        shown = release.counts.get("shown", 0)
        lines.append(
            ngettext(
                "The programme was published, with %(num)s activity.",
                "The programme was published, with %(num)s activities.",
                shown,
            )
        )
    changed = changes_in(release.difference)
    lines += [each.sentence for each in views_of(changed[:MOST_CHANGES], zone)]
    if len(changed) > MOST_CHANGES:
        lines.append(ngettext("and %(num)s more", "and %(num)s more", len(changed) - MOST_CHANGES))
    return "\n".join(line for line in lines if line)


def _part(parent: ET.Element, name: str) -> ET.Element:
    return ET.SubElement(parent, f"{{{ATOM}}}{name}")


def _add(parent: ET.Element, name: str, text: object, **attributes: str) -> None:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = cleaned(str(text))


def _link(parent: ET.Element, rel: str, href: str, media_type: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}link", {"rel": rel, "href": href, "type": media_type})
