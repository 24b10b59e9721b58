"""Who signs an agreement, on both sides."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from wtforms import BooleanField, FieldList, FormField, HiddenField, IntegerField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import Length, NumberRange, Optional

from coopevents import unit_of_work
from coopevents.accounts.permissions import lineage
from coopevents.accounts.roles import Permission
from coopevents.agreements import service
from coopevents.agreements.details import SignatoryDetails
from coopevents.agreements.models import Agreement
from coopevents.blueprints.access import access, requires
from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.blueprints.organiser.agreement_door import acting, agreements, own
from coopevents.i18n import _, _l, localized
from coopevents.people import queries as people
from coopevents.people.models import Person
from coopevents.refusals import Refusal
from coopevents.schedule.planning import names_of
from coopevents.text import folded, full_name

MOST = 24
MOST_OFFERED = 500
Acquaintances = Mapping[tuple[int | None, str], int]
"""(institution, or None for us; name, folded) to a person of the register."""
OURS = "0"


class SignatoryRow(PlainForm):
    """One signatory; a row without a name is none."""

    id = HiddenField()
    side = SelectField(_l("Signs for"), default=OURS, validate_choice=False)
    name = OneLineField(_l("Full name"), [Length(max=200)])
    original_name = OneLineField(_l("Name in its own script"), [Length(max=200)])
    office = LocalizedField(_l("Office, as it is printed"), max_length=200)
    rank = IntegerField(
        _l("Rank"),
        [Optional(), NumberRange(1, 99, _l("Write a number from 1 to 99, or leave it empty."))],
        description=_l("1 is the highest; it decides the order at the table."),
        render_kw={"inputmode": "numeric", "min": 1, "max": 99},
    )
    has_power_of_attorney = BooleanField(_l("Signs by power of attorney"))

    def to_details(self, kept: dict[str, SignatoryDetails], known: Acquaintances) -> SignatoryDetails:
        """What was typed; who is called like somebody the office knows on that side is that person."""
        before = kept.get(self.id.data or "", SignatoryDetails(name=""))
        side = int(self.side.data) if self.side.data and self.side.data.isdigit() and self.side.data != OURS else None
        name = self.name.data or ""
        person_id = before.person_id if folded(name) == folded(before.name) else None
        return replace(
            before,
            institution_id=side,
            person_id=known.get((side, folded(name)), person_id),
            name=name,
            original_name=self.original_name.data or "",
            office=self.office.data,
            rank=self.rank.data,
            has_power_of_attorney=bool(self.has_power_of_attorney.data),
        )


class SignatoriesForm(Form):
    """Everybody who signs."""

    version = HiddenField()
    signatories = FieldList(FormField(SignatoryRow), max_entries=MOST)

    @classmethod
    def showing(cls, agreement: Agreement) -> "SignatoriesForm":
        """Filled from an agreement, with a row for each side that nobody signs for yet."""
        details = service.as_details(agreement)
        rows = [_row(each) for each in details.signatories]
        named = {each.institution_id for each in details.signatories}
        rows += [{"side": str(each or OURS)} for each in (None, *details.partner_ids) if each not in named]
        return cls(data={"version": str(agreement.version), "signatories": rows})

    def offer(self, agreement: Agreement, *, is_one_more: bool) -> None:
        """Let them sign for one of the parties."""
        if is_one_more and len(self.signatories) < MOST:
            self.signatories.append_entry()
        sides = [(str(each.institution_id), localized(each.institution.name)) for each in agreement.parties]
        for row in self.signatories:
            row.form.side.choices = choices_of([(OURS, _("Us")), *sides])

    def to_details(self, before: tuple[SignatoryDetails, ...], known: Acquaintances) -> tuple[SignatoryDetails, ...]:
        """What was typed, row by row."""
        kept = {str(each.id): each for each in before}
        return tuple(row.form.to_details(kept, known) for row in self.signatories if row.form.name.data)


@agreements.route("/desk/agreements/<int:agreement_id>/signatories", methods=["GET", "POST"])
@requires(Permission.EDIT_AGREEMENTS)
def signatories(agreement_id: int) -> ResponseReturnValue:
    """Name who signs; until the first signature is there."""
    agreement, is_post = own(agreement_id), request.method == "POST"
    is_one_more = is_post and "more" in request.form
    form = SignatoriesForm() if is_post else SignatoriesForm.showing(agreement)
    form.offer(agreement, is_one_more=is_one_more)
    if not is_one_more and form.validate_on_submit():
        try:
            _save(agreement, form)
        except Refusal as refusal:
            unit_of_work.discard()
            form.show_refusal(refusal)
            agreement = own(agreement_id)
        else:
            flash(_("Saved."), "success")
            return redirect(url_for(".show", agreement_id=agreement_id))
    html = render_template(
        "organiser/agreements/signatories.html", form=form, agreement=agreement, offered=_names(_people(agreement))
    )
    return html, 200 if is_one_more else form.status


def _save(agreement: Agreement, form: SignatoriesForm) -> None:
    details, given = service.as_details(agreement), form.version.data or ""
    seen = int(given) if given.isascii() and given.isdigit() and len(given) < 10 else None
    details = replace(details, signatories=form.to_details(details.signatories, _known(agreement)))
    service.change_agreement(agreement, details, **acting(), seen=seen)
    unit_of_work.commit()


def _people(agreement: Agreement) -> dict[int | None, list[Person]]:
    """Whom the office knows on each side: at the partners, and for us of no institution."""
    units = lineage(agreement.unit_id, access().parents)
    ours = [each for each in people.list_people_of(units) if each.institution_id is None]
    known: dict[int | None, list[Person]] = {None: ours[:MOST_OFFERED]}
    for party in agreement.parties:
        known[party.institution_id] = people.list_people_of_institution(party.institution_id)
    return known


def _known(agreement: Agreement) -> Acquaintances:
    """(side, name) to the person, for every name somebody is known by; the first of two of one name."""
    found: dict[tuple[int | None, str], int] = {}
    for side, persons in _people(agreement).items():
        for person in persons:
            for name in names_of(person):
                found.setdefault((side, folded(name)), person.id)
    return found


def _names(known: dict[int | None, list[Person]]) -> list[str]:
    """The names that are offered while one types."""
    everybody = [each for persons in known.values() for each in persons]
    names = (full_name(each.given_name, each.family_name) or each.original_name for each in everybody)
    return sorted(set(names))


def _row(each: SignatoryDetails) -> dict[str, Any]:
    names = ("name", "original_name", "office", "rank", "has_power_of_attorney")
    said = {name: getattr(each, name) for name in names}
    return {**said, "id": str(each.id), "side": str(each.institution_id or OURS)}
