"""Accounts: units, users, roles for a unit or an event, sessions, tokens."""
