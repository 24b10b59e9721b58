"""What everybody sees follows the signature: the card on the partner's page, the list and the map by field."""

from __future__ import annotations

from collections.abc import Callable

from flask.testing import FlaskClient

from coopevents import unit_of_work
from coopevents.agreements import endings, queries
from coopevents.agreements.models import Agreement
from coopevents.agreements.numbering import day_of
from coopevents.agreements.states import AgreementState as S
from tests.agreements.conftest import Registry
from tests.desks import Desk

TITLE = "Cooperation on joint student training"
BY_FIELD = "/partners?field=Photovoltaics"


def test_the_public_card_the_list_and_the_map_follow_the_last_signature_and_the_end(
    desk: Desk, client: FlaskClient
) -> None:
    with desk.writing():
        registry = Registry(desk)
        said = {"is_public": True, "field": "Photovoltaics", "languages": ("en",), "originals": 1}
        other = registry.propose(**said, partner_ids=(registry.partner_ids[1],), signatories=())
        other.state = S.IN_FORCE
        agreement = registry.at(S.PARTLY_SIGNED, **said)
        page, agreement_id = f"/partners/{registry.partner_ids[0]}", agreement.id

    def deed(verb: Callable[[Agreement], object]) -> None:
        with desk.writing():
            verb(queries.get_agreement(agreement_id))
            unit_of_work.commit()

    def shown() -> tuple[bool, bool, int]:
        """Whether the card and the partner in the list are there, and how many dots the map of the field has."""
        narrowed = client.get(BY_FIELD).text
        wide = narrowed.partition("world__dots--wide")[2].partition("world__dots--narrow")[0]
        return TITLE in client.get(page).text, "TU Dublin" in narrowed, wide.count('class="world__dot"')

    assert shown() == (False, False, 1)
    deed(lambda each: registry.bring(each, S.SIGNED))
    assert shown() == (True, True, 2)
    deed(lambda each: registry.bring(each, S.IN_FORCE))
    assert "In force" in client.get(page).text
    deed(lambda each: endings.terminate(each, day_of(registry.now), "Both sides agreed", **registry.by()))
    assert shown() == (False, False, 1)
