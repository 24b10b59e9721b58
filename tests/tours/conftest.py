"""What tests of tours can ask for."""

from tests.tours.office import tours

__all__ = ["tours"]
