"""The forms about gifts and what visits cost."""

from collections.abc import Iterable

from flask_wtf.file import FileField
from wtforms import DecimalField, IntegerField, RadioField, SelectField
from wtforms.validators import InputRequired, Length, Optional

from coopevents.blueprints.forms import Form, LocalizedField, OneLineField, choices_of
from coopevents.delegations.budget import BudgetDetails
from coopevents.delegations.budget_models import BudgetKind, BudgetLine, Payer
from coopevents.delegations.gift_models import GiftItem, GiftWay, VisitGift
from coopevents.delegations.gift_rules import Limits
from coopevents.delegations.gift_stock import ItemDetails
from coopevents.delegations.gift_words import KINDS, PAYERS, WAYS
from coopevents.delegations.gifts import GiftDetails
from coopevents.delegations.money import CURRENCIES
from coopevents.i18n import _, _l

CHOOSE_ONE = _l("Choose one of these.")
_CURRENCY_CHOICES = [(each, each) for each in CURRENCIES]


def _amount(label: object) -> DecimalField:
    return DecimalField(label, [Optional()], places=2, render_kw={"inputmode": "decimal"})


def _currency() -> SelectField:
    return SelectField(_l("Currency"), choices=choices_of(_CURRENCY_CHOICES), default=CURRENCIES[0])


class ItemForm(Form):
    """A kind of gift of the stock."""

    name = LocalizedField(_l("What it is"), is_required=True, max_length=200)
    value = _amount(_l("What one is worth"))
    currency = _currency()
    in_stock = IntegerField(_l("In stock"), [InputRequired(_l("Write how many there are."))], default=0)
    note = OneLineField(_l("Note for colleagues"), [Length(max=500)])
    unit = SelectField(_l("Unit"), coerce=int, default=0, validate_choice=False)

    @classmethod
    def showing(cls, item: GiftItem) -> "ItemForm":
        """The form with what is known of it."""
        names = ("name", "value", "currency", "in_stock", "note")
        return cls(data={name: getattr(item, name) for name in names})

    def to_details(self) -> ItemDetails:
        """What was written."""
        return ItemDetails(
            name=self.name.data,
            value=self.value.data,
            currency=self.currency.data,
            in_stock=self.in_stock.data or 0,
            note=self.note.data or "",
        )


class RuleForm(Form):
    """What a unit may give to one receiver, and what one of ours may keep."""

    given = DecimalField(_l("Given to one receiver at a visit"), [InputRequired(_l("Write an amount."))], places=2)
    received = DecimalField(_l("Received and kept by one of us"), [InputRequired(_l("Write an amount."))], places=2)
    currency = _currency()

    @classmethod
    def showing(cls, limits: Limits) -> "RuleForm":
        """The form with the rule as it is."""
        return cls(data=vars(limits))

    def to_limits(self) -> Limits:
        """What was written."""
        return Limits(self.currency.data, self.given.data, self.received.data)


class GiftForm(Form):
    """A gift of a visit."""

    way = RadioField(
        _l("Which way"), [InputRequired(CHOOSE_ONE)], choices=choices_of(WAYS.items()), default=GiftWay.GIVEN.value
    )
    item = SelectField(
        _l("From our stock"),
        coerce=int,
        default=0,
        validate_choice=False,
        description=_l("Its own value counts unless you write another one."),
    )
    text = OneLineField(_l("Or what it is"), [Length(max=300)])
    quantity = IntegerField(_l("How many"), [InputRequired(_l("Write how many there are."))], default=1)
    value = _amount(_l("What one is worth"))
    currency = _currency()
    delegate = SelectField(_l("Which guest"), coerce=int, default=0, validate_choice=False)
    guest_name = OneLineField(_l("Or who of theirs"), [Length(max=200)])
    line = SelectField(_l("At which activity"), coerce=int, default=0, validate_choice=False)
    ours = OneLineField(_l("Who of us gives or receives it"), [Length(max=200)])
    handed_to = OneLineField(
        _l("Handed in to"),
        [Length(max=200)],
        description=_l("For a gift we received above the limit: the office or archive that keeps it."),
    )
    note = OneLineField(_l("Note for colleagues"), [Length(max=500)])

    @classmethod
    def showing(cls, gift: VisitGift) -> "GiftForm":
        """The form with what is known of it."""
        names = ("text", "quantity", "value", "currency", "guest_name", "ours", "handed_to", "note")
        said = {name: getattr(gift, name) for name in names}
        return cls(
            data={
                **said,
                "way": gift.way.value,
                "item": gift.item_id or 0,
                "delegate": gift.delegate_id or 0,
                "line": gift.line_id or 0,
            }
        )

    def offer(
        self,
        items: Iterable[tuple[str, str]],
        delegates: Iterable[tuple[str, str]],
        activities: Iterable[tuple[str, str]],
    ) -> None:
        """What can be chosen, besides nothing of it."""
        self.item.choices = choices_of([("0", _("Nothing of the stock")), *items])
        self.delegate.choices = choices_of([("0", _("Nobody of the list")), *delegates])
        self.line.choices = choices_of([("0", _("Not decided yet")), *activities])

    def to_details(self) -> GiftDetails:
        """What was written."""
        names = ("text", "guest_name", "ours", "handed_to", "note")
        return GiftDetails(
            way=GiftWay(self.way.data),
            item_id=self.item.data or None,
            quantity=self.quantity.data or 0,
            value=self.value.data,
            currency=self.currency.data,
            delegate_id=self.delegate.data or None,
            line_id=self.line.data or None,
            **{name: self[name].data or "" for name in names},
        )


class BudgetForm(Form):
    """A line of the budget of a visit."""

    kind = SelectField(_l("Kind of cost"), choices=choices_of(KINDS.items()), default=BudgetKind.MEALS.value)
    text = OneLineField(_l("What for"), [Length(max=300)])
    payer = RadioField(
        _l("Who pays"), [InputRequired(CHOOSE_ONE)], choices=choices_of(PAYERS.items()), default=Payer.US.value
    )
    planned = _amount(_l("Planned"))
    spent = _amount(_l("Spent"))
    currency = _currency()

    @classmethod
    def showing(cls, line: BudgetLine) -> "BudgetForm":
        """The form with what is known of it, whatever was sent."""
        said = {name: getattr(line, name) for name in ("text", "planned", "spent", "currency")}
        return cls(formdata=None, data={**said, "kind": line.kind.value, "payer": line.payer.value})

    def to_details(self) -> BudgetDetails:
        """What was written."""
        return BudgetDetails(
            kind=BudgetKind(self.kind.data),
            text=self.text.data or "",
            payer=Payer(self.payer.data),
            currency=self.currency.data,
            planned=self.planned.data,
            spent=self.spent.data,
        )


class ReceiptForm(Form):
    """A receipt for a cost."""

    file = FileField(
        _l("Receipt or invoice"),
        description=_l("PDF, JPEG or PNG, at most 10 MB. A photo taken with the phone will do."),
        render_kw={"accept": "application/pdf,image/jpeg,image/png"},
    )
