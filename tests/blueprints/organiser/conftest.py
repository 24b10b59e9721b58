"""Fixtures for organisers' doors."""

from tests.desks import desk

__all__ = ["desk"]
