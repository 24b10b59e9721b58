"""What a browser calls itself, in words a reader recognises."""

import re

_PROGRAMS = (
    ("Edge", re.compile(r"\bEdgA?(?:iOS)?/")),
    ("WeChat", re.compile(r"\bMicroMessenger/")),
    ("Opera", re.compile(r"\bOPR/")),
    ("Samsung Internet", re.compile(r"\bSamsungBrowser/")),
    ("Firefox", re.compile(r"\b(?:Firefox|FxiOS)/")),
    ("Chrome", re.compile(r"\b(?:Chrome|CriOS|Chromium|HeadlessChrome)/")),
    ("Safari", re.compile(r"\bVersion/[\d.]+.*Safari/")),
)
_SYSTEMS = (
    ("iPhone", re.compile(r"\biPhone\b")),
    ("iPad", re.compile(r"\biPad\b")),
    ("Android", re.compile(r"\bAndroid\b")),
    ("Windows", re.compile(r"\bWindows\b")),
    ("macOS", re.compile(r"\bMac(?:intosh| OS X)\b")),
    ("ChromeOS", re.compile(r"\bCrOS\b")),
    ("Linux", re.compile(r"\bLinux\b")),
)


def browser_words(user_agent: str) -> str:
    """A program and a system, such as ``Firefox · Windows``; empty when neither is known.

    >>> browser_words("Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0")
    'Firefox · Linux'
    """
    found = [next((name for name, sign in names if sign.search(user_agent)), "") for names in (_PROGRAMS, _SYSTEMS)]
    return " · ".join(filter(None, found))
