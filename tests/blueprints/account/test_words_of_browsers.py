"""What browsers call themselves, and addresses that stay on the site."""

from __future__ import annotations

import pytest

from coopevents.blueprints.account.browsers import browser_words
from coopevents.blueprints.account.next_page import is_ours

CHROME = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0 Safari/537.36"


@pytest.mark.parametrize(
    ("user_agent", "words"),
    [
        (CHROME, "Chrome · Windows"),
        (CHROME + " Edg/141.0", "Edge · Windows"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Mobile Safari/604.1", "Safari · iPhone"),
        ("Mozilla/5.0 (Linux; Android 16) Chrome/141.0 Mobile Safari/537.36 MicroMessenger/8.0", "WeChat · Android"),
        ("curl/8.0", ""),
        ("<script>", ""),
    ],
)
def test_a_browser_is_named_in_words(user_agent: str, words: str) -> None:
    assert browser_words(user_agent) == words


@pytest.mark.parametrize("target", ["/", "/desk/", "/e/week/programme?day=2#top", "/e/合作周/"])
def test_paths_of_ours_are_ours(target: str) -> None:
    assert is_ours(target)


@pytest.mark.parametrize(
    "target",
    [
        "",
        "desk",
        "//evil.example",
        "///evil.example",
        "/\\evil",
        "\\\\evil",
        "https://evil.example",
        "/\t/evil",
        "/ /x",
    ],
)
def test_everything_else_is_not(target: str) -> None:
    assert not is_ours(target)
