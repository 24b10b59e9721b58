"""The registry of agreements."""

from __future__ import annotations

from tests.house.page_example import PageExample, Reader
from tests.house.pages.values import AT_DESK, SEND

_HOLDING = {"agreement_id": "$agreement"}
_PARTLY = {"agreement_id": "$agreement-partly"}
_DECIDING = {"agreement_id": "$agreement-deciding"}

AGREEMENTS = [
    PageExample("agreements", "organiser_agreements.index", **AT_DESK),
    PageExample("agreements-none", "organiser_agreements.index", query="q=zzz&country=IE", **AT_DESK),
    PageExample("agreements-empty", "organiser_agreements.index", reader=Reader.NEWCOMER),
    PageExample("agreement", "organiser_agreements.show", _HOLDING, **AT_DESK),
    PageExample("agreement-seen", "organiser_agreements.show", _PARTLY, reader=Reader.VIEWER),
    PageExample("agreement-frozen", "organiser_agreements.show", {"agreement_id": "$agreement-frozen"}, **AT_DESK),
    PageExample(
        "agreement-deciding",
        "organiser_agreements.show",
        _DECIDING,
        press="button[value=return]",
        status=422,
        **AT_DESK,
    ),
    PageExample("agreement-new", "organiser_agreements.create", press=SEND, status=422, **AT_DESK),
    PageExample("agreement-edit", "organiser_agreements.edit", _DECIDING, **AT_DESK),
    PageExample("agreement-edit-frozen", "organiser_agreements.edit", _PARTLY, **AT_DESK),
    PageExample("agreement-signatories", "organiser_agreements.signatories", _PARTLY, **AT_DESK),
    PageExample("agreement-signing", "organiser_agreements.sign", _PARTLY, **AT_DESK),
    PageExample(
        "agreement-take-back",
        "organiser_agreements.take_back",
        {**_PARTLY, "signature_id": "$signature"},
        **AT_DESK,
    ),
    PageExample("agreement-calendar", "organiser_agreements.calendar", press="button[name=address]", **AT_DESK),
    PageExample("agreement-end", "organiser_agreements.end", {**_HOLDING, "way": "terminate"}, **AT_DESK),
]
