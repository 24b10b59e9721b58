"""Certificates of attendance at the desk: who may have one, issued one by one or to all, withdrawn, made anew."""

from collections.abc import Iterator

from flask import Blueprint, Response, abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, links, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import event_of_route, present_actor, requires
from coopevents.blueprints.issued_papers import certificate_paper, signatures_of
from coopevents.blueprints.organiser.issuing_forms import CertificateForm, WithdrawPaperForm
from coopevents.blueprints.papers import language_choices, own_paper, usual_languages
from coopevents.documents.typesetting import Paper
from coopevents.events.models import Event
from coopevents.i18n import _, ngettext, zone_named
from coopevents.issuing import certificate_terms, certificates, numbering, queries, withdrawing
from coopevents.issuing.attendance import Attendance
from coopevents.issuing.certificates import Candidate
from coopevents.issuing.contents import certificate_said
from coopevents.issuing.models import IssuedPaper
from coopevents.issuing.states import HoursRule, PaperKind, PaperState, Standing
from coopevents.issuing.words import HOURS_RULES, STANDING_TONES, STANDINGS
from coopevents.papers.certificates import MOST_AT_ONCE, Certificate, certificates_of
from coopevents.papers.signed import Verification
from coopevents.refusals import Refusal
from coopevents.registration.models import Registration

certificates_desk = Blueprint("organiser_certificates", __name__)
KIND = PaperKind.CERTIFICATE
MOST_IN_A_PRESS = 400
IN_ONE_STEP = 25
"""So many are made in one transaction, so that nobody else who writes waits for long."""

MOST_SHOWN = 500
MOST_NAMED = 8
SHOWN = (Standing.READY, Standing.OUTDATED, Standing.WITHOUT_HOURS, Standing.ISSUED, Standing.WITHDRAWN)


@certificates_desk.get("/desk/events/<event_slug>/certificates")
@requires(Permission.ISSUE_PAPERS)
def index(event_slug: str) -> ResponseReturnValue:
    """Who attended, what their certificate would state, and what was issued."""
    event = event_of_route()
    found = certificates.list_candidates(event)
    counts = {standing: sum(1 for each in found if each.standing is standing) for standing in Standing}
    shown = sorted((each for each in found if each.standing in SHOWN), key=lambda each: SHOWN.index(each.standing))
    terms = certificate_terms.terms_of(event.id)
    return render_template(
        "organiser/certificates/index.html",
        event=event,
        candidates=shown[:MOST_SHOWN],
        total=len(shown),
        counts=counts,
        ready=counts[Standing.READY] + counts[Standing.OUTDATED],
        rule=HOURS_RULES[terms.hours_rule],
        office=queries.find_office(event.unit_id),
        standings=STANDINGS,
        tones=STANDING_TONES,
        zone=zone_named(event.time_zone),
    )


@certificates_desk.post("/desk/events/<event_slug>/certificates")
@requires(Permission.ISSUE_PAPERS)
def issue(event_slug: str) -> ResponseReturnValue:
    """Issue certificates: to one guest, or to everybody who may have one; who is left out is told with the reason."""
    event, number = event_of_route(), request.form.get("number", "")
    found = certificates.list_candidates(event)
    alone = [each for each in found if str(each.registration.number) == number]
    if number and not alone:
        abort(404)
    wanted = [each.registration.id for each in alone or _who_may(found)]
    left_out = [] if number else list(_left_out(found))
    done = _issue_in_steps(event, wanted[:MOST_IN_A_PRESS], tells=request.form.get("tells") == "y")
    if done:
        flash(ngettext("%(num)s certificate is issued.", "%(num)s certificates are issued.", done), "success")
    else:
        flash(_("There is no certificate to issue."), "info")
    if len(wanted) > MOST_IN_A_PRESS:
        flash(_("So many at a time: press again for the others."), "attention")
    for sentence in left_out:
        flash(sentence, "attention")
    return redirect(url_for(".index", event_slug=event_slug))


@certificates_desk.route("/desk/events/<event_slug>/certificates/settings", methods=["GET", "POST"])
@requires(Permission.ISSUE_PAPERS)
def settings(event_slug: str) -> ResponseReturnValue:
    """What certificates say, and which hours they state."""
    event = event_of_route()
    form = CertificateForm.showing(certificate_terms.terms_of(event.id), language_choices(event))
    if form.is_sent and form.validate():
        certificate_terms.change_terms(event, form.to_details(), now=clock.now(), actor=present_actor())
        unit_of_work.commit()
        flash(_("Saved. Certificates issued from now on say this."), "success")
        return redirect(url_for(".index", event_slug=event_slug))
    return render_template("organiser/certificates/settings.html", event=event, form=form), form.status


