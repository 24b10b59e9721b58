"""Issuing: what the office signs for a guest, with a number of its own and a page on which strangers verify it."""
