"""Share images have the size messengers want, hold long names, and are small."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from flask import Flask
from PIL import Image

from coopevents.documents.typesetting import set_anew
from coopevents.papers.pictures import picture_of_activity, picture_of_event
from coopevents.text import LANGUAGES, LocalizedText
from tests.papers.programmes import IMPRINT, activity, event, nine

LONG = LocalizedText(
    en="The third joint symposium on environmental engineering, recycling economies and the training of engineers "
    "between the universities of Shanghai, Rousse, Dublin, Nordhafen and Val d’Orne in the year 2026",
    zh_Hans_CN="上海、鲁塞、都柏林、诺德哈芬与瓦勒德奥恩大学环境工程、循环经济与工程师培养第三届联合学术研讨会" * 2,
)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("title", [LONG, LocalizedText(en="Week"), LocalizedText(zh_Hans_CN="周")])
def test_a_picture_fits_whatever_the_title_is(app: Flask, language: str, title: LocalizedText) -> None:
    with app.test_request_context("/"):
        paper = picture_of_event(event(title=title), IMPRINT.office, language)
        made = set_anew(paper)
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size) == ("PNG", (1200, 630))
        pale = picture.convert("L").point(lambda light: 255 if light < 200 else 0)
        left, top, right, bottom = pale.crop((30, 0, 1200, 630)).getbbox() or (0, 0, 0, 0)
    assert len(made) <= 150_000
    assert left >= 40
    assert top >= 30
    assert right <= 1140
    assert bottom <= 600
    assert made == set_anew(paper)


def test_a_cancelled_activity_says_so(app: Flask) -> None:
    plain = activity("a", nine(), title=LONG)
    cancelled = replace(plain, is_cancelled=True, cancellation_reason="No.")
    with app.test_request_context("/"):
        one = picture_of_activity(event(), plain, IMPRINT.office, "en")
        other = picture_of_activity(event(), cancelled, IMPRINT.office, "en")
    assert other.values["cancelled"] == [{"lang": "en", "text": "Cancelled"}]
    assert one.values["cancelled"] == []
    assert one.values["when"][0]["text"] == "Monday, 1 March 2027 · 09:00–10:00"
    assert set_anew(one) != set_anew(other)
    assert one.tag != other.tag
