"""Doors to institutions that may be one: found, compared, merged, or told apart."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import access, ensure_unit, present_actor, requires
from coopevents.blueprints.organiser.partner_words import REASONS, tables_in_words, value_words
from coopevents.blueprints.organiser.partners import partners
from coopevents.i18n import _, localized
from coopevents.partners import queries, uniting, words
from coopevents.partners.exchange.columns import BY_KEY
from coopevents.partners.models import Institution
from coopevents.refusals import NotFound, Refusal
from coopevents.reports import partners as report

MOST_PAIRS = 100
AT = "/desk/partners/duplicates"


@partners.get(AT)
@requires(Permission.EDIT_PARTNERS)
def duplicates() -> ResponseReturnValue:
    """Institutions that may be one, two by two, with why."""
    pairs = uniting.list_pairs(access().units(Permission.EDIT_PARTNERS))
    return render_template(
        "organiser/partners/duplicates.html",
        pairs=pairs[:MOST_PAIRS],
        count=len(pairs),
        reasons=REASONS,
        kinds=words.KINDS,
    )


@partners.route(f"{AT}/<int:institution_id>/<int:other_number>", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def merge(institution_id: int, other_number: int) -> ResponseReturnValue:
    """Compare two institutions, and let the first one stay with what is right of both."""
    kept, other, error = _own(institution_id), _own(other_number), ""
    if request.method == "POST":
        try:
            uniting.unite(kept, other, _from_other(), now=clock.now(), actor=present_actor())
            unit_of_work.commit()
            flash(_("They are one institution now."), "success")
            return redirect(url_for(".show", institution_id=institution_id))
        except Refusal as refusal:
            unit_of_work.discard()
            error = str(refusal)
            kept, other = _own(institution_id), _own(other_number)
    page = render_template(
        "organiser/partners/merge.html",
        kept=kept,
        other=other,
        error=error,
        chosen=_from_other(),
        rows=[
            (name, str(BY_KEY[_COLUMNS.get(name, name)].label), value_words(kept, name), value_words(other, name))
            for name in uniting.differences(kept, other)
        ],
        moving=tables_in_words(report.what_refers_to(other.id)),
        kinds=words.KINDS,
    )
    return page, 422 if error else 200


@partners.post(f"{AT}/<int:institution_id>/<int:other_number>/apart")
@requires(Permission.EDIT_PARTNERS)
def keep_apart(institution_id: int, other_number: int) -> ResponseReturnValue:
    """They are two: the pair is not shown again."""
    one, other = _own(institution_id), _own(other_number)
    uniting.keep_apart(one, other)
    names = localized(one.name), localized(other.name)
    unit_of_work.commit()
    flash(_("%(one)s and %(other)s stay two.", one=names[0], other=names[1]), "success")
    return redirect(url_for(".duplicates"))


_COLUMNS = {"name": "name_en"}


def _own(institution_id: int) -> Institution:
    institution = queries.get_institution(institution_id)
    ensure_unit(institution.unit_id, Permission.EDIT_PARTNERS)
    if institution.merged_into_id is not None:
        raise NotFound
    return institution


def _from_other() -> frozenset[str]:
    return frozenset(name for name, value in request.form.items() if value == "other")
