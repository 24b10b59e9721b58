"""Which sites may show an event's programme."""

from __future__ import annotations

import pytest

from coopevents.events.sharing import SiteIsUnreadable, sites_in


def test_sites_are_named_by_their_hosts() -> None:
    text = " https://WWW.University.edu/ \n*.partner.example, http://localhost:8001 www.university.edu"
    assert sites_in(text) == ("https://www.university.edu", "https://*.partner.example", "http://localhost:8001")
    assert sites_in("*") == ("*",)
    assert sites_in(" \n ") == ()


@pytest.mark.parametrize(
    "text",
    [
        "http://www.university.edu",
        "https://university.edu/page",
        "university",
        "'none'",
        "university.edu; script-src *",
        "data:",
        "*.edu.*",
        "https://a..b.edu",
        "user@university.edu",
    ],
)
def test_what_is_no_host_is_refused(text: str) -> None:
    with pytest.raises(SiteIsUnreadable):
        sites_in(text)
