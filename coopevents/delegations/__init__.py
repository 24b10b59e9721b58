"""Delegations: guests who come together, from the first request to the report. Start with ``states`` and ``models``."""
