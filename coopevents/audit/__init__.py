"""Audit: every fact with who, when and what changed."""
