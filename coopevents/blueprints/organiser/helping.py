"""Doors to those who registered to help: the list, one of them, and whether people can register."""

from typing import Any

from flask import Blueprint, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField
from wtforms.validators import DataRequired, Length

from coopevents import clock, links, unit_of_work
from coopevents.accounts import queries as accounts
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, requires
from coopevents.blueprints.deeds import told
from coopevents.blueprints.downloads import csv_download, xlsx_download
from coopevents.blueprints.forms import Form, LocalizedField, LongTextField
from coopevents.blueprints.helper_words import about_rows, language_words, pair_words, services_text
from coopevents.blueprints.listing import asked, chips, export_url, narrowed, page_number, page_url
from coopevents.blueprints.organiser import helper_tables
from coopevents.blueprints.organiser.delegation_door import acting, zone_of_office
from coopevents.blueprints.organiser.itinerary_offers import STATES as OFFER_STATES
from coopevents.blueprints.spoken import SPOKEN
from coopevents.delegations import offer_queries
from coopevents.helping import deciding, erasing, queries, rules, terms, words
from coopevents.helping.models import Helper
from coopevents.helping.queries import HelperFilter
from coopevents.helping.states import DECIDABLE, HelperState, Service
from coopevents.i18n import _, _l, localized
from coopevents.refusals import Refusal
from coopevents.schedule.words import ROLES

helper_desk = Blueprint("organiser_helpers", __name__)
KEPT = frozenset({"state", "service", "language"})
"""Parts of the address that a new search keeps."""


class DeclineForm(Form):
    """Why the office does without somebody."""

    reason = LongTextField(
        _l("Reason"),
        [DataRequired(rules.ReasonIsMissing.sentence), Length(max=2000)],
        description=_l("They read it in the letter, so write it kindly and in their language."),
        render_kw={"rows": 3, "maxlength": 2000},
    )


class NoteForm(Form):
    """What the office thinks of somebody."""

    qualities = LongTextField(
        _l("What we know of them"),
        [Length(max=2000)],
        description=_l("Such as what they are good at. Only colleagues read it, until it is erased with the rest."),
        render_kw={"rows": 4, "maxlength": 2000},
    )


class TermsForm(Form):
    """Whether people can register, and what they are told."""

    is_open = BooleanField(_l("People can register to help"))
    privacy_text = LocalizedField(_l("How we use the data"), is_long=True, max_length=4000)


@helper_desk.get("/desk/helpers")
@requires(Permission.EDIT_PEOPLE)
def index() -> ResponseReturnValue:
    """Who registered to help in the units one looks after."""
    unit_ids, wanted = access().units(Permission.EDIT_PEOPLE), _filter_asked()
    counts, page = queries.count_by_state(unit_ids), queries.list_page(unit_ids, wanted, page=page_number())
    ids = [each.person_id for each in page.items if each.person_id is not None]
    states = [(str(each), words.STATES[each]) for each in HelperState if counts.get(each) or each == wanted.state]
    return render_template(
        "organiser/helping/index.html",
        page=page,
        page_url=page_url,
        export_url=export_url,
        wanted=wanted,
        uses=offer_queries.map_uses(ids),
        state_chips=chips("state", [("", _("All")), *states], counts),
        service_chips=chips("service", [("", _("Any service")), *words.SERVICES.items()]),
        language_chips=chips("language", [("", _("Any language")), *SPOKEN.items()]),
        words=words,
        services_text=services_text,
        language_words=language_words,
        pair_words=pair_words,
        is_narrowed=any(request.args.get(name) for name in (*KEPT, "q")),
        kept=[(name, value) for name, value in request.args.items() if name in KEPT and value],
        everything_url=narrowed(**dict.fromkeys((*KEPT, "q"), "")),
        has_any=bool(sum(counts.values())),
    )


@helper_desk.get("/desk/helpers/export.<any(csv, xlsx):ending>")
@requires(Permission.EDIT_PEOPLE)
def export(ending: str) -> ResponseReturnValue:
    """The list as it is narrowed, as a table for spreadsheets."""
    found = queries.list_all(access().units(Permission.EDIT_PEOPLE), _filter_asked())
    uses = offer_queries.map_uses([each.person_id for each in found if each.person_id is not None])
    send = csv_download if ending == "csv" else xlsx_download
    return send("helpers", helper_tables.headings(), helper_tables.lines_of(found, uses))


@helper_desk.get("/desk/helpers/<int:helper_id>")
@requires(Permission.EDIT_PEOPLE)
def show(helper_id: int) -> ResponseReturnValue:
    """What somebody said, what we know of them, and what they were offered."""
    helper = _own(helper_id)
    return _page(helper, DeclineForm(), NoteForm(data={"qualities": helper.qualities}))


