"""Calendars: pure values in, bytes out, and what other programs make of them."""
