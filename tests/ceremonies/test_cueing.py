"""The verbs of a run of show and of a kit."""

from datetime import date

import pytest

from coopevents.ceremonies import cueing, packing, rules
from coopevents.ceremonies.details import CueDetails, KitDetails
from coopevents.ceremonies.models import Ceremony
from coopevents.ceremonies.states import ShowTemplate
from coopevents.text import LocalizedText
from tests.ceremonies.offices import NOW, OFFICER, Three


@pytest.fixture
def ceremony(three: Three) -> Ceremony:
    """A ceremony inside a bigger event, for one agreement: five lines."""
    return three.plan(agreement_ids=(three.agreements[0].id,), template=ShowTemplate.INSIDE_AN_EVENT)


def _said(ceremony: Ceremony) -> list[str]:
    return [each.what["en"].split(" ")[0] for each in cueing.lines_of(ceremony)]


def test_lines_are_inserted_moved_copied_deleted_and_brought_back_in_place(ceremony: Ceremony) -> None:
    first = cueing.lines_of(ceremony)[0]
    assert _said(ceremony) == ["Table", "Transition", "Title", "Signing,", "Photograph"]
    new = cueing.add_cue(ceremony, CueDetails(what=LocalizedText(en="Song")), after=first.id, now=NOW, actor=OFFICER)
    assert _said(ceremony) == ["Table", "Song", "Transition", "Title", "Signing,", "Photograph"]
    cueing.move_cue(ceremony, new, 2, now=NOW, actor=OFFICER)
    assert _said(ceremony) == ["Table", "Transition", "Title", "Song", "Signing,", "Photograph"]
    cueing.remove_cue(ceremony, new, now=NOW, actor=OFFICER)
    assert _said(ceremony) == ["Table", "Transition", "Title", "Signing,", "Photograph"]
    cueing.restore_cue(ceremony, new, now=NOW, actor=OFFICER)
    assert _said(ceremony) == ["Table", "Transition", "Title", "Song", "Signing,", "Photograph"]
    copy = cueing.copy_cue(ceremony, first, now=NOW, actor=OFFICER)
    assert (_said(ceremony)[:2], copy.starts_after) == (["Table", "Table"], None)
    cueing.add_cue(ceremony, CueDetails(what=LocalizedText(en="Before")), after=None, now=NOW, actor=OFFICER)
    assert _said(ceremony)[0] == "Before"


@pytest.mark.parametrize(
    ("details", "refusal"),
    [
        (CueDetails(what=LocalizedText()), rules.LineIsEmpty),
        (CueDetails(what=LocalizedText(en="Speech"), seconds=-1), rules.LineIsTooLong),
        (CueDetails(what=LocalizedText(en="Speech"), seconds=4 * 3600 + 1), rules.LineIsTooLong),
    ],
)
def test_impossible_lines_are_refused(ceremony: Ceremony, details: CueDetails, refusal: type[Exception]) -> None:
    with pytest.raises(refusal):
        cueing.add_cue(ceremony, details, after=None, now=NOW, actor=OFFICER)


def test_the_kit_counts_back_from_the_day_of_the_ceremony(ceremony: Ceremony) -> None:
    day = date(2026, 11, 30)
    details = KitDetails(what=LocalizedText(en="Ribbons"), quantity=2, owner="Zhou Jun", days_before=4)
    item = packing.add_item(ceremony, details, now=NOW, actor=OFFICER)
    assert packing.due_on(item, day) == date(2026, 11, 26)
    late = packing.overdue(ceremony.kit, day, today=date(2026, 11, 27))
    assert sorted(each.what["en"].split(",")[0] for each in late) == [
        "Gifts",
        "Ribbons",
        "Text of the banner or screen",
    ]
    packing.tick(ceremony, item, is_done=True, now=NOW, actor=OFFICER)
    assert (item.done_by, item in packing.overdue(ceremony.kit, day, today=day)) == ("Lin Xiaoyan", False)


def test_originals_and_pens_are_counted_by_the_originals(ceremony: Ceremony) -> None:
    assert [(each.what["en"].split(",")[0], each.quantity) for each in ceremony.kit[:3]] == [
        ("Originals", 2),
        ("Signing folders", 2),
        ("Pens", 4),
    ]
