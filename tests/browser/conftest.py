"""What the browser tests share."""

import pytest

from tests.browser.demo_service import demo_service as demo_service


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the screenshots out unless somebody asked for them with --shots: they are for eyes."""
    if config.getoption("--shots") is None:
        shots = [item for item in items if item.get_closest_marker("shots")]
        items[:] = [item for item in items if item not in shots]
        config.hook.pytest_deselected(items=shots)
