"""Interpreters and student volunteers who register themselves to help with visits, and when they are free."""
