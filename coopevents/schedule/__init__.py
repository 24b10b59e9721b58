"""Schedule: activities, clashes, releases."""