@helper_desk.post("/desk/helpers/<int:helper_id>/approve")
@requires(Permission.EDIT_PEOPLE)
def approve(helper_id: int) -> ResponseReturnValue:
    """Find or make the person in the register, and write to them."""
    helper = _own(helper_id)
    told(lambda: deciding.approve(helper, **acting()), _("Approved. They are written to, and found for visits now."))
    return redirect(url_for(".show", helper_id=helper_id))


@helper_desk.post("/desk/helpers/<int:helper_id>/decline")
@requires(Permission.EDIT_PEOPLE)
def decline(helper_id: int) -> ResponseReturnValue:
    """Do without them; the letter says why."""
    helper, form = _own(helper_id), DeclineForm()
    if form.validate():
        try:
            deciding.decline(helper, form.reason.data or "", **acting())
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
        else:
            flash(_("Declined. The letter is on its way."), "success")
            return redirect(url_for(".show", helper_id=helper_id))
    helper = _own(helper_id)
    return _page(helper, form, NoteForm(formdata=None, data={"qualities": helper.qualities})), form.status


@helper_desk.post("/desk/helpers/<int:helper_id>/note")
@requires(Permission.EDIT_PEOPLE)
def note(helper_id: int) -> ResponseReturnValue:
    """Write down what the office thinks of them."""
    helper, form = _own(helper_id), NoteForm()
    if not form.validate():
        return _page(helper, DeclineForm(formdata=None), form), form.status
    told(lambda: deciding.note(helper, form.qualities.data or "", **acting()), _("Saved."))
    return redirect(url_for(".show", helper_id=helper_id))


@helper_desk.post("/desk/helpers/<int:helper_id>/erase")
@requires(Permission.EDIT_PEOPLE)
def erase(helper_id: int) -> ResponseReturnValue:
    """Erase somebody at once, because they ask for it."""
    helper = _own(helper_id)
    told(lambda: erasing.erase(helper, **acting()), _("Erased."))
    return redirect(url_for(".index"))


@helper_desk.route("/desk/helpers/settings", methods=["GET", "POST"])
@requires(Permission.EDIT_PEOPLE)
def settings() -> ResponseReturnValue:
    """Whether people can register at a unit: the one the address names, else one that is open."""
    allowed = access().units(Permission.EDIT_PEOPLE)
    units = [each for each in accounts.list_units() if each.id in allowed]
    with_terms = {each.unit_id for each in queries.list_open_terms()}
    usual = next((each.id for each in units if each.id in with_terms), units[0].id)
    unit_id = request.args.get("unit", type=int) or usual
    ensure_unit(unit_id, Permission.EDIT_PEOPLE)
    known = queries.find_terms(unit_id)
    said = {"is_open": known is not None and known.is_open, "privacy_text": known.privacy_text if known else {}}
    form = TermsForm() if request.method == "POST" else TermsForm(data=said)
    if form.is_sent and form.validate():
        text = form.privacy_text.data
        told(lambda: terms.set_terms(unit_id, is_open=form.is_open.data, privacy_text=text, **acting()), _("Saved."))
        return redirect(url_for(".settings", unit=unit_id))
    unit_chips = [
        {"label": localized(each.name), "url": url_for(".settings", unit=each.id), "is_current": each.id == unit_id}
        for each in units
    ]
    page = render_template(
        "organiser/helping/settings.html",
        form=form,
        chips=unit_chips,
        here=url_for(".settings", unit=unit_id),
        usual=localized(terms.PRIVACY),
        address=links.address_of("public_helpers.register"),
    )
    return page, form.status


def _page(helper: Helper, decline_form: DeclineForm, note_form: NoteForm) -> str:
    person_id = helper.person_id
    return render_template(
        "organiser/helping/show.html",
        helper=helper,
        about=about_rows(helper),
        form=decline_form,
        note_form=note_form,
        words=words,
        zone=zone_of_office(),
        may_approve=helper.state in DECIDABLE - {HelperState.APPROVED},
        may_decline=helper.state in DECIDABLE - {HelperState.DECLINED},
        uses=offer_queries.map_uses([person_id]).get(person_id, 0) if person_id else 0,
        minutes=offer_queries.map_minutes([person_id]).get(person_id, 0) if person_id else 0,
        offers=offer_queries.list_offers_to(person_id) if person_id else [],
        offer_states=OFFER_STATES,
        roles=ROLES,
        now=clock.now(),
    )


def _filter_asked() -> HelperFilter:
    state, service, language = asked("state", longest=20), asked("service", longest=20), asked("language", longest=20)
    said: dict[str, Any] = {
        "state": HelperState(state) if state in set(HelperState) else None,
        "service": Service(service) if service in set(Service) else None,
        "language": language if language in SPOKEN else "",
    }
    return HelperFilter(text=asked("q"), **said)


def _own(helper_id: int) -> Helper:
    """Somebody who registered in a unit one looks after. Answers 404 for any other."""
    try:
        helper = queries.get_helper(helper_id)
    except Refusal:
        abort(404)
    ensure_unit(helper.unit_id, Permission.EDIT_PEOPLE)
    return helper
