"""Events: gatherings, their pages and their life."""
