"""One line per promise about use (U1, U2 …) at the end of a test run: the figure, the promise, met or missed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

KEY = "promise"
Promise = Callable[[str, str, str, bool], None]


@pytest.fixture
def promise(record_property: Callable[[str, object], None]) -> Promise:
    """Tell the figure that was reached: ``promise("U2", "3/2/6", "≤ 3/2/6", True)``."""

    def tell(name: str, figure: str, promised: str, is_met: bool) -> None:
        record_property(KEY, f"{name} {figure} {promised} {'met' if is_met else 'missed'}")

    return tell


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print what was told, whichever process told it; and the pages of U5 and U9, which have a test each."""
    reports = [
        each
        for outcome in ("passed", "failed")
        for each in terminalreporter.stats.get(outcome, [])
        if getattr(each, "when", "") == "call"
    ]
    lines = [str(value) for each in reports for key, value in each.user_properties if key == KEY]
    for name, module, figure in (
        ("U5", "test_accessibility.py", "{} of {} pages on which axe finds something, both themes"),
        ("U9", "test_phone.py", "{} of {} pages that do not fit 390 px in the widest languages"),
    ):
        outcomes = [each.outcome for each in reports if module in each.nodeid]
        if outcomes:
            wrong = len(outcomes) - outcomes.count("passed")
            lines.append(f"{name} {figure.format(wrong, len(outcomes))} ≤ 0 {'missed' if wrong else 'met'}")
    if lines:
        terminalreporter.section("promises about use")
        for line in sorted(lines):
            terminalreporter.write_line(line)
