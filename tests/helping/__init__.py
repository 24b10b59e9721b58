"""Tests of those who register to help with visits."""
