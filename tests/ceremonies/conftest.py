"""What tests of ceremonies stand on."""

import pytest
from flask import Flask

from tests.ceremonies.offices import Three, three_agreements


@pytest.fixture
def three(context: Flask) -> Three:
    """An office with three agreements approved for signature."""
    return three_agreements()
