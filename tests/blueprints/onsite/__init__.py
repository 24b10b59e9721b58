"""Tests of the doors on the spot."""