@certificates_desk.get("/desk/events/<event_slug>/certificates/preview.png")
@requires(Permission.ISSUE_PAPERS)
def preview(event_slug: str) -> Response:
    """A certificate with an invented name."""
    return own_paper(_sample(event_of_route()), f"{event_slug}-certificate.png")


@certificates_desk.get("/desk/events/<event_slug>/certificates/all.pdf")
@requires(Permission.ISSUE_PAPERS)
def all_of_them(event_slug: str) -> ResponseReturnValue:
    """Every valid certificate as one file, to print."""
    event = event_of_route()
    papers = [each for each in queries.list_papers(event.id, KIND) if each.state is PaperState.ISSUED]
    if not papers:
        flash(_("No certificate was issued yet."), "info")
        return redirect(url_for(".index", event_slug=event_slug))
    return own_paper(certificate_paper(papers[:MOST_AT_ONCE], event), f"{event_slug}-certificates.pdf")


@certificates_desk.get("/desk/events/<event_slug>/certificates/<int:paper_id>.pdf")
@requires(Permission.ISSUE_PAPERS)
def download(event_slug: str, paper_id: int) -> Response:
    """One certificate."""
    paper = _paper(paper_id)
    return own_paper(certificate_paper([paper], event_of_route()), f"{paper.number}.pdf")


@certificates_desk.route("/desk/events/<event_slug>/certificates/<int:paper_id>/withdraw", methods=["GET", "POST"])
@requires(Permission.ISSUE_PAPERS)
def withdraw(event_slug: str, paper_id: int) -> ResponseReturnValue:
    """Ask why; then let the certificate no longer be valid."""
    paper, form = _paper(paper_id), WithdrawPaperForm()
    if form.is_sent and form.validate():
        try:
            withdrawing.withdraw(paper, form.reason.data or "", now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("%(number)s is no longer valid.", number=paper.number), "success")
            return redirect(url_for(".index", event_slug=event_slug))
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            paper = _paper(paper_id)
    back = url_for(".index", event_slug=event_slug)
    page = render_template(
        "organiser/certificates/withdraw.html", event=event_of_route(), paper=paper, form=form, back=back
    )
    return page, form.status


def _paper(paper_id: int) -> IssuedPaper:
    paper = queries.get_paper(event_of_route().id, paper_id)
    if paper.kind is not KIND:
        abort(404)
    return paper


def _who_may(found: list[Candidate]) -> list[Candidate]:
    return [each for each in found if each.may_have_one(is_meant_alone=False)]


def _issue_in_steps(event: Event, registration_ids: list[int], *, tells: bool) -> int:
    done, actor = 0, present_actor()
    for first in range(0, len(registration_ids), IN_ONE_STEP):
        step = registration_ids[first : first + IN_ONE_STEP]
        done += len(certificates.issue_many(event, step, now=clock.now(), actor=actor, tells=tells).done)
        unit_of_work.commit()
    return done


def _left_out(found: list[Candidate]) -> Iterator[str]:
    for standing in (Standing.WITHOUT_HOURS, Standing.ABSENT):
        names = [each.registration.name for each in found if each.standing is standing]
        if names:
            more = _(" and %(count)s more", count=len(names) - MOST_NAMED) if len(names) > MOST_NAMED else ""
            reason = STANDINGS[standing]
            yield _("Left out: %(names)s. %(reason)s.", names=", ".join(names[:MOST_NAMED]) + more, reason=reason)


def _sample(event: Event) -> Paper:
    """A certificate of somebody invented, with a name long enough to show how it is borne."""
    office, terms, now = numbering.office_of(event), certificate_terms.terms_of(event.id), clock.now()
    guest = Registration(
        given_name="Anna-Katharina",
        family_name="von Hohenberg",
        original_name="",
        title="",
        institution_name="Hochschule für angewandte Wissenschaften",
        country="DE",
        language=event.languages.split()[0] if event.languages else "en",
    )
    minutes = terms.event_minutes if terms.hours_rule is HoursRule.EVENT else 450
    attendance = Attendance(guest, True, (), 0 if terms.hours_rule is HoursRule.NONE else minutes)
    number = numbering.number_text(office, KIND, numbering.year_of(event, now), 1)
    certificate = Certificate(
        content=certificate_said(event, attendance, terms, office),
        verification=Verification(number, "sample", links.address_of("public_verifying.index")),
        languages=terms.languages or usual_languages(event),
        issued_at=now.replace(minute=0, second=0, microsecond=0),
        time_zone=event.time_zone,
    )
    return certificates_of([certificate], signatures_of({office.signature_key}), is_preview=True)
