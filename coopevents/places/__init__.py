"""Places: where activities happen, and the minutes between."""
