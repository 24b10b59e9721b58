"""Tests of campus tours."""
