"""Doors to what a partner is to other institutions."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from coopevents import clock, unit_of_work
from coopevents.accounts.roles import Permission
from coopevents.blueprints.access import present_actor, requires
from coopevents.blueprints.organiser.partner_door import own
from coopevents.blueprints.organiser.partner_story_forms import RelationForm
from coopevents.blueprints.organiser.partners import partners
from coopevents.i18n import _, localized
from coopevents.partners import queries, relations, story_queries
from coopevents.partners.models import Institution
from coopevents.refusals import Refusal

AT = "/desk/partners/<int:institution_id>/relations"


@partners.route(f"{AT}/new", methods=["GET", "POST"])
@requires(Permission.EDIT_PARTNERS)
def add_relation(institution_id: int) -> ResponseReturnValue:
    """Say what this institution is to another; both pages tell it."""
    institution = own(institution_id)
    form = RelationForm(others=_others(institution))
    if form.validate_on_submit():
        try:
            _relate(institution, form)
            unit_of_work.commit()
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            institution = own(institution_id)
        else:
            flash(_("The relation is added. Both pages tell it."), "success")
            return redirect(url_for(".show", institution_id=institution_id, _anchor="relations"))
    return render_template("organiser/partners/relation.html", institution=institution, form=form), form.status


@partners.post(f"{AT}/<int:relation_id>/remove")
@requires(Permission.EDIT_PARTNERS)
def remove_relation(institution_id: int, relation_id: int) -> ResponseReturnValue:
    """Take a relation out of both pages."""
    own(institution_id)
    relation = story_queries.get_relation(institution_id, relation_id)
    relations.unrelate(relation, now=clock.now(), actor=present_actor())
    unit_of_work.commit()
    flash(_("The relation is removed."), "success")
    return redirect(url_for(".show", institution_id=institution_id, _anchor="relations"))


def _relate(institution: Institution, form: RelationForm) -> None:
    other = own(int(form.other.data)) if form.other.data else institution
    one, two = (other, institution) if form.is_back else (institution, other)
    relations.relate(one, two, form.kind_chosen, form.note.data or "", now=clock.now(), actor=present_actor())


def _others(institution: Institution) -> list[Institution]:
    known = [each for each in queries.list_institutions([institution.unit_id]) if each.id != institution.id]
    return sorted(known, key=lambda each: localized(each.name).casefold())
