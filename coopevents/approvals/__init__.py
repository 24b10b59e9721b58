"""Approvals: the engine that decides."""
